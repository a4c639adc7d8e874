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
import { exercised, faultsOf, operationOf } from './document.ts';

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

/**
 * Calls the sandbox as a partner does, without a port. Whatever the test looks at: the answer must be one that the
 * document describes, in body and headers.
 */
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
  const answer = { status: response.status, headers: response.headers, text };
  const bare = path.split('?', 1)[0] ?? '';
  const faults = faultsOf(method, bare, answer);
  if (faults.length > 0) {
    throw new Error(`${method} ${path} answers ${response.status}: ${faults.join('; ')}`);
  }
  const operation = operationOf(method, bare);
  if (operation) exercised.add(`${operation.operationId} ${response.status}`);
  return {
    ...answer,
    json: text === '' ? {} : JSON.parse(text),
  };
}

export type TestSandbox = Sandbox & { errors: unknown[] };

/** A sandbox over the test's database; what it would only log is kept in `errors`. */
export function openSandbox(db: Database, clock?: Clock): TestSandbox {
  const errors: unknown[] = [];
  const sandbox = createSandbox({ db, clock, onError: (error) => errors.push(error) });
  return { ...sandbox, errors };
}

/** A grade with its sections, as the API names them. */
export async function placeIn(
  sandbox: Sandbox,
  school: School,
): Promise<{ grade_id: number; section_id: number; other_section_id: number }> {
  const { json } = await call(sandbox, 'GET', '/education/sections?per_page=100', {
    token: school.token,
  });
  const sections = json.data as { id: number; grade_id: number }[];
  const first = sections[0];
  const other = sections.find(({ grade_id }) => grade_id !== first?.grade_id);
  if (!first || !other) throw new Error('The school has no two grades.');
  return { grade_id: first.grade_id, section_id: first.id, other_section_id: other.id };
}

let people = 0;
/** A body for createStudent that nothing stands against. */
export function studentBody(place: { grade_id: number; section_id: number }) {
  return {
    full_name: 'سارة عبدالله القحطاني',
    national_id: `T-${++people}`,
    birth_date: '2015-09-02',
    gender: 'female',
    grade_id: place.grade_id,
    section_id: place.section_id,
  };
}

export function guardianBody() {
  return {
    full_name: 'Khalid Saad Al-Harbi',
    phone: `+96650${String(++people).padStart(7, '0')}99`,
    relation: 'father',
  };
}
