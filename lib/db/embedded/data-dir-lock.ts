import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, unlinkSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ConfigError } from '../../config/env.ts';

const holderShape = z.object({
  pid: z.number().int().positive(),
  /** A running portal, or a command that has the database to itself for a moment. */
  kind: z.enum(['portal', 'command']),
  /** Where the portal is reached, or what the command is. */
  address: z.string(),
  since: z.string(),
  host: z.string(),
  boot: z.string(),
  /** Start of the process in clock ticks since boot: a process id given away since has another. */
  startTicks: z.string(),
  /** The folder itself, which a copy of it is not; empty: written by an earlier version. */
  folder: z.string().default(''),
  /** What a portal lets webhooks reach although private: commands beside it judge addresses as it does. */
  allowTargets: z.array(z.object({ host: z.string(), port: z.number() })).default([]),
  /** It is on its way out, so waiting for it is worth while. */
  stopping: z.boolean().default(false),
});
export type Holder = z.infer<typeof holderShape>;
export type Who = Pick<Holder, 'kind' | 'address'> & Partial<Pick<Holder, 'allowTargets'>>;
export type DataDirLock = {
  /** Corrects the address once the port is known. */
  setAddress(address: string): Promise<void>;
  /** Tells those who come that the end is near. */
  markStopping(): Promise<void>;
  release(): Promise<void>;
};

/** How long a newcomer waits for one that came just before it, and for one that is stopping. */
const patienceMs = 1_500;
const stoppingPatienceMs = 20_000;
type Held = { file: string; holder: Holder };
const beatEveryMs = 1_000;
/** A holder on another host (a container that shares the folder) is seen alive by its heart beat alone. */
const watchBeatMs = 2_500;

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return '';
  }
}

/** Field 22 of /proc/PID/stat; empty where there is no /proc. */
function startTicksOf(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function beats(file: string): Promise<boolean> {
  const before = await stat(file).catch(() => null);
  await sleep(watchBeatMs);
  const after = await stat(file).catch(() => null);
  return before !== null && after !== null && after.mtimeMs !== before.mtimeMs;
}

/** True when the process that wrote the file is still the one it was. */
async function isLive(file: string, holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return beats(file);
  if (holder.boot !== bootId() || !processExists(holder.pid)) return false;
  if (holder.folder !== '' && holder.folder !== identityOf(path.dirname(file))) return false;
  return holder.startTicks === startTicksOf(holder.pid);
}

/** The same for every path to a folder, another for a copy of it. */
function identityOf(folder: string): string {
  const { dev, ino } = statSync(folder);
  return `${dev}:${ino}`;
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return holderShape.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** The live holders beside `own`; what dead ones left behind is cleared away (its name is never used again). */
async function others(folder: string, own: string | null): Promise<Holder[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  const found: Holder[] = [];
  for (const name of names) {
    if (name === own) continue;
    const file = path.join(folder, name);
    const holder = await readHolder(file);
    if (holder && (await isLive(file, holder))) found.push(holder);
    else await rm(file, { force: true });
  }
  return found;
}

const lockFolder = (dataDir: string): string => path.join(dataDir, 'lock');

/** Who holds the data dir now; null when nobody does. */
export async function findHolder(dataDir: string): Promise<Holder | null> {
  return (await others(lockFolder(dataDir), null))[0] ?? null;
}

/**
 * Takes the data dir for this process. Each taker first announces itself in a file of its own and then looks for
 * others: of two that come together at least one sees the other, so never do both go on. Files of dead processes
 * count for nothing, so a kill needs no cleaning up. Throws ConfigError, naming the holder, within 5 seconds; a
 * holder that is stopping is waited for instead.
 */
export async function lockDataDir(dataDir: string, who: Who): Promise<DataDirLock> {
  const folder = lockFolder(dataDir);
  await mkdir(folder, { recursive: true });
  const begun = Date.now();
  for (;;) {
    const held = await announce(folder, who);
    const [holder] = await others(folder, path.basename(held.file));
    if (!holder) return keep(held);
    await rm(held.file, { force: true });
    // It may be about to step back like us, or on its way out; otherwise it stays.
    const patience = holder.stopping ? stoppingPatienceMs : patienceMs;
    if (Date.now() > begun + patience) throw new ConfigError(refusal(dataDir, holder));
    await sleep(100 + Math.random() * 300);
  }
}

async function announce(folder: string, who: Who): Promise<Held> {
  const holder: Holder = {
    pid: process.pid,
    allowTargets: [],
    ...who,
    since: new Date().toISOString(),
    host: hostname(),
    boot: bootId(),
    startTicks: startTicksOf(process.pid),
    folder: identityOf(folder),
    stopping: false,
  };
  const file = path.join(folder, `${process.pid}-${randomBytes(6).toString('hex')}.json`);
  await publish(file, holder);
  return { file, holder };
}

/** Written aside and renamed, so that nobody reads half a file and clears it away as rubbish. */
async function publish(file: string, holder: Holder): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(holder)}\n`, { mode: 0o644 });
  await rename(`${file}.new`, file);
}

function keep({ file, holder }: Held): DataDirLock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, beatEveryMs);
  beat.unref();
  const drop = () => {
    clearInterval(beat);
    try {
      unlinkSync(file);
    } catch {
      // Gone already.
    }
  };
  process.once('exit', drop);
  return {
    setAddress(address) {
      holder.address = address;
      return publish(file, holder);
    },
    async markStopping() {
      holder.stopping = true;
      await publish(file, holder).catch(() => undefined);
    },
    async release() {
      process.removeListener('exit', drop);
      drop();
    },
  };
}

function refusal(dataDir: string, holder: Holder): string {
  const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
  const what = holder.kind === 'portal' ? 'another portal' : 'another command';
  return `The data folder ${dataDir} is in use by ${what} (process ${holder.pid}${where}, ${holder.address}, since ${holder.since}). Stop it first, or choose another folder with PORTAL_DATA_DIR.`;
}
