import type { Database } from '#lib/db/client.ts';
import { createApp } from '#lib/domain/apps/create-app.ts';
import type { Ctx } from '#lib/domain/ctx.ts';
import { installApp } from '#lib/domain/installations/install-app.ts';
import { type PartnerScope, partnerScopes } from '#lib/domain/installations/scopes.ts';
import { createOrganization } from '#lib/domain/organizations/create-organization.ts';
import { createTenant } from '#lib/domain/tenants/create-tenant.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { createSandbox, type Sandbox } from '#lib/sandbox/index.ts';
import { type Clock, systemClock } from '#lib/std/clock.ts';
import type { AppId, InstallationId, OrgId } from '#lib/std/ids.ts';

let slugs = 0;

export type School = {
  ctx: Ctx;
  orgId: OrgId;
  appId: AppId;
  tenantId: number;
  installationId: InstallationId;
  token: string;
};

/** A fresh organization with an app in a small school of its own; every test may have one. */
export async function createSchool(
  db: Database,
  options: { scopes?: readonly PartnerScope[]; clock?: Clock; size?: 'small' | 'large' } = {},
): Promise<School> {
  const ctx = systemCtx(db, options.clock ?? systemClock, 'operator');
  const { orgId } = await createOrganization(ctx, { name: 'Masar Learning' });
  const { appId } = await createApp(ctx, {
    orgId,
    slug: `attendance-bridge-${++slugs}`,
    name: 'Attendance Bridge',
    integrationType: 'external',
    status: 'approved',
  });
  const { tenantId } = await createTenant(ctx, {
    orgId,
    name: 'مدارس الرواد',
    size: options.size ?? 'small',
  });
  const scopes = [...(options.scopes ?? partnerScopes)];
  const { installationId, token } = await installApp(ctx, { appId, tenantId, scopes });
  return { ctx, orgId, appId, tenantId, installationId, token };
}

export type CallOptions = {
  token?: string | null;
  body?: unknown;
  key?: string;
  headers?: Record<string, string>;
  address?: string;
};

export type Called = {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; tests look at it as they expect it. */
  json: Record<string, unknown> & { data?: unknown };
};

/** Calls the sandbox as a partner does, without a port. */
export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Called> {
  const headers = new Headers(options.headers);
  if (options.token) headers.set('authorization', `Bearer ${options.token}`);
  if (options.key !== undefined) headers.set('idempotency-key', options.key);
  const hasBody = options.body !== undefined;
  if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const isText = typeof options.body === 'string' || options.body instanceof Uint8Array;
  const request = new Request(`http://localhost/api/apps${path}`, {
    method,
    headers,
    body: !hasBody ? null : isText ? (options.body as string) : JSON.stringify(options.body),
  });
  const response = await sandbox.handle(request, {
    clientAddress: options.address ?? '203.0.113.7',
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text === '' ? {} : JSON.parse(text),
  };
}

export { createSandbox };
