import type { RequestId } from '#lib/std/ids.ts';
import { redactQuery, redactText } from '#lib/std/redact.ts';
import type { LogRow } from '../queries.ts';
import type { OktaAnswer, OktaExchange } from './exchange.ts';

const textLimit = 2000;
const shortened = (text: string) =>
  text.length <= textLimit ? text : text.slice(0, textLimit).toWellFormed();

/**
 * The log row of an answered call. Bodies are not kept: secrets and passwords pass through them. Nor is a secret that a
 * caller has put into the address by mistake.
 */
export function toOktaLogRow(x: OktaExchange, answer: OktaAnswer): LogRow {
  return {
    // The name that the caller saw, so that it can be found again.
    id: x.requestId as RequestId,
    api: 'okta',
    org_id: x.client?.orgId ?? null,
    app_id: null,
    installation_id: null,
    tenant_id: null,
    token_id: null,
    token_generation: null,
    token_kind: null,
    method: x.method,
    path: shortened(redactText(x.path)),
    query: shortened(redactQuery(x.query)),
    operation_id: x.operationId,
    status: answer.status,
    error_code: answer.error ?? null,
    denied_scope: null,
    idempotency_key: null,
    idempotency: null,
    duration_us: Math.round((performance.now() - x.startedMs) * 1000),
    client_address: x.info.clientAddress,
    user_agent: shortened(redactText(x.request.headers.get('user-agent') ?? '')) || null,
    request_body: null,
    response_body: null,
    created_at: x.startedAt,
  };
}
