import type { Things } from './things.ts';

/** A body that the route takes, and whether somebody who only looks may send it. */
export type Mutation = { body: (own: Things) => object; viewer?: 'may' };

const says = (body: object, viewer?: 'may'): Mutation => ({
  body: () => body,
  ...(viewer && { viewer }),
});
const reason = 'Shows the students of each bus to its driver.';
const event = {
  type: 'app.installed',
  data: { installation: { id: 'ins_01k0000000000000000000abcd', module: 'bus', scopes: [] } },
};
const app = '/api/portal/apps/[app]';

/**
 * Every changing address under /api/portal with what it takes. A route that is not here fails the walk: whoever adds
 * one says what it takes and who may.
 */
export const mutations: Readonly<Record<string, readonly Mutation[]>> = {
  [`POST ${app}/bins`]: [says({})],
  [`PATCH ${app}/bins/[bin]`]: [says({ status: 503 })],
  [`POST ${app}/bridge`]: [says({ url: null })],
  [`POST ${app}/deliveries/[delivery]`]: [says({ action: 'resend' }), says({ action: 'cancel' })],
  [`POST ${app}/installations/[installation]`]: [says({ action: 'uninstall' })],
  [`POST ${app}/manifest`]: [
    says({ action: 'save', source: 'slug: x', format: 'yaml', revision: 0 }),
    says({ action: 'check', source: 'slug: x', format: 'yaml' }, 'may'),
  ],
  [`POST ${app}/notices/[notice]`]: [says({})],
  [`POST ${app}/replays`]: [
    { body: ({ delivery }) => ({ what: 'all', ids: [delivery] }) },
    { body: ({ delivery }) => ({ what: 'all', ids: [delivery], preview: true }), viewer: 'may' },
  ],
  [`POST ${app}/replays/[job]`]: [says({ action: 'pause' }), says({ action: 'cancel' })],
  [`POST ${app}/scopes`]: [
    says({ action: 'ask', scope: 'education.students.read', reason }),
    says({ action: 'drop', scope: 'education.students.read' }),
    { body: ({ tenant }) => ({ action: 'consent', tenantId: Number(tenant), scopes: [] }) },
  ],
  [`POST ${app}/signature`]: [
    says({ secret: 'whsec_AAAA', timestamp: '1', signature: 'v1=00', body: '{}' }, 'may'),
  ],
  [`POST ${app}/tenants`]: [says({ name: 'مدارس الرواد', size: 'small' })],
  [`POST ${app}/tenants/[tenant]`]: [says({ action: 'reset', size: 'small' })],
  [`POST ${app}/tokens`]: [{ body: ({ installation }) => ({ installationId: installation }) }],
  [`POST ${app}/tokens/[token]`]: [
    says({ action: 'rotate', graceMs: 0 }),
    says({ action: 'end', generation: 1 }),
    says({ action: 'revoke' }),
  ],
  [`POST ${app}/versions`]: [
    { body: ({ version }) => ({ action: 'submit', versionId: version, revision: 1 }) },
    { body: ({ version }) => ({ action: 'withdraw', versionId: version }) },
    { body: ({ version }) => ({ action: 'publish', versionId: version }) },
    says({ action: 'rollback', number: 1 }),
  ],
  [`POST ${app}/webhooks`]: [
    says({ url: 'https://masar.example/hooks', events: ['education.students.created'] }),
  ],
  [`POST ${app}/webhooks/[endpoint]`]: [
    ...['enable', 'disable', 'ping', 'rotate', 'promote', 'delete'].map((action) =>
      says({ action }),
    ),
    says({ action: 'test', ...event }),
  ],
  [`PATCH ${app}/webhooks/[endpoint]`]: [says({ description: 'Renamed' })],
  'DELETE /api/portal/account-notices/[notice]': [says({})],
  'POST /api/portal/audit': [says({})],
  'POST /api/portal/credentials': [
    says(
      { api: 'partners', environment: 'dev', name: 'x', token: 'okp_test_0123456789abcdef' },
      'may',
    ),
  ],
  'DELETE /api/portal/credentials/[credential]': [says({}, 'may')],
  'POST /api/portal/okta/origins': [
    says({ action: 'add', origin: 'https://masar.example' }),
    says({ action: 'remove', origin: 'https://masar.example' }),
  ],
  'POST /api/portal/okta/tokens': [
    says({ kind: 'api', name: 'CI' }),
    says({ kind: 'access', scopes: ['okta.apps.read'] }),
  ],
  'POST /api/portal/okta/tokens/[token]': [says({ action: 'revoke' })],
  'POST /api/portal/team': [
    says({ action: 'invite', email: 'someone@masar.example', role: 'viewer' }),
    { body: ({ invitation }) => ({ action: 'withdraw', invitationId: invitation }) },
    { body: ({ member }) => ({ action: 'role', userId: member, role: 'viewer' }) },
    { body: ({ member }) => ({ action: 'remove', userId: member }) },
  ],
};

/** Changing addresses that know no organization, and why. */
export const personal: Readonly<Record<string, string>> = {
  'POST /api/portal/confirmation': 'gives the own password',
  'POST /api/portal/sessions': 'ends own sessions',
  'POST /api/portal/samples': 'writes a program, for guests too',
  'POST /api/portal/review/[version]': 'is for reviewers: nothing is there for others',
  'POST /api/portal/listen': 'shows the token of an installation',
  'POST /api/portal/listen/[endpoint]': 'shows the token of an installation',
  'DELETE /api/portal/listen/[endpoint]': 'shows the token of an installation',
  'POST /api/portal/listen/[endpoint]/results': 'shows the token of an installation',
};

/** Bodies that name something by id: what is named is another organization's, or nothing. */
export const naming: readonly [address: string, body: (things: Things) => object][] = [
  [`${app}/tokens`, ({ installation }) => ({ installationId: installation })],
  [`${app}/versions`, ({ version }) => ({ action: 'submit', versionId: version, revision: 1 })],
  [`${app}/versions`, ({ version }) => ({ action: 'withdraw', versionId: version })],
  [`${app}/versions`, ({ version }) => ({ action: 'publish', versionId: version })],
  [`${app}/scopes`, ({ tenant }) => ({ action: 'consent', tenantId: Number(tenant), scopes: [] })],
  [`${app}/replays`, ({ endpoint }) => ({ what: 'failed', endpointId: endpoint })],
  [
    `${app}/webhooks/[endpoint]`,
    ({ tenant }) => ({ action: 'test', ...event, tenantId: Number(tenant) }),
  ],
  ['/api/portal/team', ({ invitation }) => ({ action: 'withdraw', invitationId: invitation })],
  ['/api/portal/team', ({ member }) => ({ action: 'role', userId: member, role: 'viewer' })],
  ['/api/portal/team', ({ member }) => ({ action: 'remove', userId: member })],
  ['/api/portal/sessions', ({ session }) => ({ sessionId: session })],
];
