import type { CredentialId } from '#lib/std/ids.ts';

/** Where a saved credential can be used. `own`: the user's own Okta org. */
export const credentialTargets = [
  { api: 'partners', environment: 'dev', label: 'Partners API, development' },
  { api: 'partners', environment: 'production', label: 'Partners API, production' },
  { api: 'okta', environment: 'own', label: 'Okta API, your own org' },
] as const;

export type CredentialTarget = (typeof credentialTargets)[number];

/** What anybody, its owner included, may see of a saved credential. */
export type CredentialSummary = {
  id: CredentialId;
  name: string;
  api: CredentialTarget['api'];
  environment: CredentialTarget['environment'];
  scheme: 'Bearer' | 'SSWS';
  domain: string | null;
  /** `okp_live_…Zk3f`: enough to recognise it. */
  hint: string;
  createdAt: string;
  lastUsedAt: string | null;
};
