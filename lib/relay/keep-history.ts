import { type ConsoleExchange, historyRow } from '#lib/domain/console/record-request.ts';
import type { HistoryRow } from '#lib/domain/console/running-calls.ts';
import { AppError } from '#lib/errors.ts';
import type { CallAs, RelayCaller } from './caller.ts';
import type { Environment } from './environments.ts';
import type { RelayTarget } from './handle.ts';
import { headerOf, type Outgoing, type UpstreamAnswer } from './send.ts';

/** A call that may go out: checked, and decided as whom. */
export type Call = {
  target: RelayTarget;
  path: string;
  environment: Environment;
  callAs: CallAs;
  outgoing: Outgoing;
};

/** When a call was made and what became of it. */
export type Outcome = { result: UpstreamAnswer | AppError; durationMs: number; at: Date };

/** A call and its outcome as the user's history keeps it; null for guests, who have none. */
export function historyOf(
  caller: RelayCaller,
  call: Call,
  { result: outcome, durationMs, at }: Outcome,
): HistoryRow | null {
  if (caller.kind === 'guest') return null;
  const { target, path, callAs, outgoing } = call;
  const answer = outcome instanceof AppError ? null : outcome;
  const exchange: ConsoleExchange = {
    api: target.api,
    environment: target.environment,
    installationId: callAs.kind === 'installation' ? callAs.installationId : null,
    credentialId: callAs.kind === 'credential' ? callAs.credentialId : null,
    method: outgoing.method,
    path,
    requestHeaders: outgoing.headers,
    requestBody: outgoing.body && textOf(outgoing.body),
    status: answer?.status ?? null,
    errorCode: outcome instanceof AppError ? outcome.code : null,
    responseHeaders: answer?.headers ?? null,
    responseBody: answer && textOf(answer.body),
    upstreamRequestId:
      answer &&
      (headerOf(answer.headers, 'x-request-id') ?? headerOf(answer.headers, 'x-okta-request-id')),
    durationMs,
  };
  return historyRow(caller.ctx, exchange, at);
}

/** null for bytes that are no text. */
function textOf(body: Buffer): string | null {
  const head = body.subarray(0, 64 * 1024);
  return head.includes(0) ? null : head.toString('utf8');
}
