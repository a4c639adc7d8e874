import { z } from 'zod';
import { apps } from '#lib/db/schema/apps.ts';
import { AppError } from '#lib/errors.ts';
import { type AppId, newId, type OrgId } from '#lib/std/ids.ts';
import { assertMayChange } from '../access.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { lineField } from '../line-field.ts';
import { slugField } from '../manifest/fields.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';

const Input = z.strictObject({
  orgId: z.custom<OrgId>((id) => typeof id === 'string'),
  slug: slugField,
  name: lineField(120),
  integrationType: z.enum(['embedded', 'external', 'notification']),
  status: z
    .enum(['draft', 'submitted', 'in_review', 'approved', 'published', 'rejected'])
    .default('draft'),
});

/** Registers an app. Its slug is the `module` of `whoami`; throws `conflict` when it is taken. */
export async function createApp(ctx: Ctx, input: z.input<typeof Input>): Promise<{ appId: AppId }> {
  const app = parseInput(Input, input);
  assertMayChange(ctx, app.orgId);
  // People start with a draft; only the platform itself hands out another state.
  if (ctx.actor.type === 'user' && app.status !== 'draft') throw new AppError('forbidden');
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const appId = newId('app', now.getTime());
    const made = await ctx.db
      .insert(apps)
      .values({ ...app, id: appId, createdAt: now })
      .onConflictDoNothing({ target: apps.slug })
      .returning({ id: apps.id });
    if (made.length === 0) {
      throw new AppError('conflict', {
        message: 'Another app has this slug.',
        details: { field: 'slug' },
      });
    }
    await recordAudit(ctx, {
      orgId: app.orgId,
      action: 'app.created',
      subject: appId,
      details: { slug: app.slug, integration_type: app.integrationType, status: app.status },
    });
    return { appId };
  });
}
