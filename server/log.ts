import { inspect } from 'node:util';
import { pino } from 'pino';
import { briefly } from '#lib/std/brief-error.ts';

const destination = pino.destination({ fd: 2, sync: true });
// Nobody may be reading any more: a closed terminal, an ended pipe. The work goes on.
destination.on('error', () => undefined);

/** For operators and machines: JSON lines on stderr. Secrets never reach it; what people read goes to stdout. */
export const log = pino(
  {
    base: { pid: process.pid },
    level: 'info',
    serializers: { err: briefly, error: briefly },
    redact: ['req.headers', 'headers.authorization', 'headers.cookie', '*.password', '*.token'],
  },
  destination,
);

/**
 * What libraries write to the console (Next: pages that failed) becomes log lines too, so that standard error is one
 * kind of thing, and an error is told as briefly as any other.
 */
export function catchConsole(): void {
  const tell =
    (level: 'warn' | 'error') =>
    (...args: unknown[]): void => {
      const err = args.find((arg) => arg instanceof Error);
      const rest = args.filter((arg) => arg !== err);
      const text = rest.map((arg) => (typeof arg === 'string' ? arg : inspect(arg))).join(' ');
      log[level]({ source: 'console', ...(err ? { err } : {}) }, text.trim());
    };
  Object.assign(console, { error: tell('error'), warn: tell('warn') });
}
