import type { Server } from 'node:http';
import { createServer, type Server as NetServer } from 'node:net';
import { ConfigError } from '#lib/config/env.ts';

function sentence(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program. Stop it, or choose another port: PORT=${port + 1 > 65_535 ? 3000 : port + 1} npm start.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user. Choose a port above 1023 with PORT.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is not an address of this machine. Use 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses.`;
    default:
      return `The portal cannot listen on ${host}:${port} (${code || String(error)}). Choose others with HOST and PORT.`;
  }
}

/** Listens, or throws ConfigError with a sentence that says what to change. Answers with the port. */
export function listen(server: Server | NetServer, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: unknown) => reject(new ConfigError(sentence(error, host, port)));
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Learns at once whether the port can be had, before anything slow is started; 0 becomes a free port. */
export async function probePort(host: string, port: number): Promise<number> {
  const server = createServer();
  const found = await listen(server, host, port);
  await new Promise((resolve) => server.close(resolve));
  return found;
}
