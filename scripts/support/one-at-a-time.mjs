import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './project.mjs';

const longestMs = 20 * 60_000;
const file = path.join(root, '.cache', 'preparing');

/** The process that prepares this checkout, if it still lives. */
function holder() {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (!(pid > 0) || pid === process.pid) return null;
    // Its id may belong to another process by now.
    if (Date.now() - statSync(file).mtimeMs > longestMs) return null;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error.code === 'EPERM' ? -1 : null;
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * Installs or builds while no other start of this checkout does: two at once would delete each other's files. `isDone`
 * is asked again after a wait, because the other one has probably done the same work.
 * @param {() => boolean} isDone
 * @param {(text: string) => void} say
 * @param {() => Promise<void>} work
 */
export async function oneAtATime(isDone, say, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take()) {
    if (holder() === null) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) say('waiting for another start that installs or builds here');
    told = true;
    await sleep(300);
  }
  const drop = () => rmSync(file, { force: true });
  process.once('exit', drop);
  try {
    if (!isDone()) await work();
  } finally {
    process.removeListener('exit', drop);
    drop();
  }
}
