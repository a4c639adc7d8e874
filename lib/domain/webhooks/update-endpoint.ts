import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { changeOf, recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { requireEndpoint } from './require-endpoint.ts';
import {
  customHeadersField,
  descriptionField,
  eventsField,
  ratePerSecondField,
} from './schemas.ts';
import { endpointUrlProblem } from './url-field.ts';

const Input = z
  .strictObject({
    endpointId: z.string(),
    url: z
      .string()
      .superRefine((url, issue) => {
        const problem = endpointUrlProblem(url);
        if (problem) issue.addIssue({ code: 'custom', message: problem });
      })
      .optional(),
    events: eventsField.optional(),
    description: descriptionField.optional(),
    customHeaders: customHeadersField.optional(),
    ratePerSecond: ratePerSecondField.optional(),
  })
  .refine((input) => Object.keys(input).length > 1, 'must change at least one field');

type Changes = Omit<z.output<typeof Input>, 'endpointId'>;

/**
 * Changes an endpoint; attempts that are due go to the new address with the same secret.
 * Throws `not_found`, `forbidden` or `validation_failed`.
 */
export async function updateEndpoint(ctx: Ctx, input: z.input<typeof Input>): Promise<void> {
  const { endpointId, ...changes } = parseInput(Input, input);
  await inTransaction(ctx, async (ctx) => {
    const row = await requireEndpoint(ctx, endpointId, 'change');
    await ctx.db.update(webhookEndpoints).set(changes).where(eq(webhookEndpoints.id, row.id));
    await recordAudit(ctx, {
      orgId: row.orgId,
      action: 'webhook_endpoint.updated',
      subject: row.id,
      details: changeOf(...traceOf(row, changes)),
    });
  });
}

type Trace = Record<string, unknown>;

/** What the trail keeps of a change: of custom headers their names, because values may be secrets. */
function traceOf(row: typeof webhookEndpoints.$inferSelect, changes: Changes): [Trace, Trace] {
  const { customHeaders, ...after } = changes;
  const before: Trace = row;
  if (!customHeaders) return [before, after];
  const names = Object.entries(customHeaders).map(([name, value]) =>
    Object.hasOwn(row.customHeaders, name) && row.customHeaders[name] !== value
      ? `${name} (new value)`
      : name,
  );
  const had = Object.keys(row.customHeaders).sort();
  return [
    { ...before, customHeaders: had },
    { ...after, customHeaders: names.sort() },
  ];
}
