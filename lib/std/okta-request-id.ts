/** True for what the Okta API answers in `X-Okta-Request-Id`: `req` and 23 characters. */
export const isOktaRequestId = (value: unknown): value is string =>
  typeof value === 'string' && /^req[A-Za-z0-9_-]{23}$/.test(value);
