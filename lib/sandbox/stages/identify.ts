import type { Queryable } from '#lib/db/raw.ts';
import { defaultRateLimit } from '#lib/domain/installations/rate-limit.ts';
import { hashToken, isWellFormedToken } from '#lib/domain/tokens/format.ts';
import { createBatcher } from '#lib/std/batcher.ts';
import type { AddressWindows } from '../address-windows.ts';
import type { Client, Exchange } from '../exchange.ts';
import { type FoundToken, identifyTokens } from '../queries.ts';

type Identity = { client: Client; limit: number; used: number; resetSeconds: number };

/** The hash of the token that is sent, if it has the right form and checksum. Asks no database. */
export function readToken(x: Exchange): void {
  const token = tokenOf(x.request);
  x.tokenHash = token === null ? null : hashToken(token);
}

/** The token of `Authorization: Bearer …`. */
function tokenOf(request: Request): string | null {
  const header = request.headers.get('authorization');
  if (!header || header.length > 200 || header.slice(0, 7).toLowerCase() !== 'bearer ') return null;
  const token = header.slice(7).trim();
  return isWellFormedToken(token) ? token : null;
}

function toClient(row: FoundToken): Client {
  return {
    actor: {
      type: 'installation',
      installationId: row.installation_id,
      appId: row.app_id,
      orgId: row.org_id,
      tenantId: row.tenant_id,
      scopes: row.scopes,
    },
    module: row.module,
    timeZone: row.time_zone,
    tokenHash: row.hash,
    tokenId: row.token_id,
    tokenGeneration: row.generation,
    tokenKind: row.kind,
  };
}

/**
 * Finds out who calls and counts the call, for all requests of a moment in one statement. It decides nothing: the
 * stages after it do, in the order of the contract, and every answer can carry the numbers of the rate limit.
 */
export function createIdentify(options: {
  db: Queryable;
  /** null: the database's own clock. */
  now: (() => Date) | null;
  addresses: AddressWindows;
}): (x: Exchange) => Promise<void> {
  const batcher = createBatcher<string, Identity | null>({
    run: (hashes) => identifyBatch(options.db, hashes, options.now?.() ?? null),
    size: 256,
    inFlight: 2,
  });

  return async (x) => {
    const identity = x.tokenHash === null ? null : await batcher.add(x.tokenHash);
    if (identity) {
      x.client = identity.client;
      x.rateLimit = identity.limit;
      x.rateRemaining = Math.max(0, identity.limit - identity.used);
      x.rateResetSeconds = identity.resetSeconds;
      x.rateExceeded = identity.used > identity.limit;
      return;
    }
    const { remaining, resetSeconds } = options.addresses.count(x.info.clientAddress);
    x.rateLimit = defaultRateLimit;
    x.rateRemaining = remaining;
    x.rateResetSeconds = resetSeconds;
  };
}

async function identifyBatch(
  db: Queryable,
  hashes: readonly string[],
  now: Date | null,
): Promise<(Identity | null)[]> {
  const asked = new Map<string, number>();
  for (const hash of hashes) asked.set(hash, (asked.get(hash) ?? 0) + 1);
  const rows = await identifyTokens(
    db,
    [...asked.keys()],
    [...asked.values()],
    now,
    defaultRateLimit,
  );
  // Two generations of one token share its window; the database has counted both together.
  const clients = new Map<string, { client: Client; row: FoundToken }>();
  const usedBefore = new Map<string, number>();
  for (const row of rows) {
    clients.set(row.hash, { client: toClient(row), row });
    const before = usedBefore.get(row.token_id) ?? Number(row.used);
    usedBefore.set(row.token_id, before - (asked.get(row.hash) ?? 0));
  }
  return hashes.map((hash) => {
    const found = clients.get(hash);
    if (!found) return null;
    const { client, row } = found;
    const used = (usedBefore.get(row.token_id) ?? 0) + 1;
    usedBefore.set(row.token_id, used);
    return { client, limit: row.rate_limit, used, resetSeconds: row.reset_seconds };
  });
}
