import type { Database } from '#lib/db/client.ts';
import type { TenantCtx } from '#lib/domain/tenants/tenant-ctx.ts';
import type { Clock } from '#lib/std/clock.ts';
import { encodeText } from '#lib/std/encoded-text.ts';
import { createSharing } from '#lib/std/sharing.ts';
import type { Answer, Client, Exchange } from '../exchange.ts';
import type { OperationId } from '../partners/catalog.ts';
import type { Call } from '../partners/operation.ts';
import { operations } from '../partners/operations.ts';

/** The page that a call asks for, as the client may see it. */
export type Lists = (x: Exchange, client: Client, operationId: OperationId) => Promise<Answer>;

/** Who asks for the same page of the same tenant at the same time shares one answer (decision 022). */
export function createLists(db: Database, clock: Clock): Lists {
  const share = createSharing<Answer>(2);
  return (x, client, operationId) => {
    const ctx = contextOf(db, clock, x, client);
    const call: Call = { client, params: {}, query: x.query, body: {} };
    const question = `${ctx.actor.tenantId} ${operationId} ${x.query}`;
    return share(question, async () => {
      const answer = await operations[operationId].run(ctx, call);
      return { ...answer, encoded: encodeText(answer.body) };
    });
  };
}

/** What the verbs of the domain get first. */
export function contextOf(db: Database, clock: Clock, x: Exchange, client: Client): TenantCtx {
  return {
    db,
    clock,
    actor: client.actor,
    requestId: x.requestId,
    clientAddress: x.info.clientAddress,
    timeZone: client.timeZone,
  };
}
