import { hash } from 'node:crypto';
import type { Queryable } from '#lib/db/raw.ts';
import { createBatcher } from '#lib/std/batcher.ts';
import { systemClock } from '#lib/std/clock.ts';
import type { AddressWindows } from '../address-windows.ts';
import { type Bucket, bucketLimits } from './buckets.ts';
import type { OktaClient, OktaExchange } from './exchange.ts';
import { type FoundOktaToken, identifyOktaTokens } from './queries.ts';

type Asked = { hash: string; bucket: Bucket };
type Identity = { row: FoundOktaToken; usedBucket: number; usedAll: number };

const apiToken = /^ssws (00[A-Za-z0-9_-]{40})$/i;
const accessToken = /^bearer (oka_[A-Za-z0-9_-]{43})$/i;

/** The token of `Authorization`, if it has the form of one behind its own word. Asks no database. */
function tokenOf(request: Request): string | null {
  const header = request.headers.get('authorization')?.trim() ?? '';
  if (header.length > 200) return null;
  return apiToken.exec(header)?.[1] ?? accessToken.exec(header)?.[1] ?? null;
}

const toClient = (row: FoundOktaToken): OktaClient => ({
  oktaOrgId: row.okta_org_id,
  orgId: row.org_id,
  subdomain: row.subdomain,
  userTypeId: row.user_type_id,
  tokenId: row.token_id,
  tokenHash: row.hash,
  scopes: row.scopes,
  readOnly: row.read_only,
});

/** Requests a minute of strangers, by address. */
export const strangersLimit = 600;

/**
 * Finds out who calls and counts the call in its bucket, for all requests of a moment in one statement. It decides
 * nothing: the checks after it do, and every answer can carry the numbers of the rate limit.
 */
export function createOktaIdentify(options: {
  db: Queryable;
  /** null: the database's own clock. */
  now: (() => Date) | null;
  addresses: AddressWindows;
}): (x: OktaExchange) => Promise<void> {
  const batcher = createBatcher<Asked, Identity | null>({
    run: (items) => identifyBatch(options.db, items, options.now?.() ?? null),
    size: 256,
    inFlight: 2,
  });
  return async (x) => {
    const token = tokenOf(x.request);
    const bucket = x.matched?.bucket ?? 'other';
    const found =
      token === null ? null : await batcher.add({ hash: hash('sha256', token, 'hex'), bucket });
    if (found) return applyLimits(x, found, bucket);
    const { remaining, resetSeconds } = options.addresses.count(x.info.clientAddress);
    const now = options.now?.() ?? systemClock.now();
    x.rateLimit = strangersLimit;
    x.rateRemaining = remaining;
    x.rateExceeded = remaining === 0;
    x.rateResetAt = Math.floor(now.getTime() / 1000) + resetSeconds;
  };
}

/** The bucket that is nearer to its end is the one that the headers show. */
function applyLimits(x: OktaExchange, { row, usedBucket, usedAll }: Identity, bucket: Bucket) {
  x.client = toClient(row);
  const limit = bucketLimits[bucket] * row.rate_factor;
  const limitOfAll = bucketLimits.all * row.rate_factor;
  const isAll = limitOfAll - usedAll < limit - usedBucket;
  const [most, used] = isAll ? [limitOfAll, usedAll] : [limit, usedBucket];
  x.rateLimit = most;
  x.rateRemaining = Math.max(0, most - used);
  x.rateExceeded = used > most;
  x.rateResetAt = row.reset_at;
}

async function identifyBatch(
  db: Queryable,
  items: readonly Asked[],
  now: Date | null,
): Promise<(Identity | null)[]> {
  const asked = new Map<string, Asked & { count: number }>();
  const keyOf = (item: { hash: string; bucket: string }) => `${item.hash}:${item.bucket}`;
  for (const item of items) {
    const known = asked.get(keyOf(item));
    if (known) known.count++;
    else asked.set(keyOf(item), { ...item, count: 1 });
  }
  const rows = await identifyOktaTokens(db, [...asked.values()], now);
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  // The database counted the whole batch: each request gets its own place in it.
  const counters = new Map<string, number>();
  for (const row of rows) {
    const count = asked.get(keyOf(row))?.count ?? 0;
    for (const [key, used] of countersOf(row)) {
      counters.set(key, (counters.get(key) ?? Number(used)) - count);
    }
  }
  return items.map((item) => {
    const row = found.get(keyOf(item));
    if (!row) return null;
    const [usedBucket = 0, usedAll = 0] = countersOf(row).map(([key]) => {
      const used = (counters.get(key) ?? 0) + 1;
      counters.set(key, used);
      return used;
    });
    return { row, usedBucket, usedAll };
  });
}

const countersOf = (row: FoundOktaToken): [string, string][] => [
  [`${row.okta_org_id}:${row.bucket}`, row.used_bucket],
  [`${row.okta_org_id}:all`, row.used_all],
];
