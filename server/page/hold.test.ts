import { createServer, type ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { holdAnswer } from './hold.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function ask(answer: (res: ServerResponse) => void): Promise<Response> {
  const server = createServer((_req, res) => answer(res));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return fetch(`http://127.0.0.1:${port}`, { signal: AbortSignal.timeout(60_000) });
}

const large = Buffer.alloc(400_000, 'a');

/** What Next does with a body: it waits for room, and its compression learns of the head by a method of its own. */
async function asNextDoes(res: ServerResponse): Promise<void> {
  const { writeHead, on } = res;
  let waiting: (() => void)[] | null = [];
  Object.assign(res, {
    on(type: string, listener: () => void) {
      if (type !== 'drain' || !waiting) return Reflect.apply(on, res, [type, listener]);
      waiting.push(listener);
      return res;
    },
    writeHead(...head: unknown[]) {
      for (const listener of waiting ?? []) Reflect.apply(on, res, ['drain', listener]);
      waiting = null;
      return Reflect.apply(writeHead, res, head);
    },
  });
  const drained = new Promise<void>((resolve) => res.on('drain', resolve));
  res.flushHeaders();
  if (!res.write(large)) await drained;
  res.end();
}

it('lets an answer that is not wanted stream to its end, however large', async () => {
  const answer = await ask((res) => {
    holdAnswer(
      res,
      () => false,
      () => undefined,
    );
    res.setHeader('x-kind', 'large');
    void asNextDoes(res);
  });
  expect(answer.headers.get('x-kind')).toBe('large');
  expect((await answer.arrayBuffer()).byteLength).toBe(large.length);
});

it('hands on a wanted answer whole', async () => {
  const answer = await ask((res) => {
    holdAnswer(
      res,
      () => true,
      (body) => res.end(`${body.length}`),
    );
    void asNextDoes(res);
  });
  expect(await answer.text()).toBe(String(large.length));
});
