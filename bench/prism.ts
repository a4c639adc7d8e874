// A mock server that is made from the same document, as a measure: it authenticates nobody and stores nothing.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const version = '5.16.0';
const root = path.join(import.meta.dirname, '..');
const home = path.join(root, '.cache', 'bench-prism');
const document = path.join(root, 'content/apis/partners/openapi.yaml');

/** Installs Prism into the cache folder, once, and serves the document with it. `url` is its base. */
export async function withPrism<T>(work: (url: string) => Promise<T>): Promise<T> {
  await mkdir(home, { recursive: true });
  const wanted = `@stoplight/prism-cli@${version}`;
  await promisify(execFile)('npm', ['i', '--prefix', home, '--no-audit', '--no-fund', wanted]);
  const port = await freePort();
  const script = path.join(home, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const child = spawn(
    process.execPath,
    [script, 'mock', '--port', String(port), '--verboseLevel', 'silent', document],
    { stdio: 'ignore' },
  );
  try {
    const url = `http://127.0.0.1:${port}`;
    await answers(url, child);
    return await work(url);
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 150 && child.exitCode === null; tries++) {
    const answer = await fetch(`${url}/whoami`).catch(() => null);
    if (answer) return;
    await sleep(200);
  }
  throw new Error('Prism did not start.');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}
