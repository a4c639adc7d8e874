import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installations, tokens } from '#lib/db/schema/apps.ts';
import { auditEntries, type MemberRole, sessions, users } from '#lib/db/schema/identity.ts';
import { createApp } from '#lib/domain/apps/create-app.ts';
import type { Ctx } from '#lib/domain/ctx.ts';
import { installApp } from '#lib/domain/installations/install-app.ts';
import { createOrganization } from '#lib/domain/organizations/create-organization.ts';
import { createTenant } from '#lib/domain/tenants/create-tenant.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { fixedClock } from '#lib/std/clock.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { createSchool, type School } from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

let database: TestDatabase;
let operator: Ctx;
let ours: School;
let theirs: School;
const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));

beforeAll(async () => {
  database = await createTestDatabase();
  operator = systemCtx(database.db, clock, 'operator');
  ours = await createSchool(database.db, { clock });
  theirs = await createSchool(database.db, { clock });
  const now = clock.now();
  const at = { createdAt: now, authenticatedAt: now, lastSeenAt: now };
  await database.db
    .insert(users)
    .values({ id: 'usr_1', email: 'omar@masar.example', name: 'Omar', createdAt: now });
  const expiresAt = new Date(now.getTime() + 3_600_000);
  await database.db.insert(sessions).values({ id: 'ses_1', userId: 'usr_1', ...at, expiresAt });
});
afterAll(() => database.drop());

const person = (orgId: OrgId, role: MemberRole): Ctx => ({
  ...operator,
  actor: { type: 'user', userId: 'usr_1', sessionId: 'ses_1', orgId, role },
  clientAddress: '198.51.100.4',
});
const draft = (orgId: OrgId, slug: string) => ({
  orgId,
  slug,
  name: 'Bus Tracker',
  integrationType: 'external' as const,
});

describe('a privileged verb', () => {
  const verbs: Record<string, (ctx: Ctx, school: School) => Promise<unknown>> = {
    createApp: (ctx, { orgId }) => createApp(ctx, draft(orgId, 'refused')),
    createTenant: (ctx, { orgId }) => createTenant(ctx, { orgId, name: 'Al Noor' }),
    installApp: (ctx, { appId, tenantId }) => installApp(ctx, { appId, tenantId, scopes: [] }),
    issueToken: (ctx, { installationId }) => issueToken(ctx, { installationId }),
  };
  for (const [name, verb] of Object.entries(verbs)) {
    it(`${name}: another organization’s things do not exist`, async () => {
      const stranger = person(theirs.orgId, 'owner');
      await expect(verb(stranger, ours)).rejects.toMatchObject({ code: 'not_found' });
    });
    it(`${name}: a viewer may not`, async () => {
      const viewer = person(ours.orgId, 'viewer');
      await expect(verb(viewer, ours)).rejects.toMatchObject({ code: 'forbidden' });
    });
  }

  it('createOrganization is for operators', async () => {
    const owner = person(ours.orgId, 'owner');
    await expect(createOrganization(owner, { name: 'Own' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('leaves an audit row that names who, what and whence, and no secret', async () => {
    const developer = person(ours.orgId, 'developer');
    const { appId } = await createApp(developer, draft(ours.orgId, 'bus-tracker'));
    const { tenantId } = await createTenant(developer, { orgId: ours.orgId, name: 'Al Noor' });
    const scopes = ['education.students.write', 'education.students.read'] as const;
    const made = await installApp(developer, { appId, tenantId, scopes: [...scopes] });
    const { token } = await issueToken(developer, {
      installationId: made.installationId,
      scopes: ['education.students.read'],
      livesMs: 60_000,
    });
    const rows = await database.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.clientAddress, '198.51.100.4'))
      .orderBy(asc(auditEntries.createdAt));
    const actions = rows.map(({ action }) => action).sort();
    expect(actions).toEqual([
      'app.created',
      'app.installed',
      'tenant.created',
      'token.issued',
      'token.issued',
    ]);
    expect(new Set(rows.map(({ orgId }) => orgId))).toEqual(new Set([ours.orgId]));
    expect(rows.map(({ actor }) => actor)).toContain('user:usr_1');
    for (const secret of [token, made.token]) expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe('createApp', () => {
  it('refuses a taken slug and a wrong one', async () => {
    await createApp(operator, draft(ours.orgId, 'taken'));
    await expect(createApp(operator, draft(theirs.orgId, 'taken'))).rejects.toMatchObject({
      code: 'conflict',
      details: { field: 'slug' },
    });
    for (const slug of ['', 'Upper', 'two--hyphens', '-x', 'a_b', 'x'.repeat(65)]) {
      await expect(createApp(operator, draft(ours.orgId, slug))).rejects.toMatchObject({
        code: 'validation_failed',
      });
    }
  });

  it('people start with a draft: they cannot approve their own app', async () => {
    const owner = person(ours.orgId, 'owner');
    const wish = { ...draft(ours.orgId, 'self-approved'), status: 'approved' as const };
    await expect(createApp(owner, wish)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('installApp', () => {
  it('is done once for a tenant, with scopes that exist', async () => {
    const { appId, tenantId } = ours;
    await expect(installApp(operator, { appId, tenantId, scopes: [] })).rejects.toMatchObject({
      code: 'conflict',
    });
    const wrong = { appId, tenantId, scopes: ['education.students.delete' as never] };
    await expect(installApp(operator, wrong)).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('an app of another organization must be approved', async () => {
    const { appId } = await createApp(operator, draft(theirs.orgId, 'still-a-draft'));
    const input = { appId, tenantId: ours.tenantId, scopes: [] };
    await expect(installApp(operator, input)).rejects.toMatchObject({ code: 'not_found' });
    const approved = await installApp(operator, { ...input, appId: theirs.appId });
    const rows = await database.db
      .select()
      .from(installations)
      .where(eq(installations.id, approved.installationId));
    expect(rows[0]?.orgId).toBe(theirs.orgId);
  });

  it('keeps the scopes sorted and once each', async () => {
    const { appId } = await createApp(operator, draft(ours.orgId, 'sorted'));
    const scopes = [
      'education.terms.read',
      'education.grades.read',
      'education.terms.read',
    ] as const;
    const { installationId } = await installApp(operator, {
      appId,
      tenantId: ours.tenantId,
      scopes: [...scopes],
    });
    const [row] = await database.db
      .select()
      .from(installations)
      .where(eq(installations.id, installationId));
    expect(row?.scopes).toEqual(['education.grades.read', 'education.terms.read']);
  });
});

it('a token lives 90 days unless told less, and no longer', async () => {
  const { installationId } = ours;
  const { tokenId, expiresAt } = await issueToken(operator, { installationId });
  expect(expiresAt).toEqual(new Date('2026-07-25T07:30:15Z'));
  const [row] = await database.db.select().from(tokens).where(eq(tokens.id, tokenId));
  expect(row).toMatchObject({ prefix: 'okp_test_', generation: 1, kind: 'installation' });
  const long = { installationId, livesMs: 91 * 86_400_000 };
  await expect(issueToken(operator, long)).rejects.toMatchObject({ code: 'validation_failed' });
});
