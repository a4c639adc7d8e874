import type { Server } from 'node:http';
import path from 'node:path';
import { setMode } from '#lib/config/env.ts';
import type { NextHandler } from '../page/serve-pages.ts';

const projectDir = path.resolve(import.meta.dirname, '../..');

export type NextApp = {
  handler: NextHandler;
  /** Hands the development socket to Next; a built portal has none. */
  attach(server: Server): void;
  close(): Promise<void>;
};

/** Loads Next (the built pages, or the development compiler) behind our own server. */
export async function openNext(options: {
  dev: boolean;
  host: string;
  port: number;
}): Promise<NextApp> {
  const { dev, host, port } = options;
  setMode(dev);
  const { default: next } = await import('next');
  const app = next({
    dev,
    dir: projectDir,
    hostname: host,
    port,
    // Swagger UI breaks under Turbopack on OpenAPI 3.1 documents.
    ...(dev ? { webpack: true } : {}),
  });
  await app.prepare();
  const handler = app.getRequestHandler();
  return {
    handler: (req, res) => handler(req, res),
    attach(server) {
      if (!dev) return;
      const upgrade = app.getUpgradeHandler();
      server.on('upgrade', (req, socket, head) => void upgrade(req, socket, head));
    },
    close: () => app.close(),
  };
}
