import type { ConsoleContext } from '#lib/domain/console/schemas.ts';
import { routes } from '#lib/routes.ts';
import { type ConsoleOperation, readOperation } from './document.ts';

export type ConsoleData = { operation: ConsoleOperation; context: ConsoleContext };

const documents = new Map<string, Promise<ConsoleOperation>>();

async function getJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

async function loadOperation(api: string, slug: string): Promise<ConsoleOperation> {
  const operation = readOperation(await getJson(routes.consoleDocument(api, slug)));
  if (!operation) throw new Error('The document has no operation.');
  return operation;
}

function operationOf(api: string, slug: string): Promise<ConsoleOperation> {
  const key = `${api} ${slug}`;
  const known = documents.get(key);
  if (known) return known;
  const loading = loadOperation(api, slug);
  // What failed is tried again the next time.
  loading.catch(() => documents.delete(key));
  documents.set(key, loading);
  return loading;
}

/** Begins to fetch what the console will need; the second call costs nothing. */
export function preloadConsole(api: string, operation: string): void {
  operationOf(api, operation).catch(() => undefined);
}

/** The operation's document, and who the reader is right now. */
export async function loadConsole(api: string, slug: string): Promise<ConsoleData> {
  const [operation, context] = await Promise.all([
    operationOf(api, slug),
    getJson(routes.consoleContext(api)),
  ]);
  // Our own server's answer, made of the same type (lib/relay/console-context.ts).
  return { operation, context: context as ConsoleContext };
}
