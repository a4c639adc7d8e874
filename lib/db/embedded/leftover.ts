import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
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

async function postmasterPid(folder: string): Promise<{ pid: number; port: number } | null> {
  try {
    const lines = (await readFile(path.join(folder, 'postmaster.pid'), 'utf8')).split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 1 ? { pid, port: Number(lines[3]) } : null;
  } catch {
    return null;
  }
}

/** A process id may have been given to somebody else since; on Linux its command line tells. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('postgres');
  } catch {
    return true;
  }
}

/**
 * Looks for a PostgreSQL that outlived a portal killed with SIGKILL. One that answers is adopted (its pid is
 * returned); one that does not is stopped, so that the start can go on.
 */
export async function adoptOrStop(cluster: Cluster): Promise<number | null> {
  const found = await postmasterPid(cluster.folder);
  if (!found || !(await isPostgres(found.pid))) return null;
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
