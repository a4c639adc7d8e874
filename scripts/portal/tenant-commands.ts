import { createTenant } from '#lib/domain/tenants/create-tenant.ts';
import { resetTenant } from '#lib/domain/tenants/reset-tenant.ts';
import type { OnProgress } from '#lib/domain/tenants/seed/fill-tenant.ts';
import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { type LocalCommand, UsageError, type Values } from './arguments.ts';

const sizes = ['small', 'large'] as const;
function sizeOf(values: Values): (typeof sizes)[number] {
  const size = sizes.find((name) => name === (values.size ?? 'small'));
  if (!size) throw new UsageError(`--size must be one of ${sizes.join(', ')}.`);
  return size;
}

/** Progress goes to the error stream: the output stays the result alone. */
const showProgress: OnProgress = (done, total) => {
  process.stderr.write(`${done} of ${total} records\n`);
};

/** Says what was not found: an operator names it by hand. */
const named = (message: string) => (error: unknown) => {
  if (error instanceof AppError && error.code === 'not_found') {
    throw new AppError('not_found', { message });
  }
  throw error;
};

const tenantCreate: LocalCommand = {
  name: 'tenant create',
  help: 'Makes a sandbox tenant, filled: small has 300 students, large 20,000.',
  options: { org: true, name: true, size: false },
  async run({ ctx }, values) {
    const { org, name = '' } = values;
    if (!isId('org', org)) throw new UsageError('--org must be the id of an organization.');
    const input = { orgId: org, name, size: sizeOf(values) };
    const { tenantId } = await createTenant(ctx, input, showProgress).catch(
      named(`There is no organization ${org}.`),
    );
    return { tenant_id: tenantId };
  },
};

const tenantReset: LocalCommand = {
  name: 'tenant reset',
  help: 'Gives a sandbox tenant new records; installations, tokens, events and logs stay.',
  options: { tenant: true, size: false },
  async run({ ctx }, values) {
    const tenantId = Number(values.tenant);
    const isPossible = Number.isInteger(tenantId) && tenantId > 0 && tenantId < 2 ** 31;
    if (!isPossible) throw new UsageError('--tenant must be the number of a tenant.');
    const input = { tenantId, size: sizeOf(values) };
    await resetTenant(ctx, input, showProgress).catch(named(`There is no tenant ${tenantId}.`));
    return { tenant_id: tenantId };
  },
};

export const tenantCommands: readonly LocalCommand[] = [tenantCreate, tenantReset];
