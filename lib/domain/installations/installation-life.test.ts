import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { deliveries, events, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { changeScopes } from '#lib/domain/installations/change-scopes.ts';
import { installApp } from '#lib/domain/installations/install-app.ts';
import { uninstallApp } from '#lib/domain/installations/uninstall-app.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import { revokeToken } from '#lib/domain/tokens/revoke-token.ts';
import { newId } from '#lib/std/ids.ts';
import { validatorAt } from '../../../test/sandbox/document.ts';
import {
  call,
  createSchool,
  openSandbox,
  type School,
  type TestSandbox,
} from '../../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';

let database: TestDatabase;
let sandbox: TestSandbox;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

const whoami = (token: string) => call(sandbox, 'GET', '/whoami', { token });

async function schoolWithEndpoint(): Promise<School> {
  const school = await createSchool(database.db, { scopes: ['education.students.read'] });
  await database.db.insert(webhookEndpoints).values({
    id: newId('whe'),
    orgId: school.orgId,
    appId: school.appId,
    environment: 'sandbox',
    url: 'https://hooks.example.com/okta',
    events: ['app.uninstalled', 'app.scopes.updated'],
    createdAt: new Date(),
  });
  return school;
}

/** The last event of the tenant, as its endpoint gets it. */
async function lastDelivered({ tenantId }: School): Promise<{ event: string; data: object }> {
  const [row] = await database.db
    .select({ body: events.body })
    .from(events)
    .innerJoin(deliveries, eq(deliveries.eventId, events.id))
    .where(eq(events.tenantId, tenantId))
    .orderBy(desc(events.createdAt))
    .limit(1);
  const body = JSON.parse(row?.body ?? '{}');
  const where = `/webhooks/${body.event}/post/requestBody/content/application~1json/schema`;
  const validate = validatorAt(where);
  expect([validate(body), validate.errors]).toEqual([true, null]);
  return body;
}

it('uninstalled: tokens end at once, the app is told, and it may be installed again', async () => {
  const school = await schoolWithEndpoint();
  const { installationId, appId, tenantId } = school;
  await uninstallApp(school.ctx, { installationId });
  expect((await whoami(school.token)).status).toBe(401);
  expect(await lastDelivered(school)).toMatchObject({
    event: 'app.uninstalled',
    data: { installation: { id: installationId, scopes: ['education.students.read'] } },
  });
  await expect(uninstallApp(school.ctx, { installationId })).rejects.toMatchObject({
    code: 'not_found',
  });
  const again = await installApp(school.ctx, { appId, tenantId, scopes: [] });
  expect((await whoami(again.token)).status).toBe(200);
});

it('scopes changed: it holds on the next request, and the app hears the difference', async () => {
  const school = await schoolWithEndpoint();
  const { installationId } = school;
  const scopes = ['education.terms.read', 'education.grades.read'] as const;
  const changed = await changeScopes(school.ctx, { installationId, scopes: [...scopes] });
  expect(changed).toEqual({
    added: ['education.grades.read', 'education.terms.read'],
    removed: ['education.students.read'],
  });
  expect((await whoami(school.token)).json.scopes).toEqual([...scopes].sort());
  expect((await lastDelivered(school)).data).toMatchObject(changed);
  const count = () => database.db.$count(events, eq(events.tenantId, school.tenantId));
  const before = await count();
  await changeScopes(school.ctx, { installationId, scopes: [...scopes] });
  expect(await count()).toBe(before);
});

it('revoked: one token ends and the others live', async () => {
  const school = await schoolWithEndpoint();
  const { installationId } = school;
  const { token, tokenId } = await issueToken(school.ctx, { installationId });
  await revokeToken(school.ctx, { tokenId });
  await revokeToken(school.ctx, { tokenId });
  expect((await whoami(token)).status).toBe(401);
  expect((await whoami(school.token)).status).toBe(200);
  const rows = await database.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, tokenId));
  expect(rows.map(({ action }) => action).sort()).toEqual(['token.issued', 'token.revoked']);
});

it('another organization’s installations and tokens do not exist', async () => {
  const school = await schoolWithEndpoint();
  const { installationId } = school;
  const { tokenId } = await issueToken(school.ctx, { installationId });
  const stranger = {
    ...school.ctx,
    actor: {
      type: 'user' as const,
      userId: 'usr_x' as const,
      sessionId: 'ses_x' as const,
      orgId: 'org_x' as const,
      role: 'owner' as const,
    },
  };
  for (const act of [
    () => uninstallApp(stranger, { installationId }),
    () => changeScopes(stranger, { installationId, scopes: [] }),
    () => revokeToken(stranger, { tokenId }),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: 'not_found' });
  }
});
