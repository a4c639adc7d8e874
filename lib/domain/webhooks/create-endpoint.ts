import { and, count, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { getConfig } from '#lib/config/runtime.ts';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { type EndpointId, isId, newId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { sealHeaders } from './custom-headers.ts';
import {
  customHeadersField,
  descriptionField,
  environments,
  eventsField,
  ratePerSecondField,
} from './schemas.ts';
import { newSecret, storeSecret } from './secret.ts';
import { endpointUrlProblem } from './url-field.ts';

/** The contract promises at least 50. */
export const endpointsPerApp = 200;

const Input = z.strictObject({
  /** Chosen by the asker, so that asking twice adds one endpoint. */
  endpointId: z.custom<EndpointId>((id) => isId('whe', id)).optional(),
  appId: z.string(),
  url: z
    .string()
    .trim()
    .superRefine((url, issue) => {
      const problem = endpointUrlProblem(url);
      if (problem) issue.addIssue({ code: 'custom', message: problem });
    }),
  events: eventsField,
  description: descriptionField.default(''),
  environment: z.enum(environments).default('sandbox'),
  customHeaders: customHeadersField.default({}),
  ratePerSecond: ratePerSecondField.default(null),
  enabled: z.boolean().default(true),
});

/**
 * Adds a webhook endpoint to an app (contract: Webhooks). The secret is in this answer and never shown again.
 * Throws `not_found`, `forbidden`, `validation_failed`, and `conflict` when the app has its most endpoints or the chosen id stands already.
 */
export async function createEndpoint(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<{ endpointId: EndpointId; secret: string }> {
  const { orgId, appId } = await requireApp(ctx, input.appId, 'change');
  const { endpointId: chosenId, ...endpoint } = parseInput(Input, input);
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const [existing] = await ctx.db
      .select({ count: count() })
      .from(webhookEndpoints)
      .where(and(eq(webhookEndpoints.appId, appId), isNull(webhookEndpoints.deletedAt)));
    if ((existing?.count ?? 0) >= endpointsPerApp) {
      throw new AppError('conflict', {
        message: `An app has at most ${endpointsPerApp} endpoints. Delete one first.`,
      });
    }
    const endpointId = chosenId ?? newId('whe', now.getTime());
    const secret = newSecret();
    await insertEndpoint(ctx, {
      ...endpoint,
      ...(endpoint.enabled ? {} : { disabledReason: 'user', disabledAt: now }),
      customHeaders: sealHeaders(endpoint.customHeaders, endpointId, getConfig().secret),
      id: endpointId,
      orgId,
      appId,
      createdAt: now,
    });
    await storeSecret(ctx, { endpointId, text: secret, isPrimary: true });
    await recordAudit(ctx, {
      orgId,
      action: 'webhook_endpoint.created',
      subject: endpointId,
      details: { url: endpoint.url, events: endpoint.events, environment: endpoint.environment },
    });
    return { endpointId, secret };
  });
}

async function insertEndpoint(ctx: Ctx, row: typeof webhookEndpoints.$inferInsert): Promise<void> {
  const made = await ctx.db
    .insert(webhookEndpoints)
    .values(row)
    .onConflictDoNothing({ target: webhookEndpoints.id })
    .returning({ id: webhookEndpoints.id });
  if (made.length === 0) {
    throw new AppError('conflict', { message: 'This endpoint was added already.' });
  }
}
