import { z } from 'zod';
import { AppError, type FieldErrors } from '#lib/errors.ts';
import type { AppId } from '#lib/std/ids.ts';
import { assertMayChange } from '../access.ts';
import type { UserCtx } from '../ctx.ts';
import { slugField } from '../manifest/fields.ts';
import { pathText } from '../manifest/places.ts';
import { mostManifestChars, readSource } from '../manifest/read-source.ts';
import { manifestSchema } from '../manifest/schemas.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { saveDraft } from '../versions/draft.ts';
import { createApp } from './create-app.ts';
import { findAppBySlug } from './queries.ts';

const Input = z.strictObject({
  source: z
    .string()
    .max(mostManifestChars, `A manifest has at most ${mostManifestChars} characters.`)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'The text must be UTF-8.'),
  format: z.enum(['yaml', 'json']),
});

/** What a new app must know; the rest of the manifest may have mistakes, which the scan tells. */
const Identity = z.object({
  slug: slugField,
  names: manifestSchema.shape.names,
  integration_type: manifestSchema.shape.integration_type,
});

/**
 * Registers an app with its manifest as the first draft. Sending the same again makes no second app. Throws
 * `forbidden`, `validation_failed` for a text without slug, name and type, and `conflict` when the slug is taken.
 */
export async function createFromManifest(
  ctx: UserCtx,
  input: z.input<typeof Input>,
): Promise<{ appId: AppId }> {
  assertMayChange(ctx, ctx.actor.orgId);
  const { source, format } = parseInput(Input, input);
  const { slug, name, integrationType } = readIdentity(source, format);
  return inTransaction(ctx, async (ctx) => {
    const { orgId } = ctx.actor;
    const same = await findAppBySlug(ctx.db, orgId, slug);
    if (same?.firstSource === source) return { appId: same.appId };
    const { appId } = await createApp(ctx, { orgId, slug, name, integrationType }).catch(
      async (error: unknown) => {
        // Two sends at once: the second waited for the first, and finds what it made.
        const made = await findAppBySlug(ctx.db, orgId, slug);
        if (made?.firstSource === source) return made;
        throw error;
      },
    );
    if (!(await findAppBySlug(ctx.db, orgId, slug))?.firstSource) {
      await saveDraft(ctx, { appId, source, format, revision: 0 });
    }
    return { appId };
  });
}

function readIdentity(source: string, format: 'yaml' | 'json') {
  const { data, problems } = readSource(source, format);
  const [problem] = problems;
  if (problem) refuse({ source: [`Line ${problem.place.line}: ${problem.message}`] });
  const parsed = Identity.safeParse(data);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => {
      const field = pathText(path.map((step) => (typeof step === 'number' ? step : String(step))));
      return /^[a-z]/.test(message)
        ? `${field} ${message}.`
        : `${field || 'The manifest'}: ${message}.`;
    });
    return refuse({ source: errors });
  }
  const { names, integration_type: integrationType } = parsed.data;
  return { slug: parsed.data.slug, name: names.en ?? names.ar ?? '', integrationType };
}

function refuse(errors: FieldErrors): never {
  throw new AppError('validation_failed', { details: { errors } });
}
