// Shared by the scripts that run before anything is installed: built-ins of Node 20 only.
import { spawn } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '../..',
);

/** A reason to stop that is told in a sentence, without a stack. */
export class Stop extends Error {}

/** The host's Node starts the scripts, so it is checked before anything else. */
export function checkHostNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  throw new Stop(
    `Node ${process.versions.node} is too old to install the portal. It needs Node 20.9 or newer.`,
  );
}

const running = new Set();
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/**
 * While something is installed, built or tested, a signal ends that too: a build that nobody waits for any more would
 * go on by itself. Answers with what ends this care, for a script that then passes signals on in its own way.
 */
export function endWithChildren() {
  const onSignal = (signal) => {
    for (const child of running) child.kill(signal);
    process.exit(signals[signal]);
  };
  for (const signal of Object.keys(signals)) process.on(signal, onSignal);
  return () => {
    for (const signal of Object.keys(signals)) process.removeListener(signal, onSignal);
  };
}

/**
 * Runs a command to its end. `quiet` keeps its output and shows it only when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{quiet?: boolean, env?: Record<string, string>, cwd?: string}} [options]
 * @returns {Promise<{code: number, output: string}>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
    });
    running.add(child);
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-200_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => {
      running.delete(child);
      resolve({ code: 127, output: error.message });
    });
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

const everyMs = 15_000;

/**
 * Does a piece of work that takes a while and says so: when it begins, now and then, and when it ends.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {(text: string) => void} [say]
 * @returns {Promise<T>}
 */
export async function step(name, work, say = console.log) {
  const begun = Date.now();
  const seconds = () => `${Math.round((Date.now() - begun) / 1000)} s`;
  say(name);
  const sign = setInterval(() => say(`${name} (${seconds()})`), everyMs);
  try {
    return await work();
  } finally {
    clearInterval(sign);
    say(`${name}: ${seconds()}`);
  }
}

/** Ends the script: a Stop as its sentence, anything else with its stack, because it is a mistake of ours. */
export function fail(error) {
  console.error(error instanceof Stop ? error.message : error);
  process.exit(1);
}
