import { hash } from 'node:crypto';
import type { Database } from '#lib/db/client.ts';
import { rawOf } from '#lib/db/raw.ts';
import type { TenantCtx } from '#lib/domain/tenants/tenant-ctx.ts';
import { inTransaction, isRace } from '#lib/domain/transaction.ts';
import { AppError } from '#lib/errors.ts';
import type { Clock } from '#lib/std/clock.ts';
import { invariant } from '#lib/std/invariant.ts';
import { createTurns } from '#lib/std/turns.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { errorAnswer } from '../answer.ts';
import type { Answer, Client, Exchange } from '../exchange.ts';
import type { Call, Operation } from '../partners/operation.ts';
import { operations } from '../partners/operations.ts';
import { findStoredAnswer, insertLogAndAnswer, tryLockKey } from '../queries.ts';
import { toLogRow } from '../request-log.ts';
import { contextOf, type Lists } from './lists.ts';
import { aheadOf } from './read-ahead.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The last stage: the operation itself. A write runs in one transaction with all that follows from it. */
export function createOperate(
  db: Database,
  clock: Clock,
  lists: Lists,
): (x: Exchange) => Promise<Answer> {
  const turns = createTurns<number>(writersOf(db));
  return async (x) => {
    invariant(x.client && x.operationId, 'routed and authenticated');
    const operation = operations[x.operationId];
    const ctx = contextOf(db, clock, x, x.client);
    const call: Call = { client: x.client, params: x.params, query: x.query, body: x.body };
    if (operation.kind === 'read') return operation.run(ctx, call);
    if (operation.kind === 'list') {
      return aheadOf(x)?.answer ?? lists(x, x.client, x.operationId);
    }
    const write = () => runWrite(ctx, x, x.client as Client, operation, call); // Checked above.
    return turns(ctx.actor.tenantId, () =>
      write().catch((error: unknown) => {
        if (!isRace(error)) throw error;
        // Another transaction was first, or resets the tenant: the second look sees what it did and refuses or finds it.
        return write();
      }),
    );
  };
}

/**
 * Writes of one tenant may have to wait for a lock, as while it is reset. Then a quarter of the connections is left, and
 * with them every other tenant.
 */
const writersOf = (db: Database) =>
  Math.max(1, Math.floor(((db.$client.options.max ?? 10) * 3) / 4));

async function runWrite(
  outer: TenantCtx,
  x: Exchange,
  client: Client,
  operation: Operation,
  call: Call,
): Promise<Answer> {
  const { installationId } = client.actor;
  const key = x.idempotencyKey;
  const fingerprint = key === null ? '' : fingerprintOf(x);
  const answer = await inTransaction(outer, async (inner) => {
    const ctx: TenantCtx = { ...outer, db: inner.db };
    const db = rawOf(ctx.db);
    if (key !== null) {
      const known = await lookUp(ctx, x, key, fingerprint);
      if (known) return known;
    }
    const result = await attempt(operation, ctx, call, key !== null);
    if (key !== null) x.idempotency = 'stored';
    const headers = result.headers ?? {};
    const stored = { fingerprint, status: result.status, headers, body: result.body };
    const row = toLogRow(x, result);
    await insertLogAndAnswer(db, row, key === null ? null : { ...stored, installationId, key });
    return result;
  });
  if (x.idempotency !== 'replayed') {
    x.logged = true;
    if (answer.status < 300) wakeDeliveries();
  }
  return answer;
}

/** What the key already stands for (contract, Idempotency); null: this call is the first. */
async function lookUp(
  ctx: TenantCtx,
  x: Exchange,
  key: string,
  fingerprint: string,
): Promise<Answer | null> {
  const db = rawOf(ctx.db);
  const { installationId } = ctx.actor;
  if (!(await tryLockKey(db, installationId, key))) {
    x.idempotency = 'in_progress';
    throw new AppError('idempotency_in_progress', { details: { retryAfterSeconds: 1 } });
  }
  const since = new Date(ctx.clock.now().getTime() - dayMs);
  const stored = await findStoredAnswer(db, installationId, key, since);
  if (!stored) return null;
  if (stored.fingerprint !== fingerprint) {
    x.idempotency = 'conflict';
    throw new AppError('idempotency_conflict');
  }
  x.idempotency = 'replayed';
  return {
    status: stored.status,
    body: stored.body,
    headers: { ...stored.headers, 'idempotency-replayed': 'true' },
  };
}

/**
 * Under a key a refusal by state or by fields is an answer to be kept. Verbs refuse before they change anything,
 * so the transaction has nothing of theirs to take back. Everything else rolls back and keeps nothing.
 */
async function attempt(
  operation: Operation,
  ctx: TenantCtx,
  call: Call,
  hasKey: boolean,
): Promise<Answer> {
  try {
    return await operation.run(ctx, call);
  } catch (error) {
    const kept = error instanceof AppError && (error.status === 422 || error.code === 'conflict');
    if (!hasKey || !kept) throw error;
    return errorAnswer(error);
  }
}

function fingerprintOf(x: Exchange): string {
  return hash('sha256', `${x.method} ${x.path}\n${x.bodyText}`, 'hex');
}
