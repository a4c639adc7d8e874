/**
 * The table of error codes. Each code of the Partners API has a page under `/errors/{code}`
 * (`content/errors/{code}.mdx`); a test holds the two together.
 *
 * `message` is public: it is the default text of the answer's envelope and tells the caller what
 * to do, never what happened inside. What happened inside travels as `cause` and ends in the log.
 */

type ErrorEntry = {
  /** Who answers with this code: the Partners API, or the portal's own pages and relay. */
  readonly api: 'partners' | 'portal';
  /** HTTP status. */
  readonly status: number;
  /** Public default text. */
  readonly message: string;
};

/** Error codes of the Partners API (contract: Errors). The codes are part of the contract. */
export const partnerErrors = {
  bad_request: {
    api: 'partners',
    status: 400,
    message: 'The request body must be a JSON object, sent as application/json in UTF-8.',
  },
  invalid_idempotency_key: {
    api: 'partners',
    status: 400,
    message: 'The Idempotency-Key header must be 1 to 255 printable ASCII characters.',
  },
  unauthenticated: {
    api: 'partners',
    status: 401,
    message: 'A valid installation token is required: Authorization: Bearer <installation_token>.',
  },
  scope_not_granted: {
    api: 'partners',
    status: 403,
    message: 'The given scope is not granted for this installation.',
  },
  not_found: {
    api: 'partners',
    status: 404,
    message: 'The requested resource was not found.',
  },
  method_not_allowed: {
    api: 'partners',
    status: 405,
    message: 'This path does not support the request method. See the Allow header.',
  },
  conflict: {
    api: 'partners',
    status: 409,
    message: 'The request conflicts with the current state of the tenant.',
  },
  idempotency_conflict: {
    api: 'partners',
    status: 409,
    message: 'This Idempotency-Key was already used with another method, path or body.',
  },
  idempotency_in_progress: {
    api: 'partners',
    status: 409,
    message: 'The first request with this Idempotency-Key is still running. Retry shortly.',
  },
  payload_too_large: {
    api: 'partners',
    status: 413,
    message: 'The request body is larger than 1 MiB.',
  },
  validation_failed: {
    api: 'partners',
    status: 422,
    message: 'The given data is invalid. See errors for each field.',
  },
  rate_limited: {
    api: 'partners',
    status: 429,
    message: 'Too many requests. Retry after the seconds given in Retry-After.',
  },
  server_error: {
    api: 'partners',
    status: 500,
    message: 'The request could not be completed. Retry with backoff.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** Error codes of the portal itself: its pages, its actions and the console's relay. */
export const portalErrors = {
  not_signed_in: { api: 'portal', status: 401, message: 'Sign in to continue.' },
  sign_in_failed: {
    api: 'portal',
    status: 401,
    message: 'The e-mail address or the password is not right. Check both and try again.',
  },
  forbidden: { api: 'portal', status: 403, message: 'Your role does not allow this action.' },
  confirmation_required: {
    api: 'portal',
    status: 403,
    message: 'Confirm with your password. A confirmation is good for ten minutes.',
  },
  foreign_origin: {
    api: 'portal',
    status: 403,
    message: 'This action can only be started from a page of the portal.',
  },
  target_refused: {
    api: 'portal',
    status: 403,
    message: 'The portal does not send requests to this address.',
  },
  upstream_redirected: {
    api: 'portal',
    status: 502,
    message: 'The API answered with a redirect. The portal does not follow redirects.',
  },
  upstream_too_large: {
    api: 'portal',
    status: 502,
    message: 'The answer of the API is larger than the portal passes on.',
  },
  upstream_unreachable: { api: 'portal', status: 502, message: 'The API could not be reached.' },
  upstream_timeout: { api: 'portal', status: 504, message: 'The API did not answer in time.' },
} as const satisfies Record<string, ErrorEntry>;

export type PartnerErrorCode = keyof typeof partnerErrors;
export type PortalErrorCode = keyof typeof portalErrors;
export type ErrorCode = PartnerErrorCode | PortalErrorCode;

/** Every code in one table. */
export const errorTable: Readonly<Record<ErrorCode, ErrorEntry>> = {
  ...partnerErrors,
  ...portalErrors,
};

/** Texts by field: a body field, a path into the body (`parameters.grade_id`), or a query parameter. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** What an answer says beside `message` and `error`: envelope fields and headers. */
export type ErrorDetails = {
  /** Envelope field of `scope_not_granted`: the scope that the operation needs. */
  readonly scope?: string;
  /** Envelope field of `conflict`: the field whose value is taken or cannot be served. */
  readonly field?: string;
  /** Envelope field of `validation_failed`. */
  readonly errors?: FieldErrors;
  /** Header `Retry-After`, whole seconds (`rate_limited`, `idempotency_in_progress`). */
  readonly retryAfterSeconds?: number;
  /** Header `Allow` (`method_not_allowed`). */
  readonly allow?: readonly string[];
};

type AppErrorOptions = {
  /** Public text; the table's text when absent. */
  readonly message?: string;
  readonly details?: ErrorDetails;
  /** What happened inside. For the log; no answer carries it. */
  readonly cause?: unknown;
};

/**
 * A refusal that a caller is told about. `message` and `details` are public; `cause` is not.
 * What must never happen is an `invariant`, not an `AppError`.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** HTTP status of the code. */
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    const entry = errorTable[code];
    super(options.message ?? entry.message, { cause: options.cause });
    this.code = code;
    this.status = entry.status;
    this.details = options.details ?? {};
  }
}

/** The body of an error answer: `{message, error, …}` (contract: Errors). */
export type ErrorEnvelope = {
  readonly message: string;
  readonly error: ErrorCode;
  readonly scope?: string;
  readonly field?: string;
  readonly errors?: FieldErrors;
};

/**
 * Makes the public body of an error answer (contract: Errors). Header values and `cause` stay out.
 */
export function errorEnvelope(error: AppError): ErrorEnvelope {
  const { scope, field, errors } = error.details;
  return {
    message: error.message,
    error: error.code,
    ...(scope === undefined ? {} : { scope }),
    ...(field === undefined ? {} : { field }),
    ...(errors === undefined ? {} : { errors }),
  };
}
