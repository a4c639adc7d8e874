import { z } from 'zod';
import { getConfig } from '#lib/config/runtime.ts';
import { AppError } from '#lib/errors.ts';
import { type CredentialId, newId } from '#lib/std/ids.ts';
import { recordAudit } from '../audit/record.ts';
import type { UserCtx } from '../ctx.ts';
import { lineField } from '../line-field.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { oktaDomain, oktaSuffixes } from './okta-domain.ts';
import { countCredentials, insertCredential } from './queries.ts';
import { credentialSealer } from './sealer.ts';

const mostPerUser = 50;

const token = z
  .string()
  .trim()
  // The scheme is often copied along.
  .transform((text) => text.replace(/^(Bearer|SSWS)\s+/i, ''))
  .pipe(
    z
      .string()
      .min(16, 'This is too short for a token.')
      .max(8192, 'This is too long for a token.')
      .regex(/^[\x21-\x7e]+$/, 'A token has no spaces and only ASCII characters.'),
  );
const name = lineField(80, 0).default('');

const Input = z.discriminatedUnion('environment', [
  z.strictObject({ api: z.literal('partners'), environment: z.literal('dev'), name, token }),
  z.strictObject({ api: z.literal('partners'), environment: z.literal('production'), name, token }),
  z.strictObject({
    api: z.literal('okta'),
    environment: z.literal('own'),
    name,
    token,
    scheme: z.enum(['Bearer', 'SSWS']),
    domain: z
      .string()
      .transform(oktaDomain)
      .pipe(
        z.string({
          error: `Give the domain of your org, such as acme.okta.com (under ${oktaSuffixes.join(', ')}).`,
        }),
      ),
  }),
]);

/**
 * Keeps a token of a real host for the console, sealed; nothing gives it back, only the relay uses it.
 * Throws `validation_failed`, `conflict` when the user has saved too many.
 */
export async function saveCredential(
  ctx: UserCtx,
  input: unknown,
): Promise<{ credentialId: CredentialId }> {
  const parsed = parseInput(Input, input);
  const { userId, orgId } = ctx.actor;
  const now = ctx.clock.now();
  const id = newId('crd', now.getTime());
  const domain = parsed.environment === 'own' ? parsed.domain : null;
  return inTransaction(ctx, async (ctx) => {
    if ((await countCredentials(ctx.db, userId)) >= mostPerUser) {
      throw new AppError('conflict', {
        message: `You have saved ${mostPerUser} credentials. Delete one that you no longer use first.`,
      });
    }
    await insertCredential(ctx.db, {
      id,
      userId,
      api: parsed.api,
      environment: parsed.environment,
      scheme: parsed.environment === 'own' ? parsed.scheme : 'Bearer',
      domain,
      name: parsed.name || domain || parsed.environment,
      sealedToken: credentialSealer(getConfig().secret).seal(parsed.token, id),
      tokenPrefix: prefixOf(parsed.token),
      tokenLastFour: parsed.token.slice(-4),
      createdAt: now,
      lastUsedAt: null,
    });
    const details = { api: parsed.api, environment: parsed.environment, domain };
    await recordAudit(ctx, { orgId, action: 'credential.saved', subject: id, details });
    return { credentialId: id };
  });
}

/** What says the kind of a token, and never more than a quarter of it. */
function prefixOf(token: string): string {
  const kind = /^[a-z]{2,6}_(live|test)_/.exec(token)?.[0] ?? '';
  return kind || token.slice(0, 4);
}
