import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { installations } from '#lib/db/schema/apps.ts';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { events } from '#lib/db/schema/webhooks.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { uninstallApp } from '#lib/domain/installations/uninstall-app.ts';
import { askInDraft, dropInDraft } from '#lib/domain/scopes/ask-in-draft.ts';
import { askScope, readScopes } from '#lib/domain/scopes/ask-scopes.ts';
import { consent, readConsent } from '#lib/domain/scopes/consent.ts';
import { createTenant } from '#lib/domain/tenants/create-tenant.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { readDraft, saveDraft } from '#lib/domain/versions/draft.ts';
import { systemClock } from '#lib/std/clock.ts';
import { call, openSandbox, type TestSandbox } from '../../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';

let database: TestDatabase;
let sandbox: TestSandbox;
let partner: TestPartner;
let stranger: TestPartner;
let words = 0;
const read = 'education.students.read';
const write = 'education.students.write';
const terms = 'education.terms.read';
const reason = 'Shows the students of each bus to its driver.';

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  stranger = await makePartner(database.db, 'stranger');
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});
beforeEach(async () => {
  partner = await makePartner(database.db, `masar${++words}`, { scopes: [read] });
});

const refusal = (code: string) => expect.objectContaining({ code });
const operator = () => systemCtx(database.db, systemClock, 'operator');
const viewer = (): UserCtx => ({
  ...partner.ctx,
  actor: { ...partner.ctx.actor, role: 'viewer' },
});
const ask = (scope: typeof read | typeof write | typeof terms, isOptional = false) =>
  askScope(operator(), { appId: partner.appId, scope, reason, isOptional });
const audits = (action: string) =>
  database.db.$count(
    auditEntries,
    and(eq(auditEntries.orgId, partner.orgId), eq(auditEntries.action, action)),
  );
const granted = async (token = partner.token) =>
  (await call(sandbox, 'GET', '/whoami', { token })).json.scopes;

it('asks for a scope with its reason once, and asking changes no grant', async () => {
  await Promise.all([ask(write), ask(write)]);
  await ask(write);
  expect(await audits('app.scope_asked')).toBe(1);
  await ask(write, true);
  const { asked } = await readScopes(partner.ctx, partner.appId);
  expect(asked).toEqual([{ scope: write, reason, isOptional: true }]);
  expect(await granted()).toEqual([read]);
  const short = askScope(operator(), { appId: partner.appId, scope: write, reason: 'need' });
  await expect(short).rejects.toEqual(refusal('validation_failed'));
});

it('partners ask in the draft of the next version, comments stay, and dropping leaves what was granted', async () => {
  const { appId, ctx } = partner;
  const of = { appId, scope: write } as const;
  await askInDraft(ctx, { ...of, reason, isOptional: true });
  const begun = await readDraft(ctx, appId);
  const source = `# by hand\n${begun.source}`;
  await saveDraft(ctx, { appId, source, format: 'yaml', revision: begun.revision });
  await askInDraft(ctx, { appId, scope: terms, reason });
  await askInDraft(ctx, { ...of, reason: `${reason} Twice a day.` });
  const { asked } = await readScopes(ctx, appId);
  expect(asked).toMatchObject([
    { scope: write, isOptional: false, reason: `${reason} Twice a day.` },
    { scope: terms },
  ]);
  await dropInDraft(ctx, { appId, scope: terms });
  await dropInDraft(ctx, { appId, scope: terms });
  const after = await readDraft(ctx, appId);
  expect(after.source).toContain('# by hand');
  expect(after.source).not.toContain(terms);
  expect(await granted()).toEqual([read]);
  const broken = { appId, source: 'scopes: [', format: 'yaml', revision: after.revision } as const;
  await saveDraft(ctx, broken);
  await expect(dropInDraft(ctx, of)).rejects.toEqual(refusal('conflict'));
});

