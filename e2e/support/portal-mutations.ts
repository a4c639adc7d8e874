import type { Ids } from './partner-ids.ts';

/**
 * What is sent to each address of the portal that changes something. `bodies`: what is well-formed, so that nothing but
 * the ids in the address can be refused; `foreign`: ids of another organization in the body, below the asker's own
 * address. An address that is not here fails the test that walks all of them.
 */
export type Mutation = {
  bodies?: readonly object[];
  foreign?: (ids: Ids) => readonly object[];
  /** Why no id of another organization can be named. */
  own?: string;
};

const event = 'education.students.created';
const reason = 'Shows the students of each bus to its driver.';
const actions = (...names: string[]) => names.map((action) => ({ action }));
const manifest = { source: '{}', format: 'json', revision: 0 };
const signature = {
  secret: 'whsec_x',
  timestamp: '1777188615',
  signature: '0'.repeat(64),
  body: '{}',
};

export const portalMutations: Readonly<Record<string, Mutation>> = {
  'DELETE /api/portal/account-notices/[notice]': { bodies: [{}] },
  'POST /api/portal/apps/[app]/bins': { bodies: [{}] },
  'PATCH /api/portal/apps/[app]/bins/[bin]': { bodies: [{ status: 500 }] },
  'POST /api/portal/apps/[app]/bridge': { bodies: [{ url: null }] },
  'POST /api/portal/apps/[app]/deliveries/[delivery]': { bodies: actions('resend', 'cancel') },
  'POST /api/portal/apps/[app]/installations/[installation]': { bodies: actions('uninstall') },
  'POST /api/portal/apps/[app]/manifest': {
    bodies: [
      { action: 'save', ...manifest },
      { action: 'check', source: '{}', format: 'json' },
    ],
  },
  'POST /api/portal/apps/[app]/notices/[notice]': { bodies: [{}] },
  'POST /api/portal/apps/[app]/replays': {
    bodies: [{ what: 'failed' }, { what: 'failed', preview: true }],
    foreign: ({ endpoint: endpointId }) => [
      { what: 'failed', endpointId },
      { what: 'failed', endpointId, preview: true },
    ],
  },
  'POST /api/portal/apps/[app]/replays/[job]': { bodies: actions('pause', 'resume', 'cancel') },
  'POST /api/portal/apps/[app]/scopes': {
    bodies: [
      { action: 'ask', scope: 'education.terms.read', reason },
      { action: 'drop', scope: 'education.terms.read' },
      { action: 'consent', tenantId: 1, scopes: [] },
    ],
    foreign: ({ tenant }) => [{ action: 'consent', tenantId: Number(tenant), scopes: [] }],
  },
  'POST /api/portal/apps/[app]/signature': {
    bodies: [signature],
    foreign: ({ delivery: deliveryId }) => [{ ...signature, deliveryId }],
  },
  'POST /api/portal/apps/[app]/tenants': { bodies: [{ name: 'Cedar School' }] },
  'POST /api/portal/apps/[app]/tenants/[tenant]': { bodies: [{ action: 'reset', size: 'small' }] },
  'POST /api/portal/apps/[app]/tokens': {
    bodies: [{ installationId: 'ins_x' }],
    foreign: ({ installation: installationId }) => [{ installationId }],
  },
  'POST /api/portal/apps/[app]/tokens/[token]': {
    bodies: [...actions('rotate', 'revoke'), { action: 'end', generation: 1 }],
  },
  'POST /api/portal/apps/[app]/versions': {
    bodies: [{ action: 'rollback', number: 1 }],
    foreign: ({ version: versionId }) => [
      { action: 'submit', versionId, revision: 1 },
      { action: 'withdraw', versionId },
      { action: 'publish', versionId },
    ],
  },
  'POST /api/portal/apps/[app]/webhooks': {
    bodies: [{ url: 'https://hooks.example.com/okta', events: [event] }],
  },
  'POST /api/portal/apps/[app]/webhooks/[endpoint]': {
    bodies: [
      ...actions('enable', 'disable', 'ping', 'rotate', 'promote', 'delete'),
      { action: 'test', type: 'ping', data: {} },
    ],
  },
  'PATCH /api/portal/apps/[app]/webhooks/[endpoint]': { bodies: [{ description: 'x' }] },
  'POST /api/portal/audit': { own: 'computes the chain of the own organization' },
  'POST /api/portal/confirmation': { own: 'the password of the own account' },
  'POST /api/portal/credentials': { own: 'saves for the own account' },
  'DELETE /api/portal/credentials/[credential]': { bodies: [{}] },
  'POST /api/portal/listen': { own: 'the installation is that of the token' },
  'POST /api/portal/listen/[endpoint]': { own: 'the token decides; walked with a token' },
  'DELETE /api/portal/listen/[endpoint]': { own: 'the token decides; walked with a token' },
  'POST /api/portal/listen/[endpoint]/results': { own: 'the token decides; walked with a token' },
  'POST /api/portal/okta/origins': { own: 'the org of the own organization' },
  'POST /api/portal/okta/tokens': { own: 'the org of the own organization' },
  'POST /api/portal/okta/tokens/[token]': { bodies: actions('revoke') },
  'POST /api/portal/review/[version]': {
    bodies: [
      ...actions('approve', 'unwaive'),
      { action: 'reject', reason },
      { action: 'waive', rule: 'contact.missing', reason },
    ],
  },
  'POST /api/portal/samples': { own: 'writes a program and reads nothing' },
  'POST /api/portal/sessions': { foreign: ({ session: sessionId }) => [{ sessionId }] },
  'POST /api/portal/team': {
    foreign: ({ user: userId, invitation: invitationId }) => [
      { action: 'withdraw', invitationId },
      { action: 'role', userId, role: 'viewer' },
      { action: 'remove', userId },
    ],
  },
};

/** Server actions: what keeps each to the own organization. The ones with ids are called with another's. */
export const actionsKeptApart: Readonly<Record<string, string>> = {
  'app/admin/applications/actions.ts approveAction': 'reviewers only; called by a partner',
  'app/admin/applications/actions.ts declineAction': 'reviewers only; called by a partner',
  'app/admin/applications/actions.ts renewLinkAction': 'reviewers only; called by a partner',
  'app/apply/actions.ts applyAction': 'makes an application and names nothing',
  'app/apply/actions.ts confirmAction': 'the secret of the mail is the right to it',
  'app/dashboard/apps/[app]/manifest/actions.ts saveManifestAction':
    'called with the app of another',
  'app/dashboard/apps/new/actions.ts createAppAction': 'makes an app of the own organization',
  'app/dashboard/sessions/actions.ts changePasswordAction': 'the own account',
  'app/invitations/actions.ts joinAnewAction': 'the secret of the link is the right to it',
  'app/invitations/actions.ts joinSignedInAction': 'the secret of the link is the right to it',
  'app/signin/actions.ts signInAction': 'nobody is signed in yet',
  'app/signin/actions.ts signOutAction': 'the own session',
  'app/signin/password-actions.ts choosePasswordAction':
    'the secret of the link is the right to it',
  'app/signin/password-actions.ts forgotAction': 'answers the same for every address',
};
