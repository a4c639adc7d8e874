import { randomBytes } from 'node:crypto';

import { createDemo } from '#lib/domain/demo/create-demo.ts';
import { anyDemo } from '#lib/domain/demo/names.ts';
import { findInstallationApp } from '#lib/domain/demo/queries.ts';
import { readStatus } from '#lib/domain/status/read-status.ts';
import { issueToken } from '#lib/domain/tokens/issue-token.ts';
import { createUser } from '#lib/domain/users/create-user.ts';
import { createEndpoint } from '#lib/domain/webhooks/create-endpoint.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { type InstallationId, isId, type OrgId } from '#lib/std/ids.ts';
import { migrateOrRefuse } from '#server/start/database.ts';
import { type Command, type LocalCommand, UsageError, type Values } from './arguments.ts';
import { listen } from './listen.ts';
import { tenantCommands } from './tenant-commands.ts';

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const newPassword = (): string => randomBytes(15).toString('base64url');

function installationOf(values: Values): InstallationId {
  const { installation } = values;
  if (!isId('ins', installation))
    throw new AppError('not_found', { message: 'There is no such installation.' });
  return installation;
}

function organizationOf(values: Values): OrgId | null {
  const { org } = values;
  if (org === undefined) return null;
  if (!isId('org', org))
    throw new AppError('not_found', { message: 'There is no such organization.' });
  return org;
}

const roles = ['owner', 'admin', 'developer', 'viewer'] as const;
function roleOf(values: Values): (typeof roles)[number] {
  const role = roles.find((name) => name === (values.role ?? 'owner'));
  if (!role) throw new UsageError(`--role must be one of ${roles.join(', ')}.`);
  return role;
}

const demo: LocalCommand = {
  name: 'demo',
  help: 'Makes a fresh partner: organization, user, app, filled tenant, installation, webhook endpoint, Okta org.',
  options: {},
  async run({ ctx, portalUrl }) {
    const tag = randomBytes(3).toString('hex');
    const names = anyDemo(tag);
    const email = `${names.person.split(' ')[0]?.toLowerCase()}@${names.word}.example`;
    const made = await createDemo(ctx, { names, email, password: newPassword(), portalUrl });
    return {
      url: portalUrl,
      email: made.email,
      password: made.password,
      org: made.orgId,
      app: made.appId,
      tenant_id: made.tenantId,
      installation_id: made.installationId,
      token: made.token,
      webhook: { endpoint_id: made.webhook.endpointId, secret: made.webhook.secret },
      okta: {
        base_url: `${portalUrl}${routes.oktaBase()}`,
        token: made.okta.token,
        bearer_read: made.okta.bearerRead,
        trusted_origin: made.okta.trustedOrigin,
      },
    };
  },
};

const tokenIssue: LocalCommand = {
  name: 'token issue',
  help: 'Issues a token for an installation; without --scopes it carries all that was granted.',
  options: { installation: true, scopes: false },
  async run({ ctx }, values) {
    const { token } = await issueToken(ctx, {
      installationId: installationOf(values),
      kind: 'installation',
      ...(values.scopes === undefined ? {} : { scopes: list(values.scopes) }),
    });
    return { token };
  },
};

const webhookCreate: LocalCommand = {
  name: 'webhook create',
  help: "Adds a webhook endpoint to the installation's app.",
  options: { installation: true, url: true, events: true },
  async run({ ctx }, values) {
    const appId = await findInstallationApp(ctx.db, installationOf(values));
    if (!appId) throw new AppError('not_found', { message: 'There is no such installation.' });
    const { url = '' } = values;
    const made = await createEndpoint(ctx, { appId, url, events: list(values.events) });
    return { endpoint_id: made.endpointId, secret: made.secret };
  },
};

const userCreate: LocalCommand = {
  name: 'user create',
  help: 'Makes an account; without --password one is made and printed. A --reviewer decides about applications and versions.',
  options: {
    email: true,
    name: true,
    password: false,
    org: false,
    role: false,
    reviewer: 'flag',
  },
  async run({ ctx }, values) {
    const password = values.password ?? newPassword();
    const orgId = organizationOf(values);
    const email = values.email ?? '';
    const { userId } = await createUser(ctx, {
      email,
      password,
      name: values.name ?? '',
      isReviewer: values.reviewer !== undefined,
      ...(orgId ? { membership: { orgId, role: roleOf(values) } } : {}),
    });
    return { user_id: userId, email, password };
  },
};

const status: LocalCommand = {
  name: 'status',
  help: 'Says what waits, what fails and how the database stands; for people and for monitoring.',
  options: {},
  async run({ ctx, portalUrl }) {
    return { url: portalUrl, ...(await readStatus(ctx)) };
  },
};

const migrate: LocalCommand = {
  name: 'migrate',
  help: 'Brings the database to the current schema.',
  options: {},
  async run({ databaseUrl }) {
    await migrateOrRefuse(databaseUrl);
    return { migrated: true };
  },
};

export const commands: readonly Command[] = [
  demo,
  tokenIssue,
  webhookCreate,
  userCreate,
  ...tenantCommands,
  listen,
  status,
  migrate,
];