it('re-consent shows only the difference, adds it, and never cuts what was granted', async () => {
  const { appId, tenantId, ctx } = partner;
  await ask(write);
  await ask(terms, true);
  const question = await readConsent(ctx, { appId, tenantId });
  expect(question).toMatchObject({ granted: [read], installationId: partner.installationId });
  expect(question.asked.map(({ scope }) => scope)).toEqual([write, terms]);
  const answers = await Promise.all([
    consent(ctx, { appId, tenantId, scopes: [write] }),
    consent(ctx, { appId, tenantId, scopes: [write] }),
  ]);
  expect(answers.map(({ added }) => added).sort()).toEqual([[], [write]]);
  expect(await granted()).toEqual([read, write]);
  const ofTenant = and(eq(events.tenantId, tenantId), eq(events.type, 'app.scopes.updated'));
  expect(await database.db.$count(events, ofTenant)).toBe(1);
  expect((await readConsent(ctx, { appId, tenantId })).asked).toMatchObject([{ scope: terms }]);
  await consent(ctx, { appId, tenantId, scopes: [terms] });
  expect(await granted()).toEqual([read, write, terms]);
});

it('takes no scope that was not asked for, and not less than the app needs', async () => {
  const { appId, tenantId, ctx } = partner;
  await ask(write);
  for (const scopes of [[], [terms], [write, terms]] as const) {
    const answer = consent(ctx, { appId, tenantId, scopes: [...scopes] });
    await expect(answer).rejects.toEqual(refusal('validation_failed'));
  }
  expect(await granted()).toEqual([read]);
});

it('installs once in a new tenant with its token, and removing ends it at once and keeps the history', async () => {
  const { appId, orgId, ctx } = partner;
  await ask(read);
  await ask(terms, true);
  const { tenantId } = await createTenant(ctx, { orgId, name: 'مدارس الرواد' });
  expect(await readConsent(ctx, { appId, tenantId })).toMatchObject({ installationId: null });
  const wish = { appId, tenantId, scopes: [read] } as const;
  const answers = await Promise.allSettled([
    consent(ctx, { ...wish, scopes: [read] }),
    consent(ctx, { ...wish, scopes: [read] }),
  ]);
  const ofTenant = eq(installations.tenantId, tenantId);
  expect(await database.db.$count(installations, ofTenant)).toBe(1);
  const tokens = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.token] : []));
  const token = tokens.find((one) => one !== null) ?? '';
  expect(await granted(token)).toEqual([read]);
  const list = await listInstallations(ctx, appId);
  const made = list.find((one) => one.tenantId === tenantId);
  await uninstallApp(ctx, { installationId: made?.id ?? 'ins_x' });
  expect((await call(sandbox, 'GET', '/whoami', { token })).status).toBe(401);
  const kept = (await listInstallations(ctx, appId)).find(({ id }) => id === made?.id);
  expect(kept).toMatchObject({ scopes: [read], uninstalledAt: expect.any(Date) });
});

it('counts calls by operation, and those that a missing scope stopped', async () => {
  const { token } = partner;
  await call(sandbox, 'GET', '/education/students', { token });
  await call(sandbox, 'GET', '/education/terms', { token });
  await expect
    .poll(async () => (await readScopes(partner.ctx, partner.appId)).calls)
    .toEqual(
      expect.arrayContaining([
        { operationId: 'listStudents', calls: 1, denied: 0 },
        { operationId: 'listTerms', calls: 1, denied: 1 },
      ]),
    );
});

it('another organization’s apps and tenants do not exist, and viewers only read', async () => {
  const { appId, tenantId } = partner;
  const theirs = { appId: stranger.appId, tenantId: stranger.tenantId };
  for (const act of [
    () => askInDraft(stranger.ctx, { appId, scope: write, reason }),
    () => dropInDraft(stranger.ctx, { appId, scope: write }),
    () => readScopes(stranger.ctx, appId),
    () => readConsent(stranger.ctx, { appId, tenantId }),
    () => readConsent(partner.ctx, { appId, tenantId: theirs.tenantId }),
    () => consent(partner.ctx, { appId, tenantId: theirs.tenantId, scopes: [] }),
    () => consent(stranger.ctx, { ...theirs, tenantId, scopes: [] }),
  ]) {
    await expect(act()).rejects.toEqual(refusal('not_found'));
  }
  for (const act of [
    () => askScope(partner.ctx, { appId, scope: write, reason }),
    () => askInDraft(viewer(), { appId, scope: write, reason }),
    () => dropInDraft(viewer(), { appId, scope: write }),
    () => consent(viewer(), { appId, tenantId, scopes: [] }),
  ]) {
    await expect(act()).rejects.toEqual(refusal('forbidden'));
  }
});
