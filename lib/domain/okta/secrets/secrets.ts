import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { OktaJson } from '#lib/db/schema/okta.ts';
import { oktaAppSecrets } from '#lib/db/schema/okta-apps.ts';
import { invariant } from '#lib/std/invariant.ts';
import { isOktaId } from '#lib/std/okta-ids.ts';
import { secretFault } from '../apps/oauth-client.ts';
import { findApp } from '../apps/queries.ts';
import { type AppRow, appUrl } from '../apps/render-app.ts';
import { inOktaTransaction, isoTime, type OktaCtx } from '../okta-ctx.ts';
import { invalid, notFound } from '../okta-error.ts';
import { readInput } from '../read-input.ts';
import { addSecret, listSecretRows, ofSecrets, type SecretRow, secretType } from './add-secret.ts';

const Input = z.object({ client_secret: z.string().nullish() });

/** The client. An app of another mode has no secrets: the list is empty, and nothing can be added. */
function methodOf(row: AppRow): unknown {
  const credentials: unknown = row.body.credentials;
  const client: unknown =
    typeof credentials === 'object' && credentials ? Reflect.get(credentials, 'oauthClient') : null;
  return typeof client === 'object' && client
    ? Reflect.get(client, 'token_endpoint_auth_method')
    : null;
}

function renderSecret(ctx: OktaCtx, row: SecretRow, secret: string | null = null): OktaJson {
  const self = `${appUrl(ctx, row.appId)}/credentials/secrets/${row.id}`;
  const step = (name: string) => ({
    href: `${self}/lifecycle/${name}`,
    hints: { allow: ['POST'] },
  });
  return {
    id: row.id,
    ...(secret === null ? {} : { client_secret: secret }),
    // Tells secrets apart; too short to be tried against.
    secret_hash: row.hash.subarray(0, 16).toString('base64url'),
    created: isoTime(row.createdAt),
    lastUpdated: isoTime(row.updatedAt),
    status: row.status,
    _links:
      row.status === 'ACTIVE'
        ? { deactivate: step('deactivate') }
        : { activate: step('activate'), delete: { href: self, hints: { allow: ['DELETE'] } } },
  };
}

async function findSecret(ctx: OktaCtx, appId: string, secretId: string): Promise<SecretRow> {
  const [row] = isOktaId('secret', secretId)
    ? await ctx.db
        .select()
        .from(oktaAppSecrets)
        .where(and(ofSecrets(ctx, appId), eq(oktaAppSecrets.id, secretId)))
    : [];
  if (!row) throw notFound(secretId, secretType);
  return row;
}

/** The secrets of a client, without their text. Throws `E0000007`. */
export async function listSecrets(ctx: OktaCtx, input: { appId: string }): Promise<OktaJson[]> {
  const app = await findApp(ctx, input.appId);
  return (await listSecretRows(ctx, app.id)).map((row) => renderSecret(ctx, row));
}

type OneSecret = { appId: string; secretId: string };

/** One secret, without its text. Throws `E0000007`. */
export async function getSecret(ctx: OktaCtx, input: OneSecret): Promise<OktaJson> {
  const app = await findApp(ctx, input.appId);
  return renderSecret(ctx, await findSecret(ctx, app.id, input.secretId));
}

/** Adds a secret, and shows it this once. Throws `E0000001`, `E0000007` (contract, Okta 6.8). */
export async function createSecret(ctx: OktaCtx, input: { appId: string; body: OktaJson }) {
  return inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId, true);
    const { client_secret: given } = readInput(Input, input.body);
    const method = methodOf(app);
    if (method === null) {
      const cause = 'Client secrets are available only for OPENID_CONNECT applications.';
      throw invalid(secretType, cause);
    }
    if (method === 'private_key_jwt') {
      const cause =
        "'client_secret' cannot be used when 'token_endpoint_auth_method' is 'private_key_jwt'.";
      throw invalid('client_secret', cause);
    }
    const fault = given == null ? null : secretFault(given, method);
    if (fault) throw invalid('client_secret', `client_secret: ${fault}`);
    const { row, secret } = await addSecret(ctx, app.id, given ?? null);
    return renderSecret(ctx, row, secret);
  });
}

/** Removes an inactive secret. Throws `E0000001`, `E0000007` (contract, Okta 6.8). */
export async function deleteSecret(ctx: OktaCtx, input: OneSecret): Promise<void> {
  await inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId, true);
    const row = await findSecret(ctx, app.id, input.secretId);
    if (row.status === 'ACTIVE') {
      const cause =
        "You can't delete an active client secret. Deactivate the secret before deleting it.";
      throw invalid(secretType, cause);
    }
    await ctx.db
      .delete(oktaAppSecrets)
      .where(and(ofSecrets(ctx, app.id), eq(oktaAppSecrets.id, row.id)));
  });
}

/** Activates or deactivates a secret; never the only active one. Throws `E0000001`, `E0000007`. */
export async function setSecretStatus(
  ctx: OktaCtx,
  input: OneSecret & { status: SecretRow['status'] },
): Promise<OktaJson> {
  return inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId, true);
    const row = await findSecret(ctx, app.id, input.secretId);
    if (row.status === input.status) return renderSecret(ctx, row);
    const all = await listSecretRows(ctx, app.id);
    const active = all.filter(({ status }) => status === 'ACTIVE');
    if (input.status === 'INACTIVE' && active.length < 2) {
      throw invalid(secretType, "You can't deactivate the only active client secret.");
    }
    const [after] = await ctx.db
      .update(oktaAppSecrets)
      .set({ status: input.status, updatedAt: ctx.clock.now() })
      .where(and(ofSecrets(ctx, app.id), eq(oktaAppSecrets.id, row.id)))
      .returning();
    invariant(after, 'the secret of a locked app is still there');
    return renderSecret(ctx, after);
  });
}
