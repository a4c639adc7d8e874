import { randomBytes } from 'node:crypto';
import type { Database } from '#lib/db/client.ts';
import { createCursors } from '#lib/domain/okta/cursors.ts';
import { type OktaCtx, sealerPurpose } from '#lib/domain/okta/okta-ctx.ts';
import { OktaError } from '#lib/domain/okta/okta-error.ts';
import { createSealer } from '#lib/std/aead.ts';
import type { Clock } from '#lib/std/clock.ts';
import { invariant } from '#lib/std/invariant.ts';
import { checkAccept } from './accept.ts';
import { concurrencyLimit } from './buckets.ts';
import type { OktaAnswer, OktaExchange } from './exchange.ts';
import { createOperations } from './operations.ts';
import { readOktaBody, requireLength } from './read-body.ts';

type Operate = (x: OktaExchange) => Promise<OktaAnswer>;

const json = ['application/json'];

/** The last stage: 406, 411 and the body, then the operation with what it needs of its org. */
export function createOktaOperate(options: {
  db: Database;
  clock: Clock;
  secret: string;
  portalUrl: string;
}): Operate {
  const operations = createOperations(createCursors(options.secret));
  const sealer = createSealer(options.secret, sealerPurpose);
  return async (x) => {
    invariant(x.client && x.operationId && x.matched, 'routed and authenticated');
    const { operationId, client, matched, request } = x;
    const operation = operations[operationId];
    checkAccept(request.headers.get('accept'), operation.produces ?? json);
    requireLength(x);
    await readOktaBody(x, operation.body ?? 'none');
    const ctx: OktaCtx = {
      db: options.db,
      clock: options.clock,
      actor: { type: 'system' },
      requestId: null,
      clientAddress: x.info.clientAddress,
      oktaOrgId: client.oktaOrgId,
      subdomain: client.subdomain,
      userTypeId: client.userTypeId,
      baseUrl: options.portalUrl,
      sealer,
      random: randomBytes,
    };
    return operation.run(ctx, {
      operationId,
      params: matched.params,
      query: new URLSearchParams(x.query),
      rawQuery: x.query,
      path: x.path,
      headers: request.headers,
      body: x.body,
      bytes: x.bytes,
    });
  };
}

/**
 * One org runs so many requests at once in one process; one more is told to wait, with a limit of 0
 * (contract, Okta 5).
 */
export function boundConcurrency(operate: Operate): Operate {
  const running = new Map<string, number>();
  return async (x) => {
    const org = x.client?.oktaOrgId ?? '';
    const now = running.get(org) ?? 0;
    if (now >= concurrencyLimit) {
      x.rateLimit = 0;
      x.rateRemaining = 0;
      throw new OktaError('E0000047');
    }
    running.set(org, now + 1);
    try {
      return await operate(x);
    } finally {
      const left = (running.get(org) ?? 1) - 1;
      if (left === 0) running.delete(org);
      else running.set(org, left);
    }
  };
}
