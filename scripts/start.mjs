// npm start, npm run dev: installs, builds, and runs the portal. Works on a machine with Node 20 and npm only.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './support/build.mjs';
import { ensureInstalled, pinnedNode } from './support/install.mjs';
import { checkHostNode, endWithChildren, fail, root } from './support/project.mjs';

const dev = process.argv.includes('--dev');
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
const watchParentMs = 250;

function serve(node) {
  const child = spawn(node, [path.join(root, 'server/main.ts'), ...(dev ? ['--dev'] : [])], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  for (const signal of signals) {
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  }
  watchNpm(child);
  child.once('exit', (code, signal) => {
    if (signal) console.error(`The portal was ended by ${signal}.`);
    process.exit(code ?? 1);
  });
}

/** Parent of a process, where the system tells; null elsewhere, and when it has ended. */
function parentOf(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/**
 * npm killed outright cannot pass a signal on, and nobody would stop the portal any more. Between npm and us stands
 * the shell it starts scripts with, so both links of the chain are watched.
 */
function watchNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const chain = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = chain();
  setInterval(() => {
    if (chain() !== before) child.kill('SIGTERM');
  }, watchParentMs).unref();
}

async function main() {
  checkHostNode();
  const handOver = endWithChildren();
  await ensureInstalled();
  const node = await pinnedNode();
  if (!dev && needsPages()) await ensureBuilt(node);
  handOver();
  serve(node);
}

/** A process without the role "web" serves no pages. */
function needsPages() {
  const roles = process.env.PORTAL_ROLES;
  return !roles || roles.split(',').some((role) => role.trim() === 'web');
}

main().catch(fail);
