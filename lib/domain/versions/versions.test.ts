import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { accountNotices } from '#lib/db/schema/entry.ts';
import { auditEntries, users } from '#lib/db/schema/identity.ts';
import { createFromManifest } from '#lib/domain/apps/create-from-manifest.ts';
import { getApp } from '#lib/domain/apps/get-app.ts';
import { listApps } from '#lib/domain/apps/list-apps.ts';
import type { ReviewerCtx, UserCtx } from '#lib/domain/ctx.ts';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { exampleManifest } from '#lib/domain/manifest/examples.ts';
import { consent, readConsent } from '#lib/domain/scopes/consent.ts';
import { systemClock } from '#lib/std/clock.ts';
import type { AppId, VersionId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';
import { systemCtx } from '../transaction.ts';
import { createUser } from '../users/create-user.ts';
import { readDraft, saveDraft } from './draft.ts';
import { listReviewQueue, listVersions, readReview } from './list-versions.ts';
import { countReviews, listWaiting } from './list-waiting.ts';
import { publishVersion, rollBack } from './publish-version.ts';
import { approveVersion, rejectVersion } from './review-version.ts';
import { submitVersion, withdrawVersion } from './submit-version.ts';
import { unwaiveRule, waiveRule } from './waive-rule.ts';

let database: TestDatabase;
let partner: TestPartner;
let stranger: TestPartner;
let reviewer: ReviewerCtx;
let appId: AppId;
let slug: string;
let words = 0;

const refusal = (code: string) => expect.objectContaining({ code });
const reason = 'The privacy page does not exist yet; write it first.';
const viewer = (): UserCtx => ({ ...partner.ctx, actor: { ...partner.ctx.actor, role: 'viewer' } });
const text = (version = '1.0.0') =>
  exampleManifest('external', { slug, en: 'Masar Bus', ar: 'حافلة مسار' }).replace(
    '1.0.0',
    version,
  );
const audits = (action: string) =>
  database.db.$count(
    auditEntries,
    and(eq(auditEntries.orgId, partner.orgId), eq(auditEntries.action, action)),
  );
const statusOf = async () => (await getApp(partner.ctx, appId)).status;
const statuses = async () =>
  (await listVersions(partner.ctx, appId)).map(({ number, status }) => [number, status]);

async function save(source: string) {
  const { revision } = await readDraft(partner.ctx, appId);
  return saveDraft(partner.ctx, { appId, source, format: 'yaml', revision });
}
async function submit(source: string) {
  const { versionId, revision } = await save(source);
  return { versionId, ...(await submitVersion(partner.ctx, { versionId, revision })) };
}
async function publish(source: string): Promise<VersionId> {
  const { versionId } = await submit(source);
  await approveVersion(reviewer, { versionId });
  await publishVersion(partner.ctx, { versionId });
  return versionId;
}

beforeAll(async () => {
  database = await createTestDatabase();
  stranger = await makePartner(database.db, 'stranger');
  const { userId } = await createUser(systemCtx(database.db, systemClock, 'operator'), {
    email: 'reviewer@platform.example',
    password: 'tram-lamp-fig-22',
    name: 'Noura Al-Dosari',
  });
  await database.db.update(users).set({ isReviewer: true }).where(eq(users.id, userId));
  const actor = { type: 'reviewer', userId, sessionId: stranger.ctx.actor.sessionId } as const;
  reviewer = { ...stranger.ctx, actor };
});
afterAll(() => database.drop());
beforeEach(async () => {
  partner = await makePartner(database.db, `masar${++words}`);
  slug = `masar-bus-${words}`;
  ({ appId } = await createFromManifest(partner.ctx, { source: text(), format: 'yaml' }));
});

it('an app is created from a manifest once, however often it is sent', async () => {
  slug = 'masar-twice';
  const again = () => createFromManifest(partner.ctx, { source: text(), format: 'yaml' });
  const made = await Promise.all([again(), again(), again()]);
  expect(new Set(made.map((one) => one.appId)).size).toBe(1);
  expect((await listApps(partner.ctx)).filter((app) => app.slug === slug)).toHaveLength(1);
  expect(await audits('app.created')).toBe(3);
  const theirs = createFromManifest(stranger.ctx, { source: text(), format: 'yaml' });
  await expect(theirs).rejects.toEqual(refusal('conflict'));
});

it('an app needs slug, name and type, and nothing else yet', async () => {
  for (const source of ['', 'slug: [', 'slug: Ab', text().replace(slug, 'okta'), '- a']) {
    const made = createFromManifest(partner.ctx, { source, format: 'yaml' });
    await expect(made).rejects.toEqual(refusal('validation_failed'));
  }
  const source = 'slug: half-done\nnames: {ar: نصف}\nintegration_type: embedded\n';
  const made = await createFromManifest(partner.ctx, { source, format: 'yaml' });
  expect(await getApp(partner.ctx, made.appId)).toMatchObject({ name: 'نصف', status: 'draft' });
  const act = createFromManifest(viewer(), { source, format: 'yaml' });
  await expect(act).rejects.toEqual(refusal('forbidden'));
});

it('two editors notice each other, and the same text twice is one revision', async () => {
  const { revision } = await readDraft(partner.ctx, appId);
  const first = { appId, source: text('1.1.0'), format: 'yaml', revision } as const;
  const saved = await Promise.all([saveDraft(partner.ctx, first), saveDraft(partner.ctx, first)]);
  expect(saved.map((one) => one.revision)).toEqual([revision + 1, revision + 1]);
  const late = saveDraft(partner.ctx, { ...first, source: text('1.2.0') });
  await expect(late).rejects.toThrow(/Layla Al-Qahtani saved this draft meanwhile/);
  expect((await readDraft(partner.ctx, appId)).source).toBe(text('1.1.0'));
});

it('from draft over scan and review to published, each step audited and told once', async () => {
  const refused = await submit(text().replace('https://masar', 'http://masar'));
  expect(refused.outcome).toBe('refused');
  expect(refused.findings.map(({ rule }) => rule)).toContain('plain-http');
  expect(await statuses()).toEqual([[1, 'draft']]);
  expect(await listWaiting(partner.ctx)).toMatchObject([
    { appId, waitsFor: { who: 'partner', next: 'mend' } },
  ]);
  const { versionId, revision } = await save(text());
  const both = await Promise.all([
    submitVersion(partner.ctx, { versionId, revision }),
    submitVersion(partner.ctx, { versionId, revision }),
  ]);
  expect(both.map(({ outcome }) => outcome)).toEqual(['in_review', 'in_review']);
  expect(await statusOf()).toBe('in_review');
  const published = publishVersion(partner.ctx, { versionId });
  await expect(published).rejects.toEqual(refusal('conflict'));
  expect((await listReviewQueue(reviewer)).waiting.map(({ id }) => id)).toContain(versionId);
  await Promise.all([
    approveVersion(reviewer, { versionId }),
    approveVersion(reviewer, { versionId }),
  ]);
  expect(await statusOf()).toBe('approved');
  await expect(rejectVersion(reviewer, { versionId, reason })).rejects.toEqual(refusal('conflict'));
  await Promise.all([
    publishVersion(partner.ctx, { versionId }),
    publishVersion(partner.ctx, { versionId }),
  ]);
  expect(await statusOf()).toBe('published');
  expect(await listWaiting(partner.ctx)).toEqual([]);
  for (const action of ['refused_by_scan', 'submitted', 'approved', 'published']) {
    expect(await audits(`version.${action}`), action).toBe(1);
  }
  const told = and(
    eq(accountNotices.orgId, partner.orgId),
    eq(accountNotices.kind, 'version_approved'),
  );
  expect(await database.db.$count(accountNotices, told)).toBe(1);
});

it('a rejection comes with its reason, and the next draft begins with the same text', async () => {
  const { versionId } = await submit(text());
  const short = rejectVersion(reviewer, { versionId, reason: 'no' });
  await expect(short).rejects.toEqual(refusal('validation_failed'));
  await rejectVersion(reviewer, { versionId, reason });
  expect(await listVersions(partner.ctx, appId)).toMatchObject([
    { status: 'rejected', reason, decidedBy: 'Noura Al-Dosari' },
  ]);
  expect(await statusOf()).toBe('rejected');
  const [notice] = await database.db
    .select()
    .from(accountNotices)
    .where(eq(accountNotices.subject, versionId));
  expect(notice).toMatchObject({ kind: 'version_rejected', details: { number: 1, reason } });
  expect((await submit(text('1.0.1'))).outcome).toBe('in_review');
  expect(await statuses()).toEqual([
    [2, 'in_review'],
    [1, 'rejected'],
  ]);
});

it('one version is in review at a time; a withdrawn one is a draft again, or kept beside the next draft', async () => {
  const { versionId } = await submit(text());
  const next = await save(text('1.1.0'));
  await expect(submitVersion(partner.ctx, next)).rejects.toEqual(refusal('validation_failed'));
  const second = { versionId: next.versionId, revision: next.revision };
  await expect(submitVersion(partner.ctx, second)).rejects.toThrow(/Version 1 is in review/);
  await withdrawVersion(partner.ctx, { versionId });
  expect(await statuses()).toEqual([
    [2, 'draft'],
    [1, 'superseded'],
  ]);
  expect((await submitVersion(partner.ctx, second)).outcome).toBe('in_review');
  await withdrawVersion(partner.ctx, { versionId: second.versionId });
  expect((await statuses())[0]).toEqual([2, 'draft']);
  const gone = withdrawVersion(partner.ctx, { versionId: second.versionId });
  await expect(gone).rejects.toEqual(refusal('conflict'));
  const lost = approveVersion(reviewer, { versionId });
  await expect(lost).rejects.toEqual(refusal('conflict'));
});

it('what tenants are asked comes from the published version, and re-consent shows only the difference', async () => {
  const { ctx, tenantId } = partner;
  const asked = async () =>
    (await readConsent(ctx, { appId, tenantId })).asked.map(({ scope }) => scope);
  const first = [
    'education.sections.read',
    'education.students.read',
    'notifications.providers.send',
  ];
  expect(await asked()).toEqual(first);
  await publish(text());
  const all = { appId, tenantId, scopes: ['education.sections.read', 'education.students.read'] };
  await consent(ctx, all as Parameters<typeof consent>[1]);
  const more = text('1.1.0').replace(
    'scopes:',
    'scopes:\n  education.terms.read: Counts absences by term, for the report.',
  );
  await save(more);
  expect(await asked()).toEqual(['notifications.providers.send']);
  const v2 = await publish(more);
  expect(await asked()).toEqual(['education.terms.read', 'notifications.providers.send']);
  const less = text('1.2.0')
    .replace(/ {2}education.sections.read: .*\n/, '')
    .replace(', listSections', '');
  await publish(less);
  const [held] = await listInstallations(ctx, appId);
  expect(held?.scopes).toEqual(all.scopes);
  expect((await listVersions(ctx, appId)).find(({ id }) => id === v2)?.status).toBe('superseded');
});

it('rolling back publishes the earlier manifest again, once', async () => {
  await publish(text());
  await publish(text('1.1.0').replace('Masar Bus', 'Masar Buses'));
  expect((await getApp(partner.ctx, appId)).name).toBe('Masar Buses');
  const made = await Promise.all([
    rollBack(partner.ctx, { appId, number: 1 }),
    rollBack(partner.ctx, { appId, number: 1 }),
  ]);
  expect(made.map(({ number }) => number)).toEqual([3, 3]);
  expect(await statuses()).toEqual([
    [3, 'published'],
    [2, 'superseded'],
    [1, 'superseded'],
  ]);
  expect((await getApp(partner.ctx, appId)).name).toBe('Masar Bus');
  await submit(text('1.2.0'));
  const never = rollBack(partner.ctx, { appId, number: 4 });
  await expect(never).rejects.toEqual(refusal('conflict'));
  expect(await audits('version.rolled_back')).toBe(1);
});

it('a published version number must grow, and the slug stays', async () => {
  await publish(text('1.4.0'));
  const same = await submit(text('1.4.0').replace('Masar Bus', 'Masar'));
  expect(same.findings.map(({ rule }) => rule)).toContain('version-not-higher');
  const renamed = await submit(text('1.5.0').replace(`slug: ${slug}`, 'slug: another-slug'));
  expect(renamed.findings.map(({ rule }) => rule)).toContain('slug-renamed');
});

it('a reviewer waives a rule with a reason; what nobody can use is never waived', async () => {
  const source = text().replace(/privacy_url: .*\n/, '');
  const { versionId, outcome } = await submit(source);
  expect(outcome).toBe('refused');
  expect((await listReviewQueue(reviewer)).stopped.map(({ id }) => id)).toContain(versionId);
  const rule = 'personal-data-without-privacy-url';
  const waiver = { versionId, rule, reason: 'The page is behind a login until the launch.' };
  await expect(waiveRule(partner.ctx, waiver)).rejects.toEqual(refusal('forbidden'));
  await Promise.all([waiveRule(reviewer, waiver), waiveRule(reviewer, waiver)]);
  expect(await audits('policy.waived')).toBe(1);
  const { revision } = await readDraft(partner.ctx, appId);
  const passed = await submitVersion(partner.ctx, { versionId, revision });
  expect(passed.outcome).toBe('in_review');
  const { findings } = await readReview(reviewer, versionId);
  expect(findings.find((one) => one.rule === rule)?.waived).toMatchObject({
    reason: waiver.reason,
  });
  await unwaiveRule(reviewer, { versionId, rule });
  const after = (await readReview(reviewer, versionId)).findings;
  expect(after.find((one) => one.rule === rule)?.waived).toBeNull();
  const never = waiveRule(reviewer, { ...waiver, rule: 'slug-renamed' });
  await expect(never).rejects.toEqual(refusal('conflict'));
  const unknown = waiveRule(reviewer, { ...waiver, rule: 'no-such-rule' });
  await expect(unknown).rejects.toEqual(refusal('validation_failed'));
});

it('another organization’s versions do not exist, viewers only read, and only reviewers review', async () => {
  const { versionId } = await submit(text());
  const draft = await save(text('1.1.0'));
  const asDraft = { versionId: draft.versionId, revision: draft.revision };
  const edit = { appId, source: text('1.2.0'), format: 'yaml', revision: draft.revision } as const;
  for (const act of [
    () => readDraft(stranger.ctx, appId),
    () => saveDraft(stranger.ctx, edit),
    () => listVersions(stranger.ctx, appId),
    () => submitVersion(stranger.ctx, asDraft),
    () => withdrawVersion(stranger.ctx, { versionId }),
    () => publishVersion(stranger.ctx, { versionId }),
    () => rollBack(stranger.ctx, { appId, number: 1 }),
    () => submitVersion(partner.ctx, { versionId: 'ver_nothing', revision: 1 }),
    () => readReview(reviewer, asDraft.versionId),
    () => approveVersion(reviewer, { versionId: 'ver_nothing' }),
  ]) {
    await expect(act()).rejects.toEqual(refusal('not_found'));
  }
  for (const act of [
    () => saveDraft(viewer(), edit),
    () => submitVersion(viewer(), asDraft),
    () => withdrawVersion(viewer(), { versionId }),
    () => publishVersion(viewer(), { versionId }),
    () => rollBack(viewer(), { appId, number: 1 }),
    () => approveVersion(partner.ctx, { versionId }),
    () => rejectVersion(partner.ctx, { versionId, reason }),
    () => readReview(partner.ctx, versionId),
    () => listReviewQueue(partner.ctx),
    () => countReviews(partner.ctx),
    () => unwaiveRule(partner.ctx, { versionId, rule: 'plain-http' }),
    () => saveDraft(reviewer, edit),
  ]) {
    await expect(act()).rejects.toEqual(refusal('forbidden'));
  }
  expect(await statuses()).toEqual([
    [2, 'draft'],
    [1, 'in_review'],
  ]);
});
