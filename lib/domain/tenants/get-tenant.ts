import { rawOf } from '#lib/db/raw.ts';
import { AppError } from '#lib/errors.ts';
import type { UserCtx } from '../ctx.ts';
import { listMessageRows, selectCapabilities } from '../notifications/queries.ts';
import { channelNames } from '../notifications/schemas.ts';
import { countRecords, findTenantRow } from './queries.ts';

/** Messages on one page of the outbox. */
export const outboxPageSize = 50;

const wholeNumber = /^[1-9][0-9]{0,9}$/;

/** One of the organization's schools. `id` is a text from an address. Throws `not_found`, also for another's. */
export async function requireTenant(ctx: UserCtx, id: string) {
  const tenantId = wholeNumber.test(id) ? Number(id) : 0;
  const isPossible = tenantId > 0 && tenantId < 2 ** 31;
  const tenant = isPossible ? await findTenantRow(ctx.db, ctx.actor.orgId, tenantId) : null;
  if (!tenant) throw new AppError('not_found');
  return tenant;
}

/**
 * A school with its records counted, its notification channels, and its outbox, newest first: `before` is the id of
 * the last message of the page before. Throws `not_found`.
 */
export async function getTenant(ctx: UserCtx, id: string, before: string | null) {
  const tenant = await requireTenant(ctx, id);
  const beforeId = before !== null && wholeNumber.test(before) ? Number(before) : null;
  const [records, capabilities, messages] = await Promise.all([
    countRecords(ctx.db, tenant.id),
    selectCapabilities(rawOf(ctx.db), tenant.id),
    listMessageRows(ctx.db, tenant.id, beforeId, outboxPageSize + 1),
  ]);
  const outbox = messages.slice(0, outboxPageSize);
  return {
    tenant,
    records,
    channels: channelNames.flatMap(
      (name) => capabilities.find(({ channel }) => channel === name) ?? [],
    ),
    outbox,
    next: messages.length > outboxPageSize ? (outbox.at(-1)?.id ?? null) : null,
  };
}

export type OutboxMessage = Awaited<ReturnType<typeof getTenant>>['outbox'][number];
