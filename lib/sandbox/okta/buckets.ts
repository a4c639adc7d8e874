/** Requests a minute of each bucket: the documented numbers of the largest plan (contract, Okta 5). */
export const bucketLimits = {
  /** Every path together. */
  all: 7000,
  apps: 100,
  app: 500,
  groups: 500,
  group: 1000,
  users: 600,
  user: 2000,
  other: 1200,
} as const;
export type Bucket = Exclude<keyof typeof bucketLimits, 'all'>;

/** So many requests of one org may run at once (contract, Okta 5). */
export const concurrencyLimit = 75;

const own: Record<string, Bucket> = {
  '/api/v1/apps': 'apps',
  '/api/v1/apps/:appId': 'app',
  '/api/v1/groups': 'groups',
  '/api/v1/groups/:groupId': 'group',
  '/api/v1/users': 'users',
  '/api/v1/users/:userId': 'user',
};

/** The bucket of a path; what stands below an app, a group or a user shares one. */
export function bucketOf(path: string): Bucket {
  return own[path] ?? 'other';
}
