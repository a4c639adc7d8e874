import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Fence } from './fences.ts';
import { hasLines, shapeFaults } from './shape.ts';

export type PageRun = { ran: number; faults: string[]; skipped: string[] };
type Ran = { fence: Fence; stdout: string; head: string };
type Desk = { folder: string; env: Record<string, string>; started: Started[] };
type Started = { child: ChildProcess; said: () => string };

/** Whether a program is on this machine. */
export const hasProgram = (name: string, flag = '--version'): boolean =>
  spawnSync(name, [flag], { stdio: 'ignore' }).status === 0;

// What a block exports is there for the blocks after it; the head of the last answer lands in a file.
const preamble = `set -euo pipefail
if [ -f "$GUIDE_STATE" ]; then . "$GUIDE_STATE"; fi
trap 'export -p > "$GUIDE_STATE"' EXIT
curl() { command curl -sS -D "$GUIDE_HEAD" "$@"; }
`;
const deadlineMs = 60_000;

/** A block as a script of bash; null: its language does not run here. */
function scriptOf(fence: Fence, desk: Desk): string | null {
  const save = (ending: string): string => {
    const file = path.join(desk.folder, `line-${fence.line}${ending}`);
    writeFileSync(file, `${fence.code}\n`);
    return file;
  };
  switch (fence.language) {
    case 'sh':
      return fence.code;
    case 'js':
      return `exec "${process.execPath}" "${save('.mjs')}"`;
    case 'python':
      return hasProgram('python3') ? `exec python3 "${save('.py')}"` : null;
    default:
      throw new Error(`line ${fence.line}: ${fence.language} is no language that can run`);
  }
}

function launch(script: string, desk: Desk): Started {
  const child = spawn('bash', ['-c', preamble + script], {
    cwd: desk.folder,
    env: {
      ...desk.env,
      NODE_ENV: 'test',
      PATH: `${path.dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      HOME: desk.folder,
      GUIDE_STATE: path.join(desk.folder, '.state'),
      GUIDE_HEAD: path.join(desk.folder, '.head'),
    },
    detached: true,
  });
  let out = '';
  const hear = (chunk: Buffer) => {
    out += chunk.toString('utf8');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { child, said: () => out };
}

async function runBlock(fence: Fence, script: string, desk: Desk, run: PageRun): Promise<Ran> {
  const head = path.join(desk.folder, '.head');
  writeFileSync(head, '');
  const { child, said } = launch(script, desk);
  const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  run.ran += 1;
  if (code !== 0) run.faults.push(`line ${fence.line}: ended with ${code}: ${said()}`);
  return { fence, stdout: said(), head: readFileSync(head, 'utf8') };
}

async function sayingAtLast(started: Started | undefined, text: string): Promise<string | null> {
  const until = Date.now() + 20_000;
  while (started && Date.now() < until) {
    if (hasLines(text, started.said())) return null;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return `what was started does not say this, but: ${started?.said() ?? 'nothing was started'}`;
}

/** The body of an answer, also after `curl -i`. */
const bodyOf = (stdout: string): string =>
  stdout.startsWith('HTTP/') ? stdout.slice(stdout.indexOf('\r\n\r\n') + 4) : stdout;

function headFaults(shown: string, head: string): string[] {
  const [first = '', ...headers] = shown.split('\n');
  const names = new Set(head.split('\r\n').map((line) => line.split(':', 1)[0]?.toLowerCase()));
  const status = first.split(' ')[1] ?? '';
  const missing = headers.filter((line) => !names.has(line.split(':', 1)[0]?.toLowerCase()));
  return [
    ...(head.startsWith(`HTTP/1.1 ${status}`) ? [] : [`status ${status}, but: ${head}`]),
    ...missing.map((line) => `the answer has no header ${line}`),
  ];
}

function jsonFaults(shown: string, stdout: string): string[] {
  try {
    return shapeFaults(JSON.parse(shown), JSON.parse(bodyOf(stdout)));
  } catch (error) {
    return [`${String(error)} in ${stdout.slice(0, 500)}`];
  }
}

function outputFaults(fence: Fence, last: Ran): string[] {
  const status = /^\d{3}$/.exec(fence.title ?? '')?.[0];
  const wrongStatus =
    status && !last.head.startsWith(`HTTP/1.1 ${status}`)
      ? [`shown as ${status}, but: ${last.head.split('\r\n')[0]} ${last.stdout.slice(0, 500)}`]
      : [];
  if (fence.language === 'json') return [...wrongStatus, ...jsonFaults(fence.code, last.stdout)];
  if (fence.language !== 'http') {
    return hasLines(fence.code, last.stdout) ? [] : [`the output is: ${last.stdout}`];
  }
  const [head = '', body] = fence.code.split('\n\n', 2);
  const heads = headFaults(head, last.head);
  return body === undefined ? heads : [...heads, ...jsonFaults(body, last.stdout)];
}

async function play(fences: readonly Fence[], desk: Desk, run: PageRun): Promise<void> {
  let last: Ran | null = null;
  for (const fence of fences) {
    if (fence.role === 'shown') continue;
    if (fence.role === 'started') {
      const fault = await sayingAtLast(desk.started.at(-1), fence.code);
      if (fault) run.faults.push(`line ${fence.line}: ${fault}`);
    } else if (fence.role === 'output') {
      if (last)
        run.faults.push(...outputFaults(fence, last).map((f) => `line ${fence.line}: ${f}`));
    } else {
      const script = scriptOf(fence, desk);
      if (script === null) {
        run.skipped.push(`line ${fence.line}: no ${fence.language} here`);
        last = null;
      } else if (fence.role === 'start') desk.started.push(launch(script, desk));
      else last = await runBlock(fence, script, desk, run);
    }
  }
}

/** Runs the blocks of a page from top to bottom in an empty folder, and compares what they answer. */
export async function runPage(
  fences: readonly Fence[],
  env: Record<string, string>,
): Promise<PageRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-guide-'));
  const desk: Desk = { folder, env, started: [] };
  const run: PageRun = { ran: 0, faults: [], skipped: [] };
  for (const { file, code } of fences) {
    if (file && !existsSync(path.join(folder, file)))
      writeFileSync(path.join(folder, file), `${code}\n`);
  }
  try {
    await play(fences, desk, run);
  } finally {
    for (const { child } of desk.started) if (child.pid) process.kill(-child.pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
  return run;
}
