import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { getConfig } from '#lib/config/runtime.ts';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { changeOf, recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { openHeaders, sealHeaders } from './custom-headers.ts';
import { type EndpointRow, requireEndpoint } from './require-endpoint.ts';
import {
  changedHeadersField,
  descriptionField,
  environments,
  eventsField,
  ratePerSecondField,
} from './schemas.ts';
import { disableEndpoint, enableEndpoint } from './set-enabled.ts';
import { endpointUrlProblem } from './url-field.ts';

const Input = z
  .strictObject({
    endpointId: z.string(),
    url: z
      .string()
      .trim()
      .superRefine((url, issue) => {
        const problem = endpointUrlProblem(url);
        if (problem) issue.addIssue({ code: 'custom', message: problem });
      })
      .optional(),
    events: eventsField.optional(),
    description: descriptionField.optional(),
    environment: z.enum(environments).optional(),
    customHeaders: changedHeadersField.optional(),
    ratePerSecond: ratePerSecondField.optional(),
    enabled: z.boolean().optional(),
  })
  .refine((input) => Object.keys(input).length > 1, 'must change at least one field');

/** The new headers as they are stored, with the values that were to be kept. */
function changedHeaders(row: EndpointRow, changes: Readonly<Record<string, string | null>>) {
  const { secret } = getConfig();
  const kept = new Map(
    openHeaders(row.customHeaders, row.id, secret).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(changes)) {
    const next = value ?? kept.get(name.toLowerCase());
    if (next === undefined) {
      const errors = { [`customHeaders.${name}`]: ['needs a value'] };
      throw new AppError('validation_failed', { details: { errors } });
    }
    headers[name] = next;
  }
  return sealHeaders(headers, row.id, secret);
}

/**
 * Changes an endpoint, all but its secret; attempts that are due go to the new address with the same secret. A header whose value is
 * null keeps the stored one. Throws `not_found`, `forbidden` or `validation_failed`.
 */
export async function updateEndpoint(ctx: Ctx, input: z.input<typeof Input>): Promise<void> {
  const { endpointId, enabled, customHeaders, ...plain } = parseInput(Input, input);
  await inTransaction(ctx, async (ctx) => {
    const row = await requireEndpoint(ctx, endpointId, 'change');
    if (enabled !== undefined) {
      await (enabled ? enableEndpoint(ctx, { endpointId }) : disableEndpoint(ctx, { endpointId }));
    }
    const changes = {
      ...plain,
      ...(customHeaders ? { customHeaders: changedHeaders(row, customHeaders) } : {}),
    };
    if (Object.keys(changes).length === 0) return;
    await ctx.db.update(webhookEndpoints).set(changes).where(eq(webhookEndpoints.id, row.id));
    await recordAudit(ctx, {
      orgId: row.orgId,
      action: 'webhook_endpoint.updated',
      subject: row.id,
      details: traceOf(row, { ...plain, customHeaders }),
    });
  });
  // It may have been disabled.
  wakeDeliveries();
}

type Changes = Omit<z.output<typeof Input>, 'endpointId' | 'enabled'>;

/** What the trail keeps of a change: of custom headers their names, because values may be secrets. */
function traceOf(row: EndpointRow, { customHeaders, ...plain }: Changes) {
  if (!customHeaders) return changeOf(row, plain);
  const had = openHeaders(row.customHeaders, row.id, getConfig().secret).map(([name]) => name);
  const has = Object.entries(customHeaders).map(([name, value]) =>
    value !== null && had.includes(name) ? `${name} (new value)` : name,
  );
  return changeOf({ ...row, customHeaders: had.sort() }, { ...plain, customHeaders: has.sort() });
}
