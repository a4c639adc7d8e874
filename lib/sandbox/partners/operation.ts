import type { PageText } from '#lib/domain/paging.ts';
import type { TenantCtx } from '#lib/domain/tenants/tenant-ctx.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import type { Answer, Client, Params } from '../exchange.ts';

/** What an operation gets of the call: everything before it is checked already. */
export type Call = {
  client: Client;
  params: Params;
  /** The query string without its question mark. */
  query: string;
  /** A JSON object, its fields not yet looked at. */
  body: Record<string, unknown>;
};

/**
 * One documented operation: a thin adapter from the call to a domain verb. A `write` runs inside a transaction
 * together with its event, its log row and its stored answer. A `list` is the same for all who may read it in the tenant,
 * so those who ask for the same page at the same time share one answer.
 */
export type Operation = {
  kind: 'read' | 'list' | 'write';
  run(ctx: TenantCtx, call: Call): Promise<Answer> | Answer;
};

/** 200 with the body as it is. */
export function ok(body: unknown): Answer {
  return { status: 200, body: JSON.stringify(body) };
}

/** 200 with a page that is text already. */
export function okPage(page: PageText): Answer {
  return { status: 200, body: page.json };
}

/** 201 with `Location` (contract, Bodies). `path` is relative to the base URL. */
export function created(path: string, data: unknown): Answer {
  return {
    status: 201,
    body: JSON.stringify({ data }),
    headers: { location: routes.partnersBase() + path },
  };
}

const positive = /^[1-9][0-9]{0,15}$/;

/** A path id. What is no positive integer names nothing: `not_found` (contract, Bodies). */
export function recordId(params: Params): number {
  const text = params.id ?? '';
  const id = Number(text);
  if (!positive.test(text) || !Number.isSafeInteger(id)) throw new AppError('not_found');
  return id;
}

/** The parameters of a list. Unknown ones are ignored; of a repeated one the first counts. */
export function pageQuery(query: string): {
  page: string | null;
  per_page: string | null;
  search: string | null;
} {
  if (query === '') return { page: null, per_page: null, search: null };
  const given = new URLSearchParams(query);
  return { page: given.get('page'), per_page: given.get('per_page'), search: given.get('search') };
}
