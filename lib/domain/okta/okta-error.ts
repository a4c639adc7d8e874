/**
 * The codes that the sandbox answers, with their status and text. `content/apis/okta/error-codes.yaml` has every
 * code of the API; a test holds the two together (contract, Okta 4).
 */
export const oktaErrors = {
  E0000001: { status: 400, summary: 'Api validation failed: {0}' },
  E0000002: { status: 400, summary: 'The request was not valid: {0}' },
  E0000003: { status: 400, summary: 'The request body was not well-formed.' },
  E0000006: {
    status: 403,
    summary: 'You do not have permission to perform the requested action',
  },
  E0000007: { status: 404, summary: 'Not found: {0}' },
  E0000008: { status: 404, summary: 'The requested path was not found' },
  E0000009: { status: 500, summary: 'Internal Server Error' },
  E0000011: { status: 401, summary: 'Invalid token provided' },
  E0000018: {
    status: 400,
    summary: 'Bad request.  Accept and/or Content-Type headers are likely not set.',
  },
  E0000021: {
    status: 400,
    summary:
      'Bad request.  Accept and/or Content-Type headers likely do not match supported values.',
  },
  E0000022: { status: 405, summary: 'The endpoint does not support the provided HTTP method' },
  E0000028: { status: 400, summary: 'The request is missing a required parameter.' },
  E0000029: { status: 400, summary: 'Invalid paging request.' },
  E0000031: { status: 400, summary: 'Invalid search criteria.' },
  E0000033: {
    status: 400,
    summary: "Bad request. Can't specify a search query and filter in the same request.",
  },
  E0000037: { status: 400, summary: 'Type mismatch exception.  {0}' },
  E0000040: {
    status: 400,
    summary: 'Application label must not be the same as an existing application label.',
  },
  E0000041: {
    status: 400,
    summary: 'Credentials should not be set on this resource based on the scheme.',
  },
  E0000044: { status: 403, summary: 'Self service application assignment is not supported.' },
  E0000047: { status: 429, summary: 'API call exceeded rate limit due to too many requests.' },
  E0000056: { status: 403, summary: 'Delete application forbidden.' },
  E0000063: { status: 400, summary: 'Invalid combination of parameters specified.' },
  E0000094: { status: 400, summary: 'The provided filter is unsupported.' },
  E0000122: {
    status: 406,
    summary: "Accept Header did not contain supported media type 'application/json'",
  },
} as const satisfies Record<string, { status: number; summary: string }>;

export type OktaErrorCode = keyof typeof oktaErrors;

type OktaErrorOptions = {
  /** Fills `{0}` of the summary. */
  about?: string;
  /** One entry for each fault. */
  causes?: readonly string[];
  /** Where the answer's status is not the table's: 411 has no code of its own. */
  status?: number;
};

/** A refusal of the Okta API. Everything in it is public. */
export class OktaError extends Error {
  override readonly name = 'OktaError';
  readonly code: OktaErrorCode;
  readonly status: number;
  readonly causes: readonly string[];

  constructor(code: OktaErrorCode, options: OktaErrorOptions = {}) {
    super(oktaErrors[code].summary.replace('{0}', () => options.about ?? ''));
    this.code = code;
    this.status = options.status ?? oktaErrors[code].status;
    this.causes = options.causes ?? [];
  }
}

/** `E0000007`: absent, or another org's. `type` is the kind of thing as the API names it. */
export function notFound(id: string, type: string): OktaError {
  // What the caller sent comes back in the text: bounded, so that an answer never grows with a request.
  return new OktaError('E0000007', {
    about: `Resource not found: ${id.slice(0, 200)} (${type})`,
  });
}

/** `E0000001` about a field or an object, with one cause for each fault. */
export function invalid(about: string, ...causes: readonly string[]): OktaError {
  return new OktaError('E0000001', { about, causes });
}
