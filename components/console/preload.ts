import type { ConsoleContext } from '#lib/domain/console/schemas.ts';
import { routes } from '#lib/routes.ts';
import { type ConsoleOperation, readOperation } from './document.ts';

export type ConsoleData = { operation: ConsoleOperation; context: ConsoleContext };

const documents = new Map<string, Promise<ConsoleOperation>>();

/** The portal's own JSON. Rejects for everything but an answer of success. */
export async function getJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

async function loadOperation(api: string, slug: string): Promise<ConsoleOperation> {
  const operation = readOperation(await getJson(routes.consoleDocument(api, slug)));
  if (!operation) throw new Error('The document has no operation.');
  return operation;
}

/** One operation's document; asked for once. */
export function operationOf(api: string, slug: string): Promise<ConsoleOperation> {
  const key = `${api} ${slug}`;
  const known = documents.get(key);
  if (known) return known;
  const loading = loadOperation(api, slug);
  // What failed is tried again the next time.
  loading.catch(() => documents.delete(key));
  documents.set(key, loading);
  return loading;
}

/** What was asked for on intent is used by the opening that follows it, not by a later one: who reads may have changed. */
const freshMs = 10_000;
let early: { api: string; context: Promise<ConsoleContext>; until: number } | null = null;

function contextOf(api: string): Promise<ConsoleContext> {
  const known = early;
  early = null;
  if (known?.api === api && known.until > performance.now()) return known.context;
  // Our own server's answer, made of the same type (lib/relay/console-context.ts).
  return getJson(routes.consoleContext(api)) as Promise<ConsoleContext>;
}

/** Begins to fetch what the console will need; the second call costs nothing. */
export function preloadConsole(api: string, operation: string): void {
  operationOf(api, operation).catch(() => undefined);
  if (early?.api === api && early.until > performance.now()) return;
  const context = contextOf(api);
  early = { api, context, until: performance.now() + freshMs };
  // What failed is asked for again by the opening.
  context.catch(() => {
    if (early?.context === context) early = null;
  });
}

/** The operation's document, and who the reader is right now. */
export async function loadConsole(api: string, slug: string): Promise<ConsoleData> {
  const [operation, context] = await Promise.all([operationOf(api, slug), contextOf(api)]);
  return { operation, context };
}
