import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { OktaJson } from '#lib/db/schema/okta.ts';
import { oktaAppGrants } from '#lib/db/schema/okta-apps.ts';
import { routes } from '#lib/routes.ts';
import { isOktaId, newOktaId } from '#lib/std/okta-ids.ts';
import { findApp } from '../apps/queries.ts';
import { type AppRow, appUrl } from '../apps/render-app.ts';
import { inOktaTransaction, isoTime, type OktaCtx } from '../okta-ctx.ts';
import { notFound } from '../okta-error.ts';
import { readInput } from '../read-input.ts';
import { findAdmin } from './queries.ts';

type GrantRow = typeof oktaAppGrants.$inferSelect;

const Input = z.object({
  issuer: z
    .string()
    .min(1)
    .max(1024)
    .refine(
      (text) => /^https?:\/\//.test(text) && URL.canParse(text),
      'must be the address of the org',
    ),
  scopeId: z
    .string()
    .min(1)
    .max(100)
    .regex(
      /^okta\.[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)?\.(read|manage)$/,
      'is not a scope of the Okta API',
    ),
});

const ofApp = (ctx: OktaCtx, appId: string) =>
  and(eq(oktaAppGrants.oktaOrgId, ctx.oktaOrgId), eq(oktaAppGrants.appId, appId));

function renderGrant(ctx: OktaCtx, app: AppRow, row: GrantRow, expand: string | null): OktaJson {
  const self = appUrl(ctx, app.id);
  const credentials: unknown = app.body.credentials;
  const client: unknown =
    typeof credentials === 'object' && credentials ? Reflect.get(credentials, 'oauthClient') : null;
  const clientId =
    typeof client === 'object' && client ? String(Reflect.get(client, 'client_id')) : app.id;
  return {
    id: row.id,
    status: 'ACTIVE',
    created: isoTime(row.createdAt),
    createdBy: { id: row.createdBy, type: 'User' },
    lastUpdated: isoTime(row.updatedAt),
    issuer: row.issuer,
    clientId,
    scopeId: row.scopeId,
    source: 'ADMIN',
    _links: {
      app: { href: self, title: app.label },
      self: { href: `${self}/grants/${row.id}`, hints: { allow: ['GET', 'DELETE'] } },
      client: { href: `${ctx.baseUrl}${routes.oktaOauth()}/clients/${clientId}`, title: app.label },
    },
    ...(expand === 'scope' ? { _embedded: { scope: { id: row.scopeId } } } : {}),
  };
}

type Expand = { expand: string | null };

/** The scopes that an app may ask for. Throws `E0000007`. */
export async function listGrants(ctx: OktaCtx, input: { appId: string } & Expand) {
  const app = await findApp(ctx, input.appId);
  const rows = await ctx.db
    .select()
    .from(oktaAppGrants)
    .where(ofApp(ctx, app.id))
    .orderBy(asc(oktaAppGrants.seq));
  return rows.map((row) => renderGrant(ctx, app, row, input.expand));
}

async function findGrant(ctx: OktaCtx, appId: string, grantId: string): Promise<GrantRow> {
  const [row] = isOktaId('grant', grantId)
    ? await ctx.db
        .select()
        .from(oktaAppGrants)
        .where(and(ofApp(ctx, appId), eq(oktaAppGrants.id, grantId)))
    : [];
  if (!row) throw notFound(grantId, 'OAuth2ScopeConsentGrant');
  return row;
}

/** One grant. Throws `E0000007`. */
export async function getGrant(ctx: OktaCtx, input: { appId: string; grantId: string } & Expand) {
  const app = await findApp(ctx, input.appId);
  return renderGrant(ctx, app, await findGrant(ctx, app.id, input.grantId), input.expand);
}

/** Lets an app ask for a scope; one that it has already is answered as it is. Throws `E0000001`, `E0000007` (contract, Okta 6.9). */
export async function grantScope(ctx: OktaCtx, input: { appId: string; body: OktaJson }) {
  return inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId, true);
    const { issuer, scopeId } = readInput(Input, input.body);
    const now = ctx.clock.now();
    await ctx.db
      .insert(oktaAppGrants)
      .values({
        oktaOrgId: ctx.oktaOrgId,
        appId: app.id,
        id: newOktaId('grant', ctx.random),
        scopeId,
        issuer,
        createdBy: await findAdmin(ctx),
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing();
    const [row] = await ctx.db
      .select()
      .from(oktaAppGrants)
      .where(and(ofApp(ctx, app.id), eq(oktaAppGrants.scopeId, scopeId)));
    if (!row) throw notFound(scopeId, 'OAuth2ScopeConsentGrant');
    return renderGrant(ctx, app, row, null);
  });
}

/** Takes a scope away. Throws `E0000007`. */
export async function revokeGrant(ctx: OktaCtx, input: { appId: string; grantId: string }) {
  await inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId, true);
    const row = await findGrant(ctx, app.id, input.grantId);
    await ctx.db.delete(oktaAppGrants).where(and(ofApp(ctx, app.id), eq(oktaAppGrants.id, row.id)));
  });
}
