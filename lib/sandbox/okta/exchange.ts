import type { OktaJson } from '#lib/db/schema/okta.ts';
import type { OktaCtx } from '#lib/domain/okta/okta-ctx.ts';
import type { OrgId } from '#lib/std/ids.ts';
import type { CallInfo, Params } from '../exchange.ts';
import type { Bucket } from './buckets.ts';
import type { OktaOperationId } from './catalog.ts';

/** Whom a valid token speaks for, as it stands in the database at this very request. */
export type OktaClient = {
  oktaOrgId: string;
  orgId: OrgId;
  subdomain: string;
  userTypeId: string;
  tokenId: string;
  tokenHash: string;
  /** null: an API token, which may do everything. */
  scopes: readonly string[] | null;
  /** The person who made the API token may only read. */
  readOnly: boolean;
};

export type OktaAnswer = {
  status: number;
  body: string | null;
  /** Several values make several header lines. */
  headers?: Record<string, string | string[]>;
  contentType?: string;
  /** For the log. */
  error?: string;
};

/** What a path is. */
export type Matched = {
  /** By method. */
  operations: Partial<Record<string, OktaOperationId>>;
  params: Params;
  bucket: Bucket;
};

/** One call on its way through the stages; each fills in what it finds out. */
export type OktaExchange = {
  request: Request;
  info: CallInfo;
  requestId: string;
  startedAt: Date;
  startedMs: number;
  method: string;
  path: string;
  query: string;
  matched: Matched | null;
  operationId: OktaOperationId | null;
  client: OktaClient | null;
  rateLimit: number;
  rateRemaining: number;
  /** Unix seconds. */
  rateResetAt: number;
  rateExceeded: boolean;
  /** The origin that may read the answer. */
  allowedOrigin: string | null;
  body: OktaJson;
  /** Bodies that are no JSON. */
  bytes: Uint8Array;
};

/** What an operation gets of the call: everything before it is checked already. */
export type OktaCall = {
  operationId: OktaOperationId;
  params: Params;
  query: URLSearchParams;
  /** The query as it was asked for. */
  rawQuery: string;
  /** Path as it was asked for. */
  path: string;
  headers: Headers;
  body: OktaJson;
  bytes: Uint8Array;
};

/** How an operation reads its body. */
export type BodyForm = 'none' | 'json' | 'optional-json' | 'certificate' | 'form';

export type OktaOperation = {
  body?: BodyForm;
  /** Types of its answer; JSON when not given. */
  produces?: readonly string[];
  run(ctx: OktaCtx, call: OktaCall): Promise<OktaAnswer>;
};
