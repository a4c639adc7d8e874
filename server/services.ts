// Where the parts of the portal are put together: what the door hands requests to, and what runs beside it.
import type { Logger } from 'pino';
import type { RuntimeConfig } from '#lib/config/runtime.ts';
import type { Database } from '#lib/db/client.ts';
import type { FetchHandler } from './front.ts';

export type ServiceContext = { config: RuntimeConfig; db: Database; log: Logger };

/** `stop` lets what is in flight end, within its own bounds. */
export type Worker = { stop(): Promise<void> };

export type Services = {
  sandbox: FetchHandler | null;
  bin: FetchHandler | null;
  /** Begins the background work; called when requests are already answered. */
  startWorker: (() => Worker) | null;
};

/** Reads and compiles the OpenAPI documents, so that the first reader does not wait for it. */
export async function compileDocuments(_context: ServiceContext): Promise<void> {}

/** Makes the demo organization if the database has none, and answers with its sign-in. */
export async function seedDemo(
  _context: ServiceContext,
): Promise<{ email: string; password: string } | null> {
  return null;
}

/** Opens what the roles of this process need. */
export async function openServices(_context: ServiceContext): Promise<Services> {
  return { sandbox: null, bin: null, startWorker: null };
}
