import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { routes } from '#lib/routes.ts';
import { withPortal } from '../portal.ts';
import { type Columns, times, within } from './columns.ts';
import { makeDocument } from './document.ts';

const read = { slug: 'read', operations: 40 };
const unread = [
  { slug: 'unread-a', operations: 11_000 },
  { slug: 'unread-b', operations: 4_000 },
];
/** Garbage is collected when the process likes: two runs of the same portal differ by as much. */
const limit = 1.1;
const settleMs = 5_000;

type Sized = { slug: string; operations: number };

/** What the portal holds after the same reading, alone and beside large documents that nobody opens. */
export async function benchMemory(): Promise<Columns> {
  const alone = await measured([read]);
  const beside = await measured([read, ...unread]);
  const total = unread.reduce((sum, { operations }) => sum + operations, 0);
  const row = (what: string, bytes: number, isJudged: boolean) => [
    what,
    `${Math.round(bytes / 1e6)} MB`,
    times(bytes, alone.read),
    isJudged ? within(bytes / alone.read, limit) : '',
  ];
  return {
    title: `Memory of the portal after every page of a document of ${read.operations} operations; at most ${limit} ×`,
    heads: ['', 'resident', 'of the first', ''],
    rows: [
      row('this document alone', alone.read, false),
      row(`and ${total.toLocaleString('en')} operations that nobody reads`, beside.read, true),
      row('the same after a search, whose index knows them all', beside.searched, false),
    ],
  };
}

async function measured(documents: readonly Sized[]): Promise<{ read: number; searched: number }> {
  const specsDir = await mkdtemp(path.join(tmpdir(), 'portal-specs-'));
  try {
    for (const { slug, operations } of documents)
      await writeFile(
        path.join(specsDir, `${slug}.json`),
        JSON.stringify(makeDocument({ operations, title: slug })),
      );
    return await withPortal(
      async (base, pid) => {
        for (let number = 0; number < read.operations; number += 1)
          await ask(base + routes.operation(read.slug, `updateRecord${number}`));
        const afterReading = await resident(pid);
        await ask(base + routes.search({ q: 'update record' }));
        return { read: afterReading, searched: await resident(pid) };
      },
      { PORTAL_SPECS_DIR: specsDir },
    );
  } finally {
    await rm(specsDir, { recursive: true, force: true });
  }
}

async function ask(url: string): Promise<void> {
  const answer = await fetch(url);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
}

/** Bytes of the server: the largest process among the start script and what it started, without PostgreSQL's. */
async function resident(root: number): Promise<number> {
  await sleep(settleMs);
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=,args=']);
  const all = stdout.split('\n').flatMap((line) => {
    const [pid, parent, kilobytes, ...args] = line.trim().split(/\s+/);
    const one = { pid: Number(pid), parent: Number(parent), bytes: Number(kilobytes) * 1024 };
    return args.join(' ').includes('server/main.ts') ? [one] : [];
  });
  const own = all.find(({ pid, parent }) => pid === root || parent === root);
  if (!own) throw new Error('The server’s process was not found.');
  return own.bytes;
}
