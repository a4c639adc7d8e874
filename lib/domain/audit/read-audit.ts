import { AppError } from '#lib/errors.ts';
import { csvLine } from '#lib/std/csv.ts';
import type { UserCtx } from '../ctx.ts';
import {
  type AuditRow,
  type ChainCheck,
  checkAuditChain,
  listAuditActions,
  listAuditRows,
  listAuditRowsAfter,
} from './queries.ts';

export type { AuditRow, ChainCheck } from './queries.ts';

const pageSize = 50;
const exportPageSize = 1000;

function assertMayRead({ actor }: UserCtx): void {
  if (actor.role !== 'owner' && actor.role !== 'admin') throw new AppError('forbidden');
}

/**
 * Who did what in the user's organization, the newest first. `next` is the position below which the next page
 * begins. Owners and admins only; throws `forbidden`.
 */
export async function listAudit(
  ctx: UserCtx,
  filter: { action?: string; before?: number },
): Promise<{ rows: AuditRow[]; next: number | null; actions: string[] }> {
  assertMayRead(ctx);
  const { orgId } = ctx.actor;
  const [rows, actions] = await Promise.all([
    listAuditRows(ctx.db, orgId, filter, pageSize + 1),
    listAuditActions(ctx.db, orgId),
  ]);
  const page = rows.slice(0, pageSize);
  const next = rows.length > pageSize ? (page.at(-1)?.position ?? null) : null;
  return { rows: page, next, actions };
}

/** Computes the organization's hash chain anew. Owners and admins only; throws `forbidden`. */
export async function verifyAudit(ctx: UserCtx): Promise<ChainCheck & { intact: boolean }> {
  assertMayRead(ctx);
  const check = await checkAuditChain(ctx.db, ctx.actor.orgId);
  return { ...check, intact: check.brokenAt === null && check.unlinked === 0 };
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
 * The whole audit trail as text, the oldest first, in pieces. CSV is inert in spreadsheets. Owners and admins only;
 * throws `forbidden` before the first piece.
 */
export function exportAudit(ctx: UserCtx, format: AuditFormat): AsyncGenerator<string> {
  assertMayRead(ctx);
  return pieces(ctx, format);
}

async function* pieces(ctx: UserCtx, format: AuditFormat): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(header);
  let after = 0;
  for (;;) {
    const rows = await listAuditRowsAfter(ctx.db, ctx.actor.orgId, after, exportPageSize);
    const lines = rows.map((row) =>
      format === 'csv' ? csvOf(row) : `${JSON.stringify(valuesOf(row))}\n`,
    );
    if (lines.length > 0) yield lines.join('');
    if (rows.length < exportPageSize) return;
    after = rows.at(-1)?.position ?? after;
  }
}
