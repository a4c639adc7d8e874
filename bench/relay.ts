import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { sessionCookieName } from '#lib/auth/cookies.ts';
import { sealSession } from '#lib/auth/session-cookie.ts';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import type { Database } from '#lib/db/client.ts';
import { startSession } from '#lib/domain/sessions/sign-in.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { routes } from '#lib/routes.ts';
import { systemClock } from '#lib/std/clock.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { type BenchRow, measure, withPostgres } from './stand.ts';

const connections = 16;
/** Calls a second of the calm rows, over all connections: what people at consoles do together. */
const calmRate = 160;
const secret = 'a secret only for this bench';

/** A signed-in call through the relay beside the same call without it: calmly, and as fast as it goes. */
export async function benchRelay(seconds = 8): Promise<BenchRow[]> {
  return withPostgres(async ({ url: databaseUrl, db, orgId }) => {
    const cookie = await sessionCookie(db, orgId, databaseUrl);
    return withChild('upstream.ts', [], async (upstreamPort) => {
      const upstream = `http://127.0.0.1:${upstreamPort}`;
      return withChild('relay-server.ts', [databaseUrl, secret, upstream], async (port) => {
        const relay = `http://127.0.0.1:${port}${routes.relay('bench', 'server-1', '/students')}`;
        return measureBoth(`${upstream}/students`, relay, cookie, seconds);
      });
    });
  });
}

async function measureBoth(direct: string, relay: string, cookie: string, seconds: number) {
  const headers = { cookie };
  const calm = { overallRate: calmRate };
  const rows = [
    { title: `direct, ${calmRate} calls/s`, url: direct, options: calm },
    { title: `relay, ${calmRate} calls/s`, url: relay, options: { headers, ...calm } },
    { title: 'direct, as fast as it goes', url: direct, options: {} },
    { title: 'relay, as fast as it goes', url: relay, options: { headers } },
  ];
  const measured: BenchRow[] = [];
  for (const row of rows) measured.push(await measure({ ...row, connections }, seconds));
  return measured;
}

async function sessionCookie(db: Database, orgId: OrgId, databaseUrl: string): Promise<string> {
  setConfig({ ...parseEnv({ PORTAL_SECRET: secret }), secret, databaseUrl });
  const ctx = systemCtx(db, systemClock, 'operator');
  const { userId } = await createUser(ctx, {
    email: 'layla@bench.example',
    password: 'tram-lamp-fig-22',
    name: 'Layla Al-Qahtani',
    membership: { orgId, role: 'developer' },
  });
  const { sessionId } = await startSession(ctx, userId, null);
  return `${sessionCookieName()}=${await sealSession(sessionId)}`;
}

/** Runs a server of this folder, which prints its port first. */
async function withChild<T>(
  script: string,
  args: readonly string[],
  work: (port: number) => Promise<T>,
): Promise<T> {
  const file = path.join(import.meta.dirname, script);
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, [file, ...args], { stdio: [...stdio] });
  try {
    const [port] = await once(createInterface(child.stdout), 'line');
    return await work(Number(port));
  } finally {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}
