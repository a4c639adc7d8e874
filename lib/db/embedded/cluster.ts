import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, fstatSync, openSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { complaintIn } from './complaint.ts';
import { asUser, checkOwner, decideRunAs, type RunAs } from './run-as.ts';

/** What another process needs to reach the running cluster; kept in the data dir, mode 0600. */
export type ClusterAccess = { port: number; password: string };

export type Cluster = {
  folder: string;
  accessFile: string;
  logFile: string;
  runAs: RunAs;
  access: ClusterAccess;
  /** The running server, from the moment it is started; null before. */
  serverPid: number | null;
};

/** After a crash under load it first replays up to a gigabyte of its log. */
const startDeadlineMs = 300_000;
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** The address of the portal's database in the cluster. */
export function clusterUrl(access: ClusterAccess, database = 'portal'): string {
  return `postgresql://portal:${access.password}@127.0.0.1:${access.port}/${database}`;
}

/** Reads the access file; null when this data dir has no cluster yet. */
export async function readAccess(dataDir: string): Promise<ClusterAccess | null> {
  try {
    const read: unknown = JSON.parse(await readFile(path.join(dataDir, 'postgres.json'), 'utf8'));
    if (typeof read !== 'object' || read === null) return null;
    const { port, password } = read as Partial<ClusterAccess>;
    return typeof port === 'number' && typeof password === 'string' ? { port, password } : null;
  } catch {
    return null;
  }
}

/** Opens the cluster's files, making it on first use (about two seconds). */
export async function prepareCluster(dataDir: string): Promise<Cluster> {
  const folder = path.join(dataDir, 'postgres');
  const binaries = findBinaries();
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  const runAs = decideRunAs([dataDir, path.dirname(binaries.postgres)]);
  const cluster: Cluster = {
    folder,
    accessFile: path.join(dataDir, 'postgres.json'),
    logFile: path.join(dataDir, 'postgres.log'),
    runAs,
    access: (await readAccess(dataDir)) ?? { port: 0, password: '' },
    serverPid: null,
  };
  if (!existsSync(path.join(folder, 'PG_VERSION'))) await initialise(cluster, binaries.initdb);
  else checkOwner(folder, runAs);
  if (cluster.access.password === '') {
    throw new Error(
      `The database in ${folder} has no password any more: ${cluster.accessFile} is missing or cannot be read. Put that file back from the copy that the data folder came from, or choose another folder with PORTAL_DATA_DIR.`,
    );
  }
  return cluster;
}

/** Makes the cluster beside its place and moves it there, so that a crash leaves all or nothing. */
async function initialise(cluster: Cluster, initdb: string): Promise<void> {
  const fresh = `${cluster.folder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  const passwordFile = `${cluster.accessFile}.pw`;
  cluster.access = { port: 0, password: randomBytes(24).toString('base64url') };
  await writeFile(passwordFile, cluster.access.password, { mode: 0o600 });
  if (cluster.runAs) {
    for (const file of [fresh, passwordFile]) {
      chownSync(file, cluster.runAs.uid, cluster.runAs.gid);
    }
  }
  try {
    await runInitdb(cluster, initdb, fresh, passwordFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await saveAccess(cluster);
  await rename(fresh, cluster.folder);
}

async function runInitdb(cluster: Cluster, initdb: string, folder: string, passwordFile: string) {
  const run = asUser(cluster.runAs, initdb, [
    `--pgdata=${folder}`,
    '--username=portal',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]);
  const child = spawn(run.command, run.args, { ...run.options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`PostgreSQL could not be set up: ${complaintIn(output)}.`);
}

async function saveAccess(cluster: Cluster): Promise<void> {
  const draft = `${cluster.accessFile}.new`;
  await writeFile(draft, `${JSON.stringify(cluster.access)}\n`, { mode: 0o600 });
  await rename(draft, cluster.accessFile);
}

/** Starts the server of the cluster and waits until it answers. Its log goes to a file, so it survives us. */
export async function startServer(cluster: Cluster): Promise<ChildProcess> {
  cluster.access.port = await freePort(cluster.access.port);
  await saveAccess(cluster);
  const flags = Object.entries({ ...settings, port: String(cluster.access.port) }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  );
  const run = asUser(cluster.runAs, findBinaries().postgres, ['-D', cluster.folder, ...flags]);
  const log = openSync(cluster.logFile, 'a', 0o600);
  const { size: logged } = fstatSync(log);
  const child = spawn(run.command, run.args, {
    ...run.options,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  cluster.serverPid = child.pid ?? null;
  let ended: string | null = null;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? `code ${code}`}`;
  });
  const deadline = Date.now() + startDeadlineMs;
  while (!(await answers(cluster.access))) {
    if (ended !== null) {
      const text = (await readFile(cluster.logFile)).subarray(logged).toString('utf8');
      const reason = complaintIn(text) || ended;
      throw new Error(`PostgreSQL did not start: ${reason}. See ${cluster.logFile}.`);
    }
    if (Date.now() > deadline) {
      child.kill('SIGQUIT');
      throw new Error(`PostgreSQL did not answer within five minutes. See ${cluster.logFile}.`);
    }
    await sleep(25);
  }
  return child;
}

/** True when the server at `access` accepts the cluster's password and has the database. */
export async function answers(access: ClusterAccess, database = 'postgres'): Promise<boolean> {
  const client = new pg.Client({
    connectionString: clusterUrl(access, database),
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The wanted port if it is free, else one the system picks. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () =>
      wanted === 0 ? reject(new Error('no free port')) : resolve(freePort(0)),
    );
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
