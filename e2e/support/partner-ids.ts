import { type APIRequestContext, expect } from '@playwright/test';
import { newId, newUuid } from '../../lib/std/ids.ts';
import { newOktaId, newRequestId } from '../../lib/std/okta-ids.ts';
import { withDatabase } from './database.ts';
import type { Partner } from './partner.ts';

const kinds = [
  'app',
  'installation',
  'tenant',
  'tenantJob',
  'token',
  'endpoint',
  'delivery',
  'bin',
  'job',
  'notice',
  'accountNotice',
  'request',
  'version',
  'credential',
  'oktaToken',
  'oktaRequest',
  'user',
  'session',
  'invitation',
] as const;

/** One id of each kind of thing that an organization has. */
export type Ids = Record<(typeof kinds)[number], string>;

/** Ids in the right form that nothing has. */
export function absentIds(): Ids {
  return {
    app: newId('app'),
    installation: newId('ins'),
    tenant: '2000000000',
    tenantJob: newId('job'),
    token: newId('tok'),
    endpoint: newId('whe'),
    delivery: newUuid(),
    bin: newId('bin'),
    job: newId('job'),
    notice: newId('ntc'),
    accountNotice: newId('ntc'),
    request: newId('req'),
    version: newId('ver'),
    credential: newId('crd'),
    oktaToken: newOktaId('apiToken'),
    oktaRequest: newRequestId(),
    user: newId('usr'),
    session: newId('ses'),
    invitation: newId('inv'),
  };
}

/** Brings about one of everything for a partner whose browser `request` is, and answers the ids. */
export async function makeEverything(partner: Partner, request: APIRequestContext): Promise<Ids> {
  const { app, org } = partner;
  const post = async (path: string, data: object) => {
    const answer = await request.post(path, { data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  const ofApp = `/api/portal/apps/${app}`;
  const call = { authorization: `Bearer ${partner.token}` };
  await request.get('/api/apps/whoami', { headers: call });
  const okta = { authorization: `SSWS ${partner.okta.token}`, accept: 'application/json' };
  await request.get('/api/v1/groups', { headers: okta });
  await post(`${ofApp}/bins`, {});
  await post(`${ofApp}/replays`, { what: 'failed' });
  await post(`${ofApp}/tenants`, { name: 'مدارس الأفق', size: 'small' });
  await post('/api/portal/team', {
    action: 'invite',
    email: `maha-${app}@example.com`,
    role: 'viewer',
  });
  const credential = { api: 'partners', environment: 'dev', name: 'Staging' };
  await post('/api/portal/credentials', { ...credential, token: partner.token });
  await insertNotices(partner);
  await expect
    .poll(async () => (await findIds(org, partner)).missing, { timeout: 20_000 })
    .toEqual([]);
  return (await findIds(org, partner)).ids;
}

async function insertNotices({ app, org, webhook }: Partner): Promise<void> {
  await withDatabase(async (client) => {
    await client.query(
      `insert into notices (id, org_id, app_id, endpoint_id, kind, created_at)
       values ($1, $2, $3, $4, 'endpoint_failing', now())`,
      [newId('ntc'), org, app, webhook.endpoint_id],
    );
    await client.query(
      `insert into account_notices (id, org_id, app_id, kind, subject, once_key, created_at)
       values ($1, $2, $3, 'version_approved', $3, $1, now())`,
      [newId('ntc'), org, app],
    );
  });
}

/** What the database holds of an organization; what is not there yet is named. */
async function findIds(org: string, partner: Partner) {
  const one = (table: string, where = 'org_id = $1', column = 'id') =>
    `(select ${column}::text from ${table} where ${where} order by 1 limit 1)`;
  const member = 'user_id in (select user_id from memberships where org_id = $1)';
  const ofOkta = 'okta_org_id in (select id from okta_orgs where org_id = $1)';
  return withDatabase(async (client) => {
    const { rows } = await client.query(
      `select ${one('apps')} as app, ${one('installations')} as installation, ${one('tenants')} as tenant,
        ${one('tenant_jobs')} as "tenantJob", ${one('tokens', `org_id = $1 and kind = 'installation'`)} as token,
        ${one('webhook_endpoints')} as endpoint, ${one('deliveries')} as delivery, ${one('bins')} as bin,
        ${one('replay_jobs')} as job, ${one('notices')} as notice, ${one('account_notices')} as "accountNotice",
        ${one('request_logs', `org_id = $1 and api = 'partners'`)} as request, ${one('app_versions')} as version,
        ${one('saved_credentials', member)} as credential, ${one('okta_api_tokens', ofOkta)} as "oktaToken",
        ${one('request_logs', `org_id = $1 and api = 'okta'`)} as "oktaRequest",
        ${one('memberships', 'org_id = $1', 'user_id')} as user, ${one('sessions', member)} as session,
        ${one('invitations')} as invitation`,
      [org],
    );
    const found: Partial<Ids> = { ...rows[0], app: partner.app, tenant: String(partner.tenant_id) };
    const missing = kinds.filter((kind) => !found[kind]);
    return { ids: found as Ids, missing };
  });
}
