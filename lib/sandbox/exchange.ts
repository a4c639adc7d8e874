import type { TokenKind } from '#lib/db/schema/apps.ts';
import type { IdempotencyOutcome } from '#lib/db/schema/sandbox.ts';
import type { InstallationActor } from '#lib/domain/ctx.ts';
import type { EncodedText } from '#lib/std/encoded-text.ts';
import type { RequestId, TokenId } from '#lib/std/ids.ts';
import type { OperationId } from './partners/catalog.ts';

/** What the door knows of a call beside the Request. */
export type CallInfo = {
  clientAddress: string;
  /** The door's name for the call; absent: the sandbox gives it one. */
  requestId?: RequestId;
  /** How often a header was sent; a web Request joins what was sent twice. Absent: once. */
  countHeader?: (name: string) => number;
  /** Closes the caller's connection without an answer; absent: the answer's body breaks off instead. */
  dropConnection?: () => void;
};

/** Whom a valid token speaks for, as it stands in the database at this very request. */
export type Client = {
  actor: InstallationActor;
  /** `module` of whoami. */
  module: string;
  timeZone: string;
  tokenHash: string;
  tokenId: TokenId;
  tokenGeneration: number;
  tokenKind: TokenKind;
};

export type Answer = {
  status: number;
  /** JSON text. */
  body: string;
  /** The same, when many answers share it. */
  encoded?: EncodedText;
  headers?: Record<string, string>;
  /** For the log. */
  error?: string;
  deniedScope?: string;
};

export type Params = Readonly<Record<string, string>>;

/** What happens after the answer is made, to practise failures. */
export type Fault = { kind: 'timeout' } | { kind: 'drop' } | { kind: 'slow'; ms: number };

/** One call on its way through the stages; each stage fills in what it finds out. */
export type Exchange = {
  request: Request;
  info: CallInfo;
  requestId: RequestId;
  startedAt: Date;
  /** From performance.now(). */
  startedMs: number;
  method: string;
  /** Relative to the base URL. */
  path: string;
  /** Without the question mark. */
  query: string;
  /** Of the token that is sent, if its form and checksum are right. */
  tokenHash: string | null;
  /** What was begun before it is known who calls; see `createReadAhead`. */
  ahead: { client: Client; operationId: OperationId; answer: Promise<Answer> } | null;
  client: Client | null;
  rateLimit: number;
  rateRemaining: number;
  /** Whole seconds until the window ends. */
  rateResetSeconds: number;
  rateExceeded: boolean;
  operationId: OperationId | null;
  params: Params;
  bodyText: string | null;
  body: Record<string, unknown>;
  idempotencyKey: string | null;
  idempotency: IdempotencyOutcome | null;
  fault: Fault | null;
  /** True when the log row was written in the transaction of the effect. */
  logged: boolean;
};

const noParams: Params = Object.freeze({});

export function newExchange(
  request: Request,
  info: CallInfo,
  requestId: RequestId,
  startedAt: Date,
  path: string,
  query: string,
): Exchange {
  return {
    request,
    info,
    requestId,
    startedAt,
    startedMs: performance.now(),
    method: request.method,
    path,
    query,
    tokenHash: null,
    ahead: null,
    client: null,
    rateLimit: 0,
    rateRemaining: 0,
    rateResetSeconds: 60,
    rateExceeded: false,
    operationId: null,
    params: noParams,
    bodyText: null,
    body: {},
    idempotencyKey: null,
    idempotency: null,
    fault: null,
    logged: false,
  };
}
