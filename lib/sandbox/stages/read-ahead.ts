import type { Client, Exchange } from '../exchange.ts';
import { catalog, type OperationId } from '../partners/catalog.ts';
import { findRoute } from '../partners/find-route.ts';
import { operations } from '../partners/operations.ts';
import type { Lists } from './lists.ts';

export type ReadAhead = {
  /** Begins the list that a call asks for, while the database says whose token it is. */
  begin(x: Exchange): void;
  /** Keeps what was found out of a token, for its next call. */
  learn(x: Exchange): void;
};

/** So many tokens are known; the one that was silent for longest goes first. */
const mostTokens = 1_000;

/**
 * A list waits for two statements, one after the other: who calls, and what is on the page. This begins the second
 * together with the first, for the tenant that the token spoke for last time. It decides nothing: the call is
 * identified, limited and checked as ever, and what was read ahead is used only if that finds the same tenant (see
 * `aheadOf`). A token that was refused is forgotten, so calls that are refused read nothing.
 */
export function createReadAhead(lists: Lists): ReadAhead {
  const known = new Map<string, Client>();
  return {
    begin(x) {
      const client = x.tokenHash === null ? undefined : known.get(x.tokenHash);
      const operationId = client && listOf(x, client);
      if (!operationId) return;
      const answer = lists(x, client, operationId);
      answer.catch(() => {}); // Whoever takes the answer is told.
      x.ahead = { client, operationId, answer };
    },
    learn(x) {
      if (x.tokenHash === null) return;
      known.delete(x.tokenHash);
      if (x.client && !x.rateExceeded) known.set(x.tokenHash, x.client);
      if (known.size > mostTokens) known.delete(known.keys().next().value ?? '');
    },
  };
}

/** The list that the call asks for, if the client may read it. */
function listOf(x: Exchange, client: Client): OperationId | null {
  if (x.method !== 'GET') return null;
  try {
    const { operationId } = findRoute(x.method, x.path);
    const { scope } = catalog[operationId];
    const mayRead = !scope || client.actor.scopes.includes(scope);
    return mayRead && operations[operationId].kind === 'list' ? operationId : null;
  } catch {
    return null; // The stage `route` refuses it.
  }
}

/** What was read ahead for this call, if it is what its client asks for. */
export function aheadOf(x: Exchange): Exchange['ahead'] {
  const { ahead, client } = x;
  const isSame =
    ahead?.operationId === x.operationId &&
    ahead?.client.actor.tenantId === client?.actor.tenantId &&
    ahead?.client.timeZone === client?.timeZone;
  return isSame ? ahead : null;
}
