import type { OktaScope } from '#lib/domain/okta/scopes.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Documented = {
  method: Method;
  /** From the root, parameters as `:name`. */
  path: string;
  /** What an access token must carry. */
  scope: OktaScope;
  /** Whether pages of trusted origins may read the answer (contract, C1-52). */
  cors: boolean;
};

const app = '/api/v1/apps/:appId';
const read = (path: string, cors = false, scope: OktaScope = 'okta.apps.read') =>
  ({ method: 'GET', path, scope, cors }) as const;
const write = (method: Method, path: string, scope: OktaScope = 'okta.apps.manage') =>
  ({ method, path, scope, cors: false }) as const;
const grants = (path: string) => read(path, false, 'okta.appGrants.read');
const people = (path: string) => read(path, true, 'okta.users.read');
const groups = (path: string) => read(path, true, 'okta.groups.read');

/** The operations of the document; a test holds the two together, and each must have a handler to compile. */
export const catalog = {
  listApplications: read('/api/v1/apps', true),
  createApplication: write('POST', '/api/v1/apps'),
  getApplication: read(app, true),
  updateApplication: write('PUT', app),
  deleteApplication: write('DELETE', app),
  getDefaultProvisioningConnectionForApplication: read(`${app}/connections/default`),
  setDefaultProvisioningConnectionForApplication: write('POST', `${app}/connections/default`),
  activateDefaultProvisioningConnectionForApplication: write(
    'POST',
    `${app}/connections/default/lifecycle/activate`,
  ),
  deactivateDefaultProvisioningConnectionForApplication: write(
    'POST',
    `${app}/connections/default/lifecycle/deactivate`,
  ),
  listCsrsForApplication: read(`${app}/credentials/csrs`),
  generateCsrForApplication: write('POST', `${app}/credentials/csrs`),
  getCsrForApplication: read(`${app}/credentials/csrs/:csrId`),
  revokeCsrFromApplication: write('DELETE', `${app}/credentials/csrs/:csrId`),
  publishCsrFromApplication: write('POST', `${app}/credentials/csrs/:csrId/lifecycle/publish`),
  listApplicationKeys: read(`${app}/credentials/keys`),
  generateApplicationKey: write('POST', `${app}/credentials/keys/generate`),
  getApplicationKey: read(`${app}/credentials/keys/:keyId`),
  cloneApplicationKey: write('POST', `${app}/credentials/keys/:keyId/clone`),
  listClientSecretsForApplication: read(`${app}/credentials/secrets`),
  createNewClientSecretForApplication: write('POST', `${app}/credentials/secrets`),
  getClientSecretForApplication: read(`${app}/credentials/secrets/:secretId`),
  deleteClientSecretForApplication: write('DELETE', `${app}/credentials/secrets/:secretId`),
  activateClientSecretForApplication: write(
    'POST',
    `${app}/credentials/secrets/:secretId/lifecycle/activate`,
  ),
  deactivateClientSecretForApplication: write(
    'POST',
    `${app}/credentials/secrets/:secretId/lifecycle/deactivate`,
  ),
  listFeaturesForApplication: read(`${app}/features`),
  getFeatureForApplication: read(`${app}/features/:name`),
  updateFeatureForApplication: write('PUT', `${app}/features/:name`),
  listScopeConsentGrants: grants(`${app}/grants`),
  grantConsentToScope: write('POST', `${app}/grants`, 'okta.appGrants.manage'),
  getScopeConsentGrant: grants(`${app}/grants/:grantId`),
  revokeScopeConsentGrant: write('DELETE', `${app}/grants/:grantId`, 'okta.appGrants.manage'),
  listApplicationGroupAssignments: read(`${app}/groups`, true),
  getApplicationGroupAssignment: read(`${app}/groups/:groupId`, true),
  createApplicationGroupAssignment: write('PUT', `${app}/groups/:groupId`),
  deleteApplicationGroupAssignment: write('DELETE', `${app}/groups/:groupId`),
  activateApplication: write('POST', `${app}/lifecycle/activate`),
  deactivateApplication: write('POST', `${app}/lifecycle/deactivate`),
  uploadApplicationLogo: write('POST', `${app}/logo`),
  updateApplicationPolicy: write('PUT', `${app}/policies/:policyId`),
  previewSAMLAppMetadata: read(`${app}/sso/saml/metadata`),
  listApplicationUsers: read(`${app}/users`),
  getApplicationUser: read(`${app}/users/:userId`),
  listGroups: groups('/api/v1/groups'),
  getGroup: groups('/api/v1/groups/:groupId'),
  listGroupUsers: groups('/api/v1/groups/:groupId/users'),
  listAssignedApplicationsForGroup: groups('/api/v1/groups/:groupId/apps'),
  listUsers: people('/api/v1/users'),
  getUser: people('/api/v1/users/:userId'),
  listUserGroups: people('/api/v1/users/:userId/groups'),
} as const satisfies Record<string, Documented>;

export type OktaOperationId = keyof typeof catalog;
