import { randomBytes } from 'node:crypto';
import { getConfig } from '#lib/config/runtime.ts';
import { endpointSecrets } from '#lib/db/schema/webhooks.ts';
import { type EndpointId, newId } from '#lib/std/ids.ts';
import type { Ctx } from '../ctx.ts';
import { endpointSealer } from './sealer.ts';

/** A new signing secret: `whsec_` and 32 random bytes in base64 (contract: Webhooks). */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Seals a secret and stores it with its endpoint. Call inside the transaction of the act. */
export async function storeSecret(
  ctx: Ctx,
  secret: { endpointId: EndpointId; text: string; isPrimary: boolean },
): Promise<void> {
  const now = ctx.clock.now();
  const id = newId('sec', now.getTime());
  await ctx.db.insert(endpointSecrets).values({
    id,
    endpointId: secret.endpointId,
    sealed: endpointSealer(getConfig().secret).seal(secret.text, id),
    isPrimary: secret.isPrimary,
    createdAt: now,
  });
}
