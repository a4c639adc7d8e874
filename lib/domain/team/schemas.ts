import type { MemberRole } from '#lib/db/schema/identity.ts';

/** What each role may, from most to least. */
export const roleMeanings: readonly { role: MemberRole; label: string; meaning: string }[] = [
  { role: 'owner', label: 'Owner', meaning: 'Everything, other owners too' },
  { role: 'admin', label: 'Admin', meaning: 'Team, audit and everything of the apps' },
  { role: 'developer', label: 'Developer', meaning: 'Apps, tokens, webhooks and tenants' },
  { role: 'viewer', label: 'Viewer', meaning: 'Reads, changes nothing' },
];
