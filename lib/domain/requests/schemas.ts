import { z } from 'zod';
import type { IdempotencyOutcome } from '#lib/db/schema/sandbox.ts';
import type { AppId, InstallationId, RequestId, TokenId } from '#lib/std/ids.ts';
import { isId } from '#lib/std/is-id.ts';
import { filterMoment, filterText } from '../filter-fields.ts';

/** Answered calls are kept for this long, then the worker purges them whole. */
export const requestLogDays = 30;

export const requestMethods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;
export const idempotencyOutcomes = [
  'stored',
  'replayed',
  'conflict',
  'in_progress',
  'invalid',
] as const satisfies readonly IdempotencyOutcome[];

const idOf = <P extends 'req' | 'ins' | 'tok'>(prefix: P) =>
  z
    .custom<`${P}_${string}`>((id) => isId(prefix, id))
    .optional()
    .catch(undefined);

/**
 * Which answered calls a list shows; stands in the page's address. A wrong value is as if it were not there, but for
 * `id`: whoever looks for a request that is none finds none.
 */
export const requestFilter = z.object({
  /** A class, one status, `errors`: 4xx and 5xx, or `denied`: a scope was missing. */
  status: z
    .union([z.enum(['2xx', '4xx', '5xx', 'errors', 'denied']), z.string().regex(/^[1-5]\d\d$/)])
    .optional()
    .catch(undefined),
  method: z.enum(requestMethods).optional().catch(undefined),
  source: z.enum(['console', 'app']).optional().catch(undefined),
  operation: filterText(100),
  path: filterText(200),
  tenant: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
  installation: idOf('ins'),
  token: idOf('tok'),
  idempotency: z.enum(idempotencyOutcomes).optional().catch(undefined),
  /** `24h` before now, or a moment. */
  since: filterMoment,
  until: filterMoment,
  id: filterText(100),
  before: idOf('req'),
});
export type RequestFilter = z.infer<typeof requestFilter>;
export type RequestFilterName = Exclude<keyof RequestFilter, 'before'>;

export const requestFilterNames = [
  'status',
  'method',
  'source',
  'operation',
  'path',
  'tenant',
  'installation',
  'token',
  'idempotency',
  'since',
  'until',
  'id',
] as const satisfies readonly RequestFilterName[];

/** The filters of an address in one order, so that the same view has one key. */
export function requestQuery(given: Record<string, unknown>): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of [...requestFilterNames, 'before']) {
    const value = given[name];
    if (typeof value === 'string' && value !== '') search.set(name, value);
  }
  return search;
}

/** A row of the list, as it travels to the browser. */
export type RequestView = {
  id: RequestId;
  appId: AppId | null;
  method: string;
  path: string;
  query: string;
  operationId: string | null;
  status: number;
  errorCode: string | null;
  isConsole: boolean;
  idempotency: IdempotencyOutcome | null;
  durationUs: number;
  /** ISO 8601. */
  at: string;
};

export type RequestList = {
  requests: RequestView[];
  /** Give it back as `before` for older ones; null: there are none. */
  next: RequestId | null;
  /** Give it back as `after` for what came since. Calls may come twice: each is known by its id. */
  mark: RequestId;
  /** False: only what came after the mark. */
  isWhole: boolean;
};

/** What the list can be narrowed to. */
export type RequestChoices = {
  operations: readonly string[];
  tenants: readonly { id: number; name: string }[];
  installations: readonly { id: InstallationId; label: string }[];
  tokens: readonly { id: TokenId; label: string }[];
};
