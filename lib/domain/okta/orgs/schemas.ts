const hourMs = 3_600_000;

/** How long an access token can live. */
export const accessTokenLives = [
  { livesMs: hourMs, label: '1 hour' },
  { livesMs: 24 * hourMs, label: '24 hours' },
  { livesMs: 7 * 24 * hourMs, label: '7 days' },
  { livesMs: 30 * 24 * hourMs, label: '30 days' },
] as const;

/** An access token lives so long when nothing else is said. */
export const accessTokenLivesMs = 24 * hourMs;

/** An API token lives so long from its creation or its last use (contract, Okta 3). */
export const apiTokenLivesMs = 30 * 24 * hourMs;

/** Origins that one org can trust. */
export const mostOrigins = 100;

/** A token of the Okta sandbox as it may be seen afterwards. Times are ISO 8601. */
export type OktaTokenView = {
  tokenId: string;
  kind: 'api' | 'access';
  /** Of an API token. */
  name: string | null;
  lastFour: string | null;
  /** Who made an API token: it has the rights of that person. null: the operator. */
  owner: { name: string; readsOnly: boolean } | null;
  /** Of an access token. */
  scopes: string[] | null;
  createdAt: string;
  /** Of an API token, when it ends unless it is used. */
  expiresAt: string;
  lastUsedAt: string | null;
  /** `ownerless`: the person who made it left the organization, and it died with that. */
  state: 'live' | 'revoked' | 'expired' | 'ownerless';
};

export type TrustedOriginView = { origin: string; createdAt: string };

/** One answered call of the Okta sandbox. */
export type OktaCallView = {
  requestId: string;
  method: string;
  path: string;
  query: string;
  operationId: string | null;
  status: number;
  /** Such as `E0000007`; null for what went well. */
  errorCode: string | null;
  durationUs: number;
  at: string;
};

/** An organization's Okta sandbox as its page shows it. */
export type OktaOrgView = {
  baseUrl: string;
  tokens: OktaTokenView[];
  origins: TrustedOriginView[];
  /** The latest, newest first. */
  calls: OktaCallView[];
};
