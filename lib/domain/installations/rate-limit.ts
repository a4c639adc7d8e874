/** Requests a minute of one token (contract, Rate limits); an installation can have its own number. */
export const defaultRateLimit = 600;
