import { type OktaJson, oktaApps } from '#lib/db/schema/okta.ts';
import { oktaAppConnections } from '#lib/db/schema/okta-apps.ts';
import { invariant } from '#lib/std/invariant.ts';
import { newOktaId } from '#lib/std/okta-ids.ts';
import { insertKey, makeAppKey } from '../keys/store-key.ts';
import { inOktaTransaction, type OktaCtx } from '../okta-ctx.ts';
import { OktaError } from '../okta-error.ts';
import { noCapabilities } from '../provisioning/capabilities.ts';
import { addSecret } from '../secrets/add-secret.ts';
import { refuseConflicts } from './conflicts.ts';
import { provisionedName } from './kinds.ts';
import { hasLabel, namesLike } from './queries.ts';
import { type ApplicationDraft, checkLogout, readApplication } from './read-application.ts';
import { renderApp } from './render-app.ts';

/** `<org>_<label squeezed>_<n>`: the name of a custom app (contract, Okta 6.2). */
async function customName(ctx: OktaCtx, label: string): Promise<string> {
  const squeezed =
    label
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '') || 'app';
  const stem = `${ctx.subdomain.replace(/[^a-z0-9]/g, '')}_${squeezed}_`;
  const used = new Set(await namesLike(ctx, stem));
  let n = 1;
  while (used.has(stem + n)) n++;
  return stem + n;
}

async function insertApp(
  ctx: OktaCtx,
  draft: ApplicationDraft,
  appId: string,
  active: boolean,
  kid: string | null,
) {
  const { oauthClient } = draft.body.credentials;
  const credentials = oauthClient
    ? {
        ...draft.body.credentials,
        oauthClient: { client_id: draft.clientId ?? appId, ...(oauthClient as OktaJson) },
      }
    : draft.body.credentials;
  const now = ctx.clock.now();
  const [row] = await ctx.db
    .insert(oktaApps)
    .values({
      oktaOrgId: ctx.oktaOrgId,
      id: appId,
      name: draft.kind.name ?? (await customName(ctx, draft.label)),
      label: draft.label,
      status: active ? 'ACTIVE' : 'INACTIVE',
      signOnMode: draft.kind.mode,
      kid,
      externalKey: newOktaId('samlEntity', ctx.random),
      linkId: newOktaId('appLink', ctx.random),
      body: { ...draft.body, credentials },
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  invariant(row, 'an inserted app comes back');
  return row;
}

/**
 * Makes an app, with its first key if it signs, and its secret if its method needs one (contract, Okta 6.2).
 * Throws `E0000001`, `E0000040`, `E0000041`, `E0000044`.
 */
export async function createApp(
  ctx: OktaCtx,
  input: { body: OktaJson; activate: boolean },
): Promise<OktaJson> {
  const draft = readApplication(input.body);
  checkLogout(draft.body.settings.signOn);
  if (await hasLabel(ctx, draft.label, null)) throw new OktaError('E0000040');
  const appId = newOktaId('app', ctx.random);
  // Outside of the transaction: making a key takes longer than any row should stay locked.
  const key = draft.kind.signs ? await makeAppKey(ctx, 2) : null;
  return refuseConflicts(() =>
    inOktaTransaction(ctx, async (ctx) => {
      const row = await insertApp(ctx, draft, appId, input.activate, key?.kid ?? null);
      if (key) await insertKey(ctx, appId, key);
      if (row.name === provisionedName) {
        await ctx.db.insert(oktaAppConnections).values({
          oktaOrgId: ctx.oktaOrgId,
          appId,
          authScheme: 'UNKNOWN',
          status: 'UNKNOWN',
          capabilities: noCapabilities,
          updatedAt: row.createdAt,
        });
      }
      const made = draft.needsSecret ? await addSecret(ctx, appId, draft.clientSecret) : null;
      return renderApp(ctx, row, { clientSecret: made?.secret ?? null });
    }),
  );
}
