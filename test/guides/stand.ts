import { createServer, type RequestListener } from 'node:http';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { createDemo, type Demo } from '#lib/domain/demo/create-demo.ts';
import { anyDemo } from '#lib/domain/demo/names.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createEndpoint } from '#lib/domain/webhooks/create-endpoint.ts';
import { createSandbox } from '#lib/sandbox/index.ts';
import { nodeListener } from '#lib/sandbox/node-listener.ts';
import { systemClock } from '#lib/std/clock.ts';
import { createWorker } from '#lib/worker/worker.ts';
import { createTestDatabase } from '../support/database.ts';
import { closeServer, listen, portOf } from '../support/receiver.ts';

const secret = 'a-portal-secret-for-tests-only';

export type Stand = {
  portalUrl: string;
  errors: unknown[];
  /** A fresh partner, as the variables that guides name. */
  environment(): Promise<Record<string, string>>;
  close(): Promise<void>;
};

/** A port that is free now; what a guide starts listens there. */
async function freePort(): Promise<number> {
  const probe = await listen(createServer());
  const port = portOf(probe);
  await closeServer(probe);
  return port;
}

/** Both sandboxes on a port with a real database, and the worker that sends webhooks to `127.0.0.1:receiverPort`. */
export async function openStand(): Promise<Stand> {
  const database = await createTestDatabase();
  let answer: RequestListener = () => undefined;
  const server = await listen(createServer((req, res) => answer(req, res)));
  const receiverPort = await freePort();
  const allowed = { host: '127.0.0.1', port: receiverPort };
  const portalUrl = `http://localhost:${portOf(server)}`;
  const config = parseEnv({
    PORTAL_URL: portalUrl,
    PORTAL_SECRET: secret,
    PORTAL_ALLOW_TARGETS: `${allowed.host}:${allowed.port}`,
  });
  setConfig({ ...config, secret, databaseUrl: database.url });
  const errors: unknown[] = [];
  const sandbox = createSandbox({
    db: database.db,
    okta: { secret, portalUrl },
    onError: (error) => errors.push(error),
  });
  answer = nodeListener(sandbox);
  const worker = createWorker({
    db: database.db,
    clock: systemClock,
    portalSecret: secret,
    portalUrl,
    listen: null,
    allowTargets: [allowed],
    pollMs: 50,
    sole: true,
    maintenance: false,
  });
  worker.start();
  let demos = 0;
  return {
    portalUrl,
    errors,
    async environment() {
      demos += 1;
      const ctx = systemCtx(database.db, systemClock, 'operator');
      const demo = await createDemo(ctx, {
        names: anyDemo(`guide${demos}`),
        email: `layla${demos}@guides.example`,
        password: 'tram-lamp-fig-22',
        portalUrl,
      });
      const endpoint = await createEndpoint(ctx, {
        appId: demo.appId,
        url: `http://127.0.0.1:${receiverPort}/hooks/okta`,
        events: ['education.students.created'],
      });
      const reader = await issueToken(ctx, {
        installationId: demo.installationId,
        scopes: ['education.students.read'],
        kind: 'installation',
      });
      return {
        OKTA_PARTNER_TOKEN: demo.token,
        READ_ONLY_TOKEN: reader.token,
        OKTA_WEBHOOK_SECRET: endpoint.secret,
        PORT: String(receiverPort),
        TENANT_ID: String(demo.tenantId),
        ...(await schoolIds(portalUrl, demo)),
        ...(await oktaIds(portalUrl, demo)),
      };
    },
    async close() {
      await worker.stop(1000);
      await closeServer(server);
      await sandbox.close();
      await database.drop();
    },
  };
}

type Row = Record<string, unknown>;

async function schoolIds(portalUrl: string, demo: Demo): Promise<Record<string, string>> {
  const first = async (list: string): Promise<Row> => {
    const answer = await fetch(`${portalUrl}/api/apps${list}?per_page=1`, {
      headers: { authorization: `Bearer ${demo.token}` },
    });
    // Of a list of the contract; a wrong one fails the guides below.
    return ((await answer.json()) as { data: Row[] }).data[0] ?? {};
  };
  const section = await first('/education/sections');
  return {
    SECTION_ID: String(section.id),
    GRADE_ID: String(section.grade_id),
    STUDENT_ID: String((await first('/education/students')).id),
    GUARDIAN_ID: String((await first('/education/guardians')).id),
  };
}

async function oktaIds(portalUrl: string, demo: Demo): Promise<Record<string, string>> {
  const list = async (path: string): Promise<Row[]> => {
    const answer = await fetch(`${portalUrl}/api/v1${path}`, {
      headers: { authorization: `SSWS ${demo.okta.token}`, accept: 'application/json' },
    });
    return (await answer.json()) as Row[]; // A list, by contract.
  };
  const apps = await list('/apps');
  const idOf = (mode: string) => String(apps.find((app) => app.signOnMode === mode)?.id);
  const saml = apps.filter((app) => app.signOnMode === 'SAML_2_0');
  return {
    OKTA_API_TOKEN: demo.okta.token,
    OKTA_ACCESS_TOKEN: demo.okta.bearerRead,
    OKTA_ORIGIN: demo.okta.trustedOrigin,
    APP_ID: idOf('BOOKMARK'),
    OIDC_APP_ID: idOf('OPENID_CONNECT'),
    SAML_APP_ID: String(saml[0]?.id),
    OTHER_SAML_APP_ID: String(saml[1]?.id),
    GROUP_ID: String((await list('/groups'))[0]?.id),
    USER_ID: String((await list('/users'))[0]?.id),
  };
}
