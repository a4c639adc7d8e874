import { pino } from 'pino';

/** What a log line says of an error. Not its other fields: the database's hang whole connections onto it. */
function briefly(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? { code: error.code } : {};
  return { name, message, ...code, stack, ...(cause ? { cause: briefly(cause) } : {}) };
}

/** For operators and machines: JSON lines on stderr. Secrets never reach it; what people read goes to stdout. */
export const log = pino(
  {
    base: { pid: process.pid },
    level: 'info',
    serializers: { err: briefly, error: briefly },
    redact: ['req.headers', 'headers.authorization', 'headers.cookie', '*.password', '*.token'],
  },
  pino.destination({ fd: 2, sync: true }),
);
