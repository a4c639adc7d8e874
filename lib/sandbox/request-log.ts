import type { Queryable } from '#lib/db/raw.ts';
import { redactQuery, redactText } from '#lib/std/redact.ts';
import type { Answer, Exchange } from './exchange.ts';
import { insertLogs, type LogRow } from './queries.ts';

const flushAfterMs = 25;
const batchSize = 128;
// While the database is away rows wait here; beyond this many the oldest are given up.
const keepAtMost = 20_000;
const bodyLimit = 16 * 1024;
const textLimit = 2000;

const shortened = (text: string, limit: number) =>
  text.length <= limit ? text : text.slice(0, limit).toWellFormed();

/**
 * The log row of an answered call. Bodies of writes and refusals are kept, shortened. No secret is kept, wherever a caller
 * may have put it by mistake: a token in the query, a password in a body.
 */
export function toLogRow(x: Exchange, answer: Answer): LogRow {
  const { client } = x;
  const keepBody = answer.status >= 400 || x.bodyText !== null;
  return {
    id: x.requestId,
    api: 'partners',
    org_id: client?.actor.orgId ?? null,
    app_id: client?.actor.appId ?? null,
    installation_id: client?.actor.installationId ?? null,
    tenant_id: client?.actor.tenantId ?? null,
    token_id: client?.tokenId ?? null,
    token_generation: client?.tokenGeneration ?? null,
    token_kind: client?.tokenKind ?? null,
    method: x.method,
    path: shortened(redactQuery(x.path), textLimit),
    query: shortened(redactQuery(x.query), textLimit),
    operation_id: x.operationId,
    status: answer.status,
    error_code: answer.error ?? null,
    denied_scope: answer.deniedScope ?? null,
    idempotency_key: x.idempotencyKey && redactText(x.idempotencyKey),
    idempotency: x.idempotency,
    duration_us: Math.round((performance.now() - x.startedMs) * 1000),
    client_address: x.info.clientAddress,
    user_agent: shortened(redactText(x.request.headers.get('user-agent') ?? ''), textLimit) || null,
    request_body: x.bodyText === null ? null : shortened(redactText(x.bodyText), bodyLimit),
    response_body: keepBody ? shortened(redactText(answer.body), bodyLimit) : null,
    created_at: x.startedAt,
  };
}

export type RequestLog = {
  add(row: LogRow): void;
  /** Resolves when everything added before is written. */
  close(): Promise<void>;
};

/** Gathers the rows of reads and refusals and writes them in bulk, at most 25 ms later. */
export function createRequestLog(db: Queryable, onError: (error: unknown) => void): RequestLog {
  let rows: LogRow[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> | null = null;

  const write = async () => {
    while (rows.length > 0) {
      const batch = rows.splice(0, batchSize);
      try {
        await insertLogs(db, batch);
      } catch (error) {
        onError(error);
        rows = [...batch, ...rows].slice(-keepAtMost);
        return;
      }
    }
  };
  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    writing ??= write().finally(() => {
      writing = null;
      if (rows.length > 0) schedule();
    });
    return writing;
  };
  const schedule = () => {
    timer ??= setTimeout(flush, flushAfterMs).unref();
  };

  return {
    add(row) {
      rows.push(row);
      if (rows.length >= batchSize) void flush();
      else schedule();
    },
    async close() {
      await flush();
      if (rows.length > 0) await flush();
      if (timer) clearTimeout(timer);
    },
  };
}
