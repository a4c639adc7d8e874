import { AppError } from '#lib/errors.ts';
import { csvLine } from '#lib/std/csv.ts';
import type { UserCtx } from '../ctx.ts';
import { momentOf } from '../deliveries/moments.ts';
import {
  type AuditNarrowing,
  type AuditRow,
  type ChainCheck,
  checkAuditChain,
  findAuditRow,
  listAuditActions,
  listAuditActors,
  listAuditRows,
  listAuditRowsAfter,
} from './queries.ts';
import type { AuditActor, AuditFilter } from './schemas.ts';

export type { AuditRow, ChainCheck } from './queries.ts';

const pageSize = 50;
const exportPageSize = 1000;

function assertMayRead({ actor }: UserCtx): void {
  if (actor.role !== 'owner' && actor.role !== 'admin') throw new AppError('forbidden');
}

function narrow(ctx: UserCtx, filter: AuditFilter): AuditNarrowing {
  const { actor, action, target } = filter;
  const at = (text: string | undefined) => {
    const ms = text ? momentOf(text, ctx.clock.now()) : Number.NaN;
    return Number.isNaN(ms) ? null : new Date(ms);
  };
  return { actor, action, target, since: at(filter.since), until: at(filter.until) };
}

/**
 * Who did what in the user's organization, the newest first, and what it can be narrowed to. `next` is the position
 * below which the next page begins. Owners and admins only; throws `forbidden`.
 */
export async function listAudit(
  ctx: UserCtx,
  filter: AuditFilter,
): Promise<{ rows: AuditRow[]; next: number | null; actions: string[]; actors: AuditActor[] }> {
  assertMayRead(ctx);
  const { orgId } = ctx.actor;
  const page = { before: filter.before, limit: pageSize + 1 };
  const [rows, actions, actors] = await Promise.all([
    listAuditRows(ctx.db, orgId, narrow(ctx, filter), page),
    listAuditActions(ctx.db, orgId),
    listAuditActors(ctx.db, orgId),
  ]);
  const shown = rows.slice(0, pageSize);
  const next = rows.length > pageSize ? (shown.at(-1)?.position ?? null) : null;
  return { rows: shown, next, actions, actors };
}

/** The first entry that does not fit, as far as it is still there. */
export type BrokenEntry = Pick<
  AuditRow,
  'id' | 'action' | 'subject' | 'actor' | 'actorName' | 'createdAt'
>;
export type VerifiedAudit = ChainCheck & { intact: boolean; broken: BrokenEntry | null };

/** Computes the organization's hash chain anew. Owners and admins only; throws `forbidden`. */
export async function verifyAudit(ctx: UserCtx): Promise<VerifiedAudit> {
  assertMayRead(ctx);
  const { orgId } = ctx.actor;
  const check = await checkAuditChain(ctx.db, orgId);
  const { brokenAt, unlinked } = check;
  const row = brokenAt === null ? null : await findAuditRow(ctx.db, orgId, brokenAt);
  return { ...check, intact: brokenAt === null && unlinked === 0, broken: row };
}

export const auditFormats = ['csv', 'ndjson'] as const;
export type AuditFormat = (typeof auditFormats)[number];

const header = [
  'position',
  'at',
  'actor',
  'actor_name',
  'actor_email',
  'action',
  'subject',
  'client_address',
  'details',
  'hash',
];

function valuesOf(row: AuditRow) {
  const { position, createdAt, actor, actorName, actorEmail, action, subject } = row;
  const at = createdAt.toISOString();
  const who = { actor, actor_name: actorName, actor_email: actorEmail };
  const { clientAddress: client_address, details, hash } = row;
  return { position, at, ...who, action, subject, client_address, details, hash };
}

function csvOf(row: AuditRow): string {
  const { details, ...rest } = valuesOf(row);
  const { hash, ...first } = rest;
  return csvLine([...Object.values(first), JSON.stringify(details), hash]);
}

/**
 * The audit trail as text, the whole or what a filter leaves, the oldest first, in pieces. CSV is inert in
 * spreadsheets. Owners and admins only; throws `forbidden` before the first piece.
 */
export function exportAudit(
  ctx: UserCtx,
  format: AuditFormat,
  filter: AuditFilter = {},
): AsyncGenerator<string> {
  assertMayRead(ctx);
  return pieces(ctx, format, narrow(ctx, filter));
}

async function* pieces(
  ctx: UserCtx,
  format: AuditFormat,
  by: AuditNarrowing,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(header);
  let after = 0;
  for (;;) {
    const page = { after, limit: exportPageSize };
    const rows = await listAuditRowsAfter(ctx.db, ctx.actor.orgId, by, page);
    const lines = rows.map((row) =>
      format === 'csv' ? csvOf(row) : `${JSON.stringify(valuesOf(row))}\n`,
    );
    if (lines.length > 0) yield lines.join('');
    if (rows.length < exportPageSize) return;
    after = rows.at(-1)?.position ?? after;
  }
}
