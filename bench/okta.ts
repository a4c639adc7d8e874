// GET /api/v1/apps with filters in an org of 5,000 apps (aim: p99 of at most 50 ms).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'drizzle-orm';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { type Database, openDatabase } from '#lib/db/client.ts';
import { startEmbedded } from '#lib/db/embedded.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';
import { ensureOktaOrg } from '#lib/domain/okta/orgs/ensure-okta-org.ts';
import { issueOktaToken } from '#lib/domain/okta/orgs/tokens.ts';
import { createOrganization } from '#lib/domain/organizations/create-organization.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { systemClock } from '#lib/std/clock.ts';
import { type BenchRow, measure } from './stand.ts';

const secret = 'a secret of the bench that is long enough';
const portalUrl = 'http://127.0.0.1';
const connections = 8;

type Prepared = { token: string; filters: Record<string, string> };

/** An org with 5,000 apps: every fiftieth inactive, every tenth of a group, one with a key of its own. */
async function prepare(db: Database): Promise<Prepared> {
  const ctx = systemCtx(db, systemClock, 'operator');
  const { orgId } = await createOrganization(ctx, { name: 'Noor Academy' });
  const { oktaOrgId } = await ensureOktaOrg(ctx, { orgId });
  const { token } = await issueOktaToken(ctx, { orgId, name: 'bench' });
  await db.execute(sql`update okta_orgs set rate_factor = 1000000 where id = ${oktaOrgId}`);
  await db.execute(sql`insert into okta_apps (okta_org_id, id, name, label, status, sign_on_mode, kid, external_key,
      link_id, body, created_at, updated_at)
    select a.okta_org_id, '0oa' || lpad(i::text, 17, 'B'), a.name, 'Course ' || i,
      case when i % 50 = 0 then 'INACTIVE' else 'ACTIVE' end, a.sign_on_mode,
      'k' || lpad(i::text, 42, '0'), a.external_key, a.link_id, a.body, a.created_at, a.updated_at
    from okta_apps a, generate_series(1, 5000) i
    where a.okta_org_id = ${oktaOrgId} and a.name = 'bookmark'`);
  await db.execute(sql`insert into okta_app_groups (okta_org_id, app_id, group_id, priority, profile, updated_at)
    select a.okta_org_id, a.id, g.id, 0, '{}', now()
    from okta_apps a join okta_groups g on g.okta_org_id = a.okta_org_id and g.name = 'Library'
    where a.okta_org_id = ${oktaOrgId} and a.label like 'Course %0'`);
  await db.execute(sql`analyze`);
  const ids = await db.execute<{
    group_id: string;
    user_id: string;
  }>(sql`select g.id as group_id, m.user_id
    from okta_groups g join okta_group_members m on m.group_id = g.id
    where g.okta_org_id = ${oktaOrgId} and g.name = 'Library' limit 1`);
  const filters = {
    'filter=status eq "INACTIVE"': 'status eq "INACTIVE"',
    'filter=name eq "bookmark"': 'name eq "bookmark"',
    'filter=credentials.signing.kid eq': `credentials.signing.kid eq "k${'4999'.padStart(42, '0')}"`,
    'filter=group.id eq': `group.id eq "${ids.rows[0]?.group_id}"`,
    'filter=user.id eq': `user.id eq "${ids.rows[0]?.user_id}"`,
    'filter=user.id eq, nobody': 'user.id eq "00unobody"',
  };
  return { token, filters };
}

async function withServer<T>(databaseUrl: string, work: (base: string) => Promise<T>): Promise<T> {
  const script = path.join(import.meta.dirname, 'okta-server.ts');
  const child = spawn(process.execPath, [script, databaseUrl, secret, portalUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(createInterface(child.stdout), 'line');
    const { port }: { port: number } = JSON.parse(String(line));
    return await work(`http://127.0.0.1:${port}/api/v1/apps`);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

/** Each filter under load for some seconds, in an org of 5,000 apps. */
export async function benchOkta(seconds = 4): Promise<BenchRow[]> {
  const config = parseEnv({ PORTAL_URL: portalUrl, PORTAL_SECRET: secret });
  const dataDir = await mkdtemp(path.join(tmpdir(), 'portal-bench-'));
  const postgres = await startEmbedded(dataDir);
  try {
    setConfig({ ...config, secret, databaseUrl: postgres.url });
    await migrateDatabase(postgres.url);
    const db = openDatabase(postgres.url, { max: 2 });
    const { token, filters } = await prepare(db).finally(() => db.$client.end());
    return await withServer(postgres.url, async (base) => {
      const rows: BenchRow[] = [];
      for (const [title, filter] of Object.entries(filters)) {
        const url = `${base}?filter=${encodeURIComponent(filter)}`;
        const options = { headers: { authorization: `SSWS ${token}` } };
        rows.push(
          await measure({ title: `GET /api/v1/apps?${title}`, url, connections, options }, seconds),
        );
      }
      return rows;
    });
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

if (import.meta.main) console.table(await benchOkta(Number(process.argv[2] ?? 4)));
