import { createServer } from 'node:http';
import { routes } from '#lib/routes.ts';
import { withPortal } from './portal.ts';
import { type BenchRow, measure } from './stand.ts';

const connections = 32;

/** The yardstick: what a bare Node server does with an answer of the page's size. */
async function withBareServer<T>(body: Buffer, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((_req, res) => res.end(body));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    return await work(`http://127.0.0.1:${port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** An operation page at 32 connections, as a browser asks for it, beside a bare Node server with as many bytes. */
export async function benchReferencePage(seconds = 8): Promise<BenchRow[]> {
  const headers = { 'accept-encoding': 'br' };
  return withPortal(async (base) => {
    const url = base + routes.operation('partners', 'createStudent');
    const compressed = await compressedSize(url);
    return [
      await withBareServer(Buffer.alloc(compressed, 'x'), (bare) =>
        measure(
          { title: `bare Node server, ${compressed} bytes`, url: bare, connections },
          seconds,
        ),
      ),
      await measure({ title: 'operation page', url, connections, options: { headers } }, seconds),
      await measure(
        {
          title: 'operation page, rendered anew',
          url: `${url}?fresh`,
          connections,
          options: { headers },
        },
        seconds,
      ),
    ];
  });
}

async function compressedSize(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'br' } });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return Number(answer.headers.get('content-length'));
}
