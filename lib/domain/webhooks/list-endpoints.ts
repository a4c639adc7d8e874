import { and, desc, eq, isNull, ne } from 'drizzle-orm';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import type { EndpointId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { type ShownHeader, shownHeaders } from './custom-headers.ts';
import { type EndpointRow, requireEndpoint } from './require-endpoint.ts';
import { liveSecrets } from './rotate-secret.ts';

/** An endpoint as pages show it: no secret. */
export type EndpointView = Omit<EndpointRow, 'orgId' | 'deletedAt' | 'customHeaders'> & {
  customHeaders: ShownHeader[];
};

function toView({ orgId: _orgId, deletedAt: _deletedAt, ...row }: EndpointRow): EndpointView {
  return { ...row, customHeaders: shownHeaders(row.customHeaders) };
}

/** The endpoints of an app, newest first. Throws `not_found`. */
export async function listEndpoints(ctx: Ctx, input: { appId: string }): Promise<EndpointView[]> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const rows = await ctx.db
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.appId, appId),
        isNull(webhookEndpoints.deletedAt),
        ne(webhookEndpoints.kind, 'bridge'),
      ),
    )
    .orderBy(desc(webhookEndpoints.id));
  return rows.map(toView);
}

export type EndpointDetail = EndpointView & {
  /** The window in which two secrets sign; null outside of one. */
  rotation: { endsAt: Date; promoted: boolean } | null;
};

/** One endpoint with the state of its secrets, never the secrets. Throws `not_found`. */
export async function getEndpoint(
  ctx: Ctx,
  input: { appId?: string; endpointId: EndpointId | string },
): Promise<EndpointDetail> {
  const row = await requireEndpoint(ctx, input.endpointId, 'read');
  if (input.appId !== undefined && input.appId !== row.appId) throw new AppError('not_found');
  const [first, second] = await liveSecrets(ctx, row.id);
  const ending = [first, second].find((secret) => secret?.expiresAt);
  const rotation =
    second && ending?.expiresAt ? { endsAt: ending.expiresAt, promoted: !ending.isPrimary } : null;
  return { ...toView(row), rotation };
}
