import { readFileSync } from 'node:fs';
import { readFile, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers, type Cluster } from './cluster.ts';

const patienceMs = 10_000;

/** True while a process with that id lives (also one of another user). */
export function isAlive(pid: number): boolean {
  // To a signal 0 and negative numbers are groups, our own among them.
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return !isZombie(pid);
}

/** In a container nobody may collect an ended process, which then looks alive to a signal. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

type Named = { pid: number; folder: string; port: number };
const pidFile = (folder: string): string => path.join(folder, 'postmaster.pid');

async function readPidFile(folder: string): Promise<Named | null> {
  try {
    const lines = (await readFile(pidFile(folder), 'utf8')).split('\n');
    const pid = Number(lines[0]);
    const named = { pid, folder: lines[1] ?? '', port: Number(lines[3]) };
    return Number.isInteger(pid) && pid > 1 ? named : null;
  } catch {
    return null;
  }
}

/**
 * True when the process is a PostgreSQL that serves this folder. Its id may have been given to somebody else since (in
 * a container started anew they come in the same order), and a copied folder names the server of the other folder.
 */
async function serves(named: Named, folder: string): Promise<boolean> {
  try {
    if (!(await readFile(`/proc/${named.pid}/cmdline`, 'utf8')).includes('postgres')) return false;
    return (await realpath(`/proc/${named.pid}/cwd`)) === (await realpath(folder));
  } catch {
    // No /proc here, or none that may be read.
    return path.resolve(named.folder) === path.resolve(folder);
  }
}

/**
 * Looks for a PostgreSQL that outlived a portal killed with SIGKILL. One that answers is adopted (its pid is
 * returned); one that does not is stopped, so that the start can go on.
 */
export async function adoptOrStop(cluster: Cluster): Promise<number | null> {
  const found = await readPidFile(cluster.folder);
  if (!found || !isAlive(found.pid)) return null;
  if (!(await serves(found, cluster.folder))) {
    // PostgreSQL asks only whether a process with that id lives, and would refuse to start.
    await rm(pidFile(cluster.folder), { force: true });
    return null;
  }
  const access = { ...cluster.access, port: found.port };
  if (await answers(access)) {
    cluster.access = access;
    return found.pid;
  }
  await stopProcess(found.pid);
  return null;
}

/** Fast shutdown, then immediate, then the hard way; returns when the process is gone. */
export async function stopProcess(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + patienceMs;
    while (isAlive(pid) && Date.now() < deadline) await sleep(20);
    if (!isAlive(pid)) return;
  }
}
