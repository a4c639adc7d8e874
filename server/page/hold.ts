import type { ServerResponse } from 'node:http';

type Rest = readonly unknown[];

function toBuffer(chunk: unknown, encoding: unknown): Buffer | null {
  if (typeof chunk === 'string') {
    return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
  }
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : null;
}

function callbackOf(rest: Rest): (() => void) | null {
  const last = rest.at(-1);
  // Node calls it without an argument on success; only that case is played here.
  return typeof last === 'function' ? (last as () => void) : null;
}

function applyHead(res: ServerResponse, status: number, rest: Rest): void {
  res.statusCode = status;
  const headers = rest.at(-1);
  if (Array.isArray(headers)) {
    for (let i = 0; i < headers.length; i += 2) res.appendHeader(headers[i], headers[i + 1]);
  } else if (typeof headers === 'object' && headers !== null) {
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) res.setHeader(name, value);
    }
  }
}

/**
 * Lets an answer be seen whole before it is sent. `wants` decides when the head is complete; an answer it does not
 * want streams on through the methods as they were: what Next has put around them since must keep working, or nobody
 * hears that a long answer may go on. A held one goes to `deliver`, which sends it through the same response.
 */
export function holdAnswer(
  res: ServerResponse,
  wants: (res: ServerResponse) => boolean,
  deliver: (body: Buffer) => void,
): void {
  const { write, end, writeHead, flushHeaders } = res;
  const chunks: Buffer[] = [];
  let held: boolean | null = null;

  const release = () => Object.assign(res, { write, end, writeHead, flushHeaders });
  const isHeld = (): boolean => {
    held ??= wants(res);
    return held;
  };
  const keep = (chunk: unknown, rest: Rest) => {
    const bytes = toBuffer(chunk, rest[0]);
    if (bytes) chunks.push(bytes);
    const callback = callbackOf([chunk, ...rest]);
    if (callback) queueMicrotask(callback);
  };

  // The overloads of Node's methods cannot be spelled in one signature, so they are put in place unseen by the types.
  Object.assign(res, {
    writeHead(status: number, ...rest: Rest) {
      applyHead(res, status, rest);
      if (!isHeld()) Reflect.apply(writeHead, res, [status]);
      return res;
    },
    flushHeaders() {
      if (!isHeld()) Reflect.apply(flushHeaders, res, []);
    },
    write(chunk: unknown, ...rest: Rest) {
      if (!isHeld()) return Reflect.apply(write, res, [chunk, ...rest]);
      keep(chunk, rest);
      return true;
    },
    end(chunk: unknown, ...rest: Rest) {
      if (!isHeld()) return Reflect.apply(end, res, [chunk, ...rest]);
      keep(chunk, rest);
      release();
      deliver(Buffer.concat(chunks));
      return res;
    },
  });
}
