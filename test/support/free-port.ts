import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the ports that the system gives away: a connection that anybody opens meanwhile cannot take it.
const first = 20_000;
const count = 10_000;

/** A port of loopback that nobody uses; another call, of whatever process, hardly gets the same one. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * count);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
