import { oktaAppLogos } from '#lib/db/schema/okta-apps.ts';
import { routes } from '#lib/routes.ts';
import { newOktaId } from '#lib/std/okta-ids.ts';
import { inOktaTransaction, type OktaCtx } from '../okta-ctx.ts';
import { invalid } from '../okta-error.ts';
import { findApp } from './queries.ts';

/** A logo must be smaller (contract, C2-76). */
export const logoLimitBytes = 1024 * 1024;

const signatures: readonly [string, string][] = [
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['474946383761', 'image/gif'],
  ['474946383961', 'image/gif'],
];

/** The type of an image by its first bytes: what a caller calls it counts for nothing. */
function typeOf(data: Uint8Array): string | null {
  const head = Buffer.from(data.subarray(0, 8)).toString('hex');
  return signatures.find(([signature]) => head.startsWith(signature))?.[1] ?? null;
}

/** Replaces the logo of an app; null: no file came. Throws `E0000001`, `E0000007`. */
export async function setLogo(
  ctx: OktaCtx,
  input: { appId: string; file: Uint8Array | null },
): Promise<{ url: string }> {
  return inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId, true);
    if (!input.file) throw invalid('file', 'file: The field cannot be left blank');
    if (input.file.byteLength >= logoLimitBytes) {
      throw invalid('file', 'file: The file must be smaller than 1 MB.');
    }
    const contentType = typeOf(input.file);
    if (!contentType) throw invalid('file', 'file: The file must be a PNG, JPG or GIF image.');
    const logo = {
      fileId: newOktaId('file', ctx.random),
      contentType,
      data: Buffer.from(input.file),
      createdAt: ctx.clock.now(),
    };
    await ctx.db
      .insert(oktaAppLogos)
      .values({ oktaOrgId: ctx.oktaOrgId, appId: app.id, ...logo })
      .onConflictDoUpdate({ target: [oktaAppLogos.oktaOrgId, oktaAppLogos.appId], set: logo });
    return { url: ctx.baseUrl + routes.oktaFile(logo.fileId) };
  });
}
