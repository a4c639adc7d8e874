import { and, asc, eq } from 'drizzle-orm';
import type { OktaJson } from '#lib/db/schema/okta.ts';
import { oktaAppKeys } from '#lib/db/schema/okta-apps.ts';
import { isoTime, type OktaCtx } from '../okta-ctx.ts';
import { notFound } from '../okta-error.ts';
import { type MadeKey, makeKey, type PublicJwk } from './x509.ts';

/** A key that is ready to be kept. */
export type NewKey = MadeKey & { createdAt: Date; expiresAt: Date };
export type KeyRow = typeof oktaAppKeys.$inferSelect;

/** What a sealed private key is bound to. */
export const keySeal = (ctx: OktaCtx, appId: string, kid: string) =>
  `${ctx.oktaOrgId}/${appId}/${kid}`;

/** Makes a key whose certificate ends after whole years. Keeps nothing. */
export async function makeAppKey(ctx: OktaCtx, validityYears: number): Promise<NewKey> {
  const createdAt = ctx.clock.now();
  const expiresAt = new Date(createdAt);
  expiresAt.setUTCFullYear(createdAt.getUTCFullYear() + validityYears);
  const made = await makeKey({
    commonName: ctx.subdomain,
    serialNumber: ctx.random(8),
    notBefore: createdAt,
    notAfter: expiresAt,
  });
  return { ...made, createdAt, expiresAt };
}

/** Keeps a key of an app, its private half sealed. */
export async function insertKey(ctx: OktaCtx, appId: string, key: NewKey): Promise<KeyRow[]> {
  return ctx.db
    .insert(oktaAppKeys)
    .values({
      oktaOrgId: ctx.oktaOrgId,
      appId,
      kid: key.kid,
      jwk: key.jwk,
      privateKey: ctx.sealer.seal(key.privateKey, keySeal(ctx, appId, key.kid)),
      createdAt: key.createdAt,
      updatedAt: key.createdAt,
      expiresAt: key.expiresAt,
    })
    .onConflictDoNothing()
    .returning();
}

const ofApp = (ctx: OktaCtx, appId: string) =>
  and(eq(oktaAppKeys.oktaOrgId, ctx.oktaOrgId), eq(oktaAppKeys.appId, appId));

export async function listKeyRows(ctx: OktaCtx, appId: string): Promise<KeyRow[]> {
  return ctx.db.select().from(oktaAppKeys).where(ofApp(ctx, appId)).orderBy(asc(oktaAppKeys.seq));
}

/** The key, or `E0000007`. */
export async function findKey(ctx: OktaCtx, appId: string, kid: string): Promise<KeyRow> {
  const [row] = await ctx.db
    .select()
    .from(oktaAppKeys)
    .where(and(ofApp(ctx, appId), eq(oktaAppKeys.kid, kid)));
  if (!row) throw notFound(kid, 'JsonWebKey');
  return row;
}

/** A key as the API answers it: its public half (contract, Okta 6.6). */
export function renderKey(row: KeyRow): OktaJson {
  const { n, e, x5c, 'x5t#S256': thumbprint } = row.jwk as PublicJwk; // Written by insertKey.
  return {
    kid: row.kid,
    kty: 'RSA',
    use: 'sig',
    created: isoTime(row.createdAt),
    lastUpdated: isoTime(row.updatedAt),
    expiresAt: isoTime(row.expiresAt),
    e,
    n,
    x5c,
    'x5t#S256': thumbprint,
  };
}
