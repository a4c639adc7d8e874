/** Why a request got no usable answer. Stable words: they are stored, filtered by and documented. */
export type FailureCode =
  | 'invalid_url'
  | 'invalid_request'
  | 'denied_address'
  | 'dns_failed'
  | 'connection_refused'
  | 'host_unreachable'
  | 'connection_reset'
  | 'tls_failed'
  | 'timeout'
  | 'invalid_response'
  | 'too_large'
  | 'aborted';

export type Failure = { code: FailureCode; message: string };

// Sentences name what the caller knows already and never an address that only the portal's network knows.
const sentences: Record<FailureCode, string> = {
  invalid_url: 'The address is not a valid http or https URL.',
  invalid_request: 'A header of the request has a character that HTTP does not allow.',
  denied_address: 'The address is private, reserved or the portal itself, so nothing was sent.',
  dns_failed: 'The host name could not be resolved.',
  connection_refused: 'The host refused the connection: nothing listens on this port.',
  host_unreachable: 'The host could not be reached over the network.',
  connection_reset: 'The connection was closed before the answer was complete.',
  tls_failed: 'A secure connection could not be made: check the certificate and its chain.',
  timeout: 'The answer was not complete in time.',
  invalid_response: 'The answer was not valid HTTP.',
  too_large: 'The answer is larger than is accepted.',
  aborted: 'The request was stopped by the portal.',
};

const headersTooLarge = 'Its headers are larger than is accepted: 16 kB.';

/** The public sentence of a code. */
export function failureSentence(code: FailureCode): string {
  return sentences[code];
}

/** Thrown inside `lib/http`; callers of the client get a result value instead. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly code: FailureCode;

  constructor(code: FailureCode, options: { message?: string | undefined; cause?: unknown } = {}) {
    super(options.message ?? sentences[code], { cause: options.cause });
    this.code = code;
  }
}

const bySystemCode: Record<string, FailureCode> = {
  ECONNREFUSED: 'connection_refused',
  EHOSTUNREACH: 'host_unreachable',
  ENETUNREACH: 'host_unreachable',
  EADDRNOTAVAIL: 'host_unreachable',
  UND_ERR_INVALID_ARG: 'invalid_request',
  ECONNRESET: 'connection_reset',
  ECONNABORTED: 'connection_reset',
  EPIPE: 'connection_reset',
  UND_ERR_SOCKET: 'connection_reset',
  UND_ERR_ABORTED: 'aborted',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'invalid_response',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'invalid_response',
};

/** Sorts any error of a socket or of undici under a stable word. */
export function toHttpFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isParserError = error instanceof Error && error.name === 'HTTPParserError';
  const found = isParserError ? 'invalid_response' : bySystemCode[code];
  const message = code === 'UND_ERR_HEADERS_OVERFLOW' ? headersTooLarge : undefined;
  return new HttpFailure(found ?? 'connection_reset', { message, cause: error });
}
