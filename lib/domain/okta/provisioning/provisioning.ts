import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type OktaJson, oktaApps } from '#lib/db/schema/okta.ts';
import { oktaAppConnections } from '#lib/db/schema/okta-apps.ts';
import { provisionedName } from '../apps/kinds.ts';
import { findApp } from '../apps/queries.ts';
import { appUrl } from '../apps/render-app.ts';
import { inOktaTransaction, type OktaCtx } from '../okta-ctx.ts';
import { invalid, notFound } from '../okta-error.ts';
import { readInput } from '../read-input.ts';
import {
  type Capabilities,
  CapabilitiesInput,
  featuresOf,
  mergeCapabilities,
} from './capabilities.ts';

type ConnectionRow = typeof oktaAppConnections.$inferSelect;

const Input = z.object({
  profile: z.object({
    authScheme: z.enum(['TOKEN', 'UNKNOWN']),
    token: z.string().max(1024).nullish(),
  }),
});
const featureName = 'USER_PROVISIONING';

const ofApp = (ctx: OktaCtx, appId: string) =>
  and(eq(oktaAppConnections.oktaOrgId, ctx.oktaOrgId), eq(oktaAppConnections.appId, appId));

/** The connection of an app; only `okta_org2org` has one (contract, Okta 6.10). Throws `E0000007`. */
async function findConnection(ctx: OktaCtx, appId: string, lock = false): Promise<ConnectionRow> {
  const app = await findApp(ctx, appId, lock);
  const [row] =
    app.name === provisionedName
      ? await ctx.db.select().from(oktaAppConnections).where(ofApp(ctx, app.id))
      : [];
  if (!row) throw notFound(appId, 'AppInstance');
  return row;
}

function renderConnection(ctx: OktaCtx, row: ConnectionRow): OktaJson {
  const self = `${appUrl(ctx, row.appId)}/connections/default`;
  const step = { ENABLED: 'deactivate', DISABLED: 'activate', UNKNOWN: null }[row.status];
  return {
    authScheme: row.authScheme,
    status: row.status,
    _links: {
      self: { href: self, hints: { allow: ['POST', 'GET'] } },
      ...(step
        ? { [step]: { href: `${self}/lifecycle/${step}`, hints: { allow: ['POST'] } } }
        : {}),
    },
  };
}

/** The provisioning connection. Throws `E0000007`. */
export async function getConnection(ctx: OktaCtx, input: { appId: string }) {
  return renderConnection(ctx, await findConnection(ctx, input.appId));
}

/** Sets the token of the connection, sealed. Throws `E0000001`, `E0000007` (contract, Okta 6.10). */
export async function setConnection(
  ctx: OktaCtx,
  input: { appId: string; body: OktaJson; activate: boolean },
): Promise<OktaJson> {
  return inOktaTransaction(ctx, async (ctx) => {
    const row = await findConnection(ctx, input.appId, true);
    const { authScheme, token } = readInput(Input, input.body).profile;
    if (authScheme === 'TOKEN' && !token) {
      throw invalid('profile.token', 'profile.token: The field cannot be left blank');
    }
    const known = authScheme === 'TOKEN' && token;
    const change = {
      authScheme,
      // An unknown scheme means an unknown status.
      status: known ? (input.activate ? 'ENABLED' : 'DISABLED') : 'UNKNOWN',
      token: known ? ctx.sealer.seal(token, `${ctx.oktaOrgId}/${row.appId}/connection`) : null,
      updatedAt: ctx.clock.now(),
    } as const;
    await ctx.db.update(oktaAppConnections).set(change).where(ofApp(ctx, row.appId));
    return renderConnection(ctx, { ...row, ...change });
  });
}

/** Enables or disables a connection that was set. Throws `E0000001`, `E0000007`. */
export async function setConnectionStatus(
  ctx: OktaCtx,
  input: { appId: string; status: 'ENABLED' | 'DISABLED' },
): Promise<void> {
  await inOktaTransaction(ctx, async (ctx) => {
    const row = await findConnection(ctx, input.appId, true);
    if (row.status === 'UNKNOWN') {
      const cause = 'The provisioning connection has no credentials. Set them first.';
      throw invalid('connection', cause);
    }
    await ctx.db
      .update(oktaAppConnections)
      .set({ status: input.status, updatedAt: ctx.clock.now() })
      .where(ofApp(ctx, row.appId));
  });
}

function renderFeature(ctx: OktaCtx, row: ConnectionRow): OktaJson {
  return {
    name: featureName,
    status: row.status === 'ENABLED' ? 'ENABLED' : 'DISABLED',
    description: 'User provisioning settings from Okta to a downstream application',
    capabilities: row.capabilities,
    _links: {
      self: {
        href: `${appUrl(ctx, row.appId)}/features/${featureName}`,
        hints: { allow: ['GET', 'PUT'] },
      },
    },
  };
}

/** The feature needs provisioning to be on (contract, Okta 6.10). */
async function findFeature(ctx: OktaCtx, appId: string, name: string, lock = false) {
  const row = await findConnection(ctx, appId, lock);
  if (name !== featureName || row.status !== 'ENABLED') throw notFound(name, 'ApplicationFeature');
  return row;
}

/** The features of an app: one. Throws `E0000007`, also while provisioning is off. */
export async function listFeatures(ctx: OktaCtx, input: { appId: string }): Promise<OktaJson[]> {
  return [renderFeature(ctx, await findFeature(ctx, input.appId, featureName))];
}

/** One feature. Throws `E0000007`. */
export async function getFeature(ctx: OktaCtx, input: { appId: string; name: string }) {
  return renderFeature(ctx, await findFeature(ctx, input.appId, input.name));
}

/** Changes what is provisioned; what is not sent stays. Throws `E0000001`, `E0000007`. */
export async function updateFeature(
  ctx: OktaCtx,
  input: { appId: string; name: string; body: OktaJson },
): Promise<OktaJson> {
  return inOktaTransaction(ctx, async (ctx) => {
    const row = await findFeature(ctx, input.appId, input.name, true);
    const change = readInput(CapabilitiesInput, input.body);
    const before = row.capabilities as Capabilities; // Written here and by createApp only.
    const capabilities = mergeCapabilities(before, change);
    const updatedAt = ctx.clock.now();
    await ctx.db
      .update(oktaAppConnections)
      .set({ capabilities, updatedAt })
      .where(ofApp(ctx, row.appId));
    const features = JSON.stringify({ features: featuresOf(capabilities) });
    await ctx.db
      .update(oktaApps)
      .set({ body: sql`${oktaApps.body} || ${features}::jsonb`, updatedAt })
      .where(and(eq(oktaApps.oktaOrgId, ctx.oktaOrgId), eq(oktaApps.id, row.appId)));
    return renderFeature(ctx, { ...row, capabilities });
  });
}
