import { and, eq } from 'drizzle-orm';
import { type OktaJson, oktaApps } from '#lib/db/schema/okta.ts';
import { oktaAppKeys, oktaAppSecrets } from '#lib/db/schema/okta-apps.ts';
import { invariant } from '#lib/std/invariant.ts';
import { inOktaTransaction, type OktaCtx } from '../okta-ctx.ts';
import { invalid, OktaError } from '../okta-error.ts';
import { addSecret, listSecretRows, ofSecrets } from '../secrets/add-secret.ts';
import { refuseConflicts } from './conflicts.ts';
import { findKind, isSignOnMode, type Kind, signs } from './kinds.ts';
import { findApp, findLogo, hasLabel } from './queries.ts';
import { type ApplicationDraft, checkLogout, readApplication } from './read-application.ts';
import { type AppRow, renderApp } from './render-app.ts';

const isObject = (value: unknown): value is OktaJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectIn = (value: unknown, key: string): OktaJson => {
  const inner = isObject(value) ? value[key] : null;
  return isObject(inner) ? inner : {};
};

function kindOf(row: AppRow): Kind {
  invariant(isSignOnMode(row.signOnMode), 'an app has a known mode');
  const kind = findKind(row.signOnMode, row.name);
  invariant(kind, 'an app has a known kind');
  return kind;
}

/** The key that shall sign: it must be one of the app's. */
async function checkKid(ctx: OktaCtx, row: AppRow, kid: string | null): Promise<string | null> {
  if (!signs(row.signOnMode) || kid === null || kid === row.kid) return row.kid;
  const [key] = await ctx.db
    .select({ kid: oktaAppKeys.kid })
    .from(oktaAppKeys)
    .where(
      and(
        eq(oktaAppKeys.oktaOrgId, ctx.oktaOrgId),
        eq(oktaAppKeys.appId, row.id),
        eq(oktaAppKeys.kid, kid),
      ),
    );
  if (key) return key.kid;
  throw invalid('kid', 'credentials.signing.kid: The app has no key with this kid.');
}

/** Nothing but a signing key: the rest of the app stays (contract, Okta 6.2). */
function onlySigning(body: OktaJson): string | null {
  const { kid } = objectIn(body.credentials, 'signing');
  return body.settings === undefined && typeof kid === 'string' ? kid : null;
}

/** What a PUT keeps although it was not sent: the logout and the certificate of a SAML app, the client's id. */
function mergeKept(row: AppRow, draft: ApplicationDraft): OktaJson {
  const { settings, credentials, ...rest } = draft.body;
  const features = row.body.features ?? [];
  const before = objectIn(row.body.settings, 'signOn');
  const signOn = objectIn(settings, 'signOn');
  const isSaml = row.signOnMode.startsWith('SAML') && settings.signOn !== undefined;
  const kept = {
    ...(before.slo ? { slo: before.slo } : {}),
    ...(before.spCertificate ? { spCertificate: before.spCertificate } : {}),
  };
  const merged: OktaJson = { ...kept, ...signOn };
  if (isSaml) checkLogout(merged);
  const id = objectIn(row.body.credentials, 'oauthClient').client_id;
  if (draft.clientId !== null && draft.clientId !== id) {
    throw invalid('client_id', 'client_id: The client id cannot change.');
  }
  const { oauthClient } = credentials;
  return {
    ...rest,
    features,
    settings: isSaml ? { ...settings, signOn: merged } : settings,
    credentials: isObject(oauthClient)
      ? { ...credentials, oauthClient: { client_id: id, ...oauthClient } }
      : credentials,
  };
}

/** A secret of the caller's own takes the place of the newest; a method that needs one gets one. */
async function renewSecret(ctx: OktaCtx, row: AppRow, draft: ApplicationDraft) {
  const secrets = await listSecretRows(ctx, row.id);
  const newest = secrets.at(-1);
  if (draft.clientSecret && newest) {
    await ctx.db
      .delete(oktaAppSecrets)
      .where(and(ofSecrets(ctx, row.id), eq(oktaAppSecrets.id, newest.id)));
  }
  if (!draft.clientSecret && (newest || !draft.needsSecret)) return null;
  return (await addSecret(ctx, row.id, draft.clientSecret)).secret;
}

async function write(ctx: OktaCtx, row: AppRow, change: Partial<AppRow>): Promise<AppRow> {
  const [after] = await ctx.db
    .update(oktaApps)
    .set({ ...change, updatedAt: ctx.clock.now() })
    .where(and(eq(oktaApps.oktaOrgId, ctx.oktaOrgId), eq(oktaApps.id, row.id)))
    .returning();
  invariant(after, 'the locked app is still there');
  return after;
}

/**
 * Replaces an app. Id, name, status, times and mode stay; so do `slo` and `spCertificate` when they are not sent.
 * Throws `E0000001`, `E0000007`, `E0000040`, `E0000041`, `E0000044` (contract, Okta 6.2).
 */
export async function updateApp(
  ctx: OktaCtx,
  input: { appId: string; body: OktaJson },
): Promise<OktaJson> {
  return refuseConflicts(() =>
    inOktaTransaction(ctx, async (ctx) => {
      const row = await findApp(ctx, input.appId, true);
      const logo = await findLogo(ctx, row.id);
      const kidAlone = onlySigning(input.body);
      if (kidAlone !== null) {
        const kid = await checkKid(ctx, row, kidAlone);
        return renderApp(ctx, await write(ctx, row, { kid }), { logo });
      }
      const draft = readApplication(input.body, kindOf(row));
      if (await hasLabel(ctx, draft.label, row.id)) throw new OktaError('E0000040');
      const kid = await checkKid(ctx, row, draft.kid);
      const body = mergeKept(row, draft);
      const after = await write(ctx, row, { label: draft.label, body, kid });
      const clientSecret = await renewSecret(ctx, row, draft);
      return renderApp(ctx, after, { logo, clientSecret });
    }),
  );
}
