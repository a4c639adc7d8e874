import { spawn } from 'node:child_process';
import path from 'node:path';
import type { CompileResult } from './compile-document.ts';
import type { SourceFile } from './document-files.ts';
import type { Limits } from './limits.ts';

export type CompileJob = {
  root: string;
  entry: string;
  slug: string;
  outDir: string;
  limits: Limits;
};
export type Refusal = { status: 'refused'; reason: string; place?: string };
export type CompileAnswer = (({ status: 'ready' } & CompileResult) | Refusal) & {
  files: SourceFile[];
};

/** Compiles and answers within its own process. Injected in tests that need a child which fails. */
export type RunCompile = (job: CompileJob) => Promise<CompileAnswer & { log?: string }>;

const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

// Not `import.meta`: a bundler would move this file away from its neighbour. The portal always runs from its folder.
const CHILD = path.join(process.cwd(), 'lib/openapi/compile-child.ts');

/**
 * Compiles one document in a child process, bounded by `limits.timeoutMs` and `limits.heapMb`. Never throws for what a document
 * does: a child that runs out of time or memory, or dies, is a refusal of that document.
 */
export const compileInChild: RunCompile = (job) =>
  new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${job.limits.heapMb}`,
        '--disable-warning=ExperimentalWarning',
        CHILD,
        JSON.stringify(job),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { NODE_ENV: 'production' } },
    );
    let answer = '';
    let log = '';
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, job.limits.timeoutMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (answer.length < MAX_ANSWER_BYTES) answer += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4000);
    });
    const finish = (code: number | null): void => {
      clearTimeout(timer);
      const parsed = code === 0 ? parseAnswer(answer) : undefined;
      resolve(
        parsed ? { ...parsed, log } : { ...deathOf(job.limits, timedOut, log), files: [], log },
      );
    };
    child.on('error', () => finish(null));
    child.on('close', finish);
  });

const parseAnswer = (text: string): CompileAnswer | undefined => {
  try {
    return JSON.parse(text) as CompileAnswer; // written by compile-child.ts
  } catch {
    return undefined;
  }
};

const deathOf = (limits: Limits, timedOut: boolean, log: string): Refusal => {
  if (timedOut)
    return {
      status: 'refused',
      reason: `Reading it took longer than ${limits.timeoutMs / 1000} seconds.`,
      place: '#',
    };
  if (/heap out of memory|Allocation failed/i.test(log)) {
    return {
      status: 'refused',
      reason: `Reading it needs more than ${limits.heapMb} MB of memory.`,
      place: '#',
    };
  }
  return {
    status: 'refused',
    reason: 'The process that reads it ended without an answer.',
    place: '#',
  };
};
