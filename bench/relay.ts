import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { routes } from '#lib/routes.ts';
import { sessionCookie } from './session-cookie.ts';
import { type BenchRow, measure, withPostgres } from './stand.ts';

const connections = 16;
/** Calls a second of the calm rows, over all connections: what people at consoles do together. */
const calmRate = 160;
const secret = 'a secret only for this bench';

/** A signed-in call through the relay beside the same call without it: calmly, and as fast as it goes. */
export async function benchRelay(seconds = 8): Promise<BenchRow[]> {
  return withPostgres(async ({ url: databaseUrl, db, orgId }) => {
    const cookie = await sessionCookie(db, { orgId, databaseUrl, secret });
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
