import type { AppId, EndpointId, NoticeId, TokenId } from '#lib/std/ids.ts';

type OfApp = { appId: AppId; appName: string };
type OfEndpoint = OfApp & { endpointId: EndpointId; url: string; isBridge: boolean };
type OfToken = OfApp & { tokenId: TokenId; tenantName: string; hint: string; expiresAt: string };

type Decided = OfApp & {
  noticeId: NoticeId;
  number: number | null;
  reason: string | null;
  at: string;
};

/** Something that needs a hand today. Times are ISO 8601. */
export type HomeTask =
  | (OfEndpoint & { kind: 'endpoint_disabled'; reason: 'gone' | 'failing'; at: string })
  | (OfEndpoint & { kind: 'endpoint_failing'; failures: number; at: string })
  /** It works again, and what failed or was held meanwhile can be replayed. */
  | (OfEndpoint & { kind: 'endpoint_recovered'; noticeId: NoticeId; waiting: number; at: string })
  | (OfToken & { kind: 'token_expiring' })
  /** Rotated, but somebody still calls with the old one, which ends soon. */
  | (OfToken & { kind: 'old_token_used'; at: string })
  | (OfApp & { kind: 'scope_denied'; scope: string; calls: number; isAsked: boolean; at: string })
  /** Tenants that have not granted all that the app needs. */
  | (OfApp & { kind: 'consent_missing'; tenants: number })
  | (OfApp & { kind: 'rate_limited'; calls: number; at: string })
  | (Decided & { kind: 'version_approved' })
  | (Decided & { kind: 'version_rejected' })
  | (OfApp & { kind: 'version_draft'; number: number; at: string })
  | (OfApp & { kind: 'version_in_review'; number: number; at: string });

/** How far an organization has come, in the order of the way. */
export const milestones = [
  'app',
  'installed',
  'tried',
  'called',
  'wrote',
  'endpoint',
  'delivered',
  'verified',
  'rotated',
] as const;
export type Milestone = (typeof milestones)[number];
export type Milestones = Record<Milestone, boolean>;
