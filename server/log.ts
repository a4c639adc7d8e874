import { pino, stdSerializers } from 'pino';

/** For operators and machines: JSON lines on stderr. Secrets never reach it; what people read goes to stdout. */
export const log = pino(
  {
    base: { pid: process.pid },
    level: 'info',
    serializers: { err: stdSerializers.err, error: stdSerializers.err },
    redact: ['req.headers', 'headers.authorization', 'headers.cookie', '*.password', '*.token'],
  },
  pino.destination({ fd: 2, sync: true }),
);
