import { routes } from '#lib/routes.ts';
import type { AppId, EndpointId, InstallationId, OrgId } from '#lib/std/ids.ts';
import { createApp } from '../apps/create-app.ts';
import { createBin } from '../bins/create-bin.ts';
import type { Ctx } from '../ctx.ts';
import { eventTypes } from '../events/catalog.ts';
import { installApp } from '../installations/install-app.ts';
import { partnerScopes } from '../installations/scopes.ts';
import { createOktaDemo } from '../okta/orgs/create-okta-demo.ts';
import { createOrganization } from '../organizations/create-organization.ts';
import { createTenant } from '../tenants/create-tenant.ts';
import { inTransaction } from '../transaction.ts';
import { createUser } from '../users/create-user.ts';
import { publishFirst } from '../versions/publish-first.ts';
import { createEndpoint } from '../webhooks/create-endpoint.ts';

import { demoManifest } from './demo-manifest.ts';
import type { DemoNames } from './names.ts';

export type DemoInput = {
  names: DemoNames;
  email: string;
  password: string;
  /** Where the portal is reached; the request bin's address begins with it. */
  portalUrl: string;
};

export type Demo = {
  email: string;
  password: string;
  orgId: OrgId;
  appId: AppId;
  tenantId: number;
  installationId: InstallationId;
  token: string;
  webhook: { endpointId: EndpointId; secret: string };
  okta: { token: string; bearerRead: string; trustedOrigin: string };
};

/**
 * A whole partner at once: organization with its owner, published app, filled tenant, installation with all scopes,
 * an endpoint on the built-in request bin, and an Okta sandbox org. All or nothing. Operators and the portal itself only; throws
 * `forbidden`, and `conflict` when the e-mail address or the slug is taken.
 */
export async function createDemo(ctx: Ctx, input: DemoInput): Promise<Demo> {
  const { names, email, password, portalUrl } = input;
  return inTransaction(ctx, async (ctx) => {
    const { orgId } = await createOrganization(ctx, { name: names.organization });
    await createUser(ctx, {
      email,
      password,
      name: names.person,
      membership: { orgId, role: 'owner' },
    });
    const slug = `${names.word}-app`;
    const { appId } = await createApp(ctx, {
      orgId,
      slug,
      name: names.app,
      integrationType: 'external',
      status: 'approved',
    });
    await publishFirst(ctx, { appId, source: demoManifest(names, slug) });
    const { tenantId } = await createTenant(ctx, { orgId, name: names.tenant, size: 'small' });
    // Before the installation, so that `app.installed` is the first delivery a reader finds.
    const { key } = await createBin(ctx, { appId });
    const webhook = await createEndpoint(ctx, {
      appId,
      url: `${portalUrl}${routes.binReceiver(key)}`,
      events: [...eventTypes],
      description: 'The built-in request bin',
    });
    const installed = await installApp(ctx, { appId, tenantId, scopes: [...partnerScopes] });
    const okta = await createOktaDemo(ctx, { orgId });
    return { email, password, orgId, appId, tenantId, ...installed, webhook, okta };
  });
}
