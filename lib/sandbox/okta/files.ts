import type { Queryable } from '#lib/db/raw.ts';
import { isOktaId } from '#lib/std/okta-ids.ts';
import { LightResponse } from '../light-response.ts';
import { findFile } from './queries.ts';

/** An uploaded logo. Its id cannot be guessed, and pages show it without a token: so it needs none. */
export async function answerFile(db: Queryable, fileId: string): Promise<Response> {
  const file = isOktaId('file', fileId) ? await findFile(db, fileId) : null;
  if (!file) return new LightResponse(null, { status: 404, headers: { 'content-length': '0' } });
  return new LightResponse(new Uint8Array(file.data), {
    headers: {
      // One of three image types, by the bytes themselves.
      'content-type': file.content_type,
      'x-content-type-options': 'nosniff',
      // The pages that show it are those of the org's apps, not the portal's.
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
}
