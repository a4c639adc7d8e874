/** Scopes of access tokens that the sandbox knows. `manage` includes `read`. */
export const oktaScopes = [
  'okta.apps.read',
  'okta.apps.manage',
  'okta.appGrants.read',
  'okta.appGrants.manage',
  'okta.groups.read',
  'okta.users.read',
] as const;
export type OktaScope = (typeof oktaScopes)[number];

/** Whether scopes allow what needs `scope`. */
export function allowsScope(granted: readonly string[], scope: OktaScope): boolean {
  return granted.includes(scope) || granted.includes(scope.replace(/\.read$/, '.manage'));
}
