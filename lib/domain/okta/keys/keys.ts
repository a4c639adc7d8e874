import type { OktaJson } from '#lib/db/schema/okta.ts';
import { signs } from '../apps/kinds.ts';
import { findApp } from '../apps/queries.ts';
import type { AppRow } from '../apps/render-app.ts';
import { inOktaTransaction, type OktaCtx } from '../okta-ctx.ts';
import { invalid, OktaError } from '../okta-error.ts';
import { findKey, insertKey, keySeal, listKeyRows, makeAppKey, renderKey } from './store-key.ts';

/** Only apps that sign have keys (contract, Okta 6.6). */
function assertSigns(row: AppRow, about: string): void {
  if (signs(row.signOnMode)) return;
  const cause = `Key operations are not supported for the sign-on mode ${row.signOnMode}.`;
  throw invalid(about, cause);
}

/** The keys of an app, oldest first. Throws `E0000007`. */
export async function listKeys(ctx: OktaCtx, input: { appId: string }): Promise<OktaJson[]> {
  const app = await findApp(ctx, input.appId);
  return (await listKeyRows(ctx, app.id)).map(renderKey);
}

/** One key. Throws `E0000007`. */
export async function getKey(
  ctx: OktaCtx,
  input: { appId: string; kid: string },
): Promise<OktaJson> {
  const app = await findApp(ctx, input.appId);
  return renderKey(await findKey(ctx, app.id, input.kid));
}

/**
 * Makes a key with a self-signed certificate; 2 to 10 years, 2 when not given. Throws `E0000001`, `E0000007`
 * (contract, Okta 6.6).
 */
export async function generateKey(
  ctx: OktaCtx,
  input: { appId: string; validityYears: string | null },
): Promise<OktaJson> {
  const app = await findApp(ctx, input.appId);
  assertSigns(app, 'generateKey');
  const text = input.validityYears ?? '2';
  const years = Number(text);
  if (!/^\d{1,3}$/.test(text) || years < 2 || years > 10) {
    const cause = 'Validity years out of range. It should be 2 - 10 years';
    throw invalid('generateKey', cause);
  }
  const key = await makeAppKey(ctx, years);
  return inOktaTransaction(ctx, async (ctx) => {
    await findApp(ctx, app.id, true);
    await insertKey(ctx, app.id, key);
    return renderKey(await findKey(ctx, app.id, key.kid));
  });
}

/**
 * Gives a key of one app, under the same kid, to another app of the org. Throws `E0000001`, `E0000007`, `E0000028`
 * (contract, Okta 6.6).
 */
export async function cloneKey(
  ctx: OktaCtx,
  input: { appId: string; kid: string; targetAid: string | null },
): Promise<OktaJson> {
  if (!input.targetAid) throw new OktaError('E0000028');
  const targetAid = input.targetAid;
  return inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId);
    const key = await findKey(ctx, app.id, input.kid);
    const target = await findApp(ctx, targetAid, true);
    assertSigns(target, 'cloneKey');
    const privateKey = ctx.sealer.open(key.privateKey, keySeal(ctx, app.id, key.kid));
    const jwk = key.jwk as Parameters<typeof insertKey>[2]['jwk']; // Written by insertKey.
    const { kid, createdAt, expiresAt } = key;
    const copies = await insertKey(ctx, target.id, { kid, jwk, privateKey, createdAt, expiresAt });
    if (copies.length === 0) {
      const cause = 'Key already exists in the list of key credentials for the target app.';
      throw invalid('cloneKey', cause);
    }
    return renderKey(await findKey(ctx, target.id, kid));
  });
}
