import { getApp } from '#lib/domain/apps/get-app.ts';
import { requireTenant } from '#lib/domain/tenants/get-tenant.ts';
import { startTenantJob } from '#lib/domain/tenants/jobs/start-tenant-job.ts';
import { AppError } from '#lib/errors.ts';
import { answerJson, bodyOf } from '../../../../answer.ts';

type Context = { params: Promise<{ app: string; tenant: string }> };

/** `{"action": "reset", "size": …}` answers the job that fills the school anew. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app, tenant } = await params;
  return answerJson(request, async (ctx) => {
    await getApp(ctx, app);
    const { id: tenantId } = await requireTenant(ctx, tenant);
    const { action, size } = await bodyOf(request);
    if (action !== 'reset') throw new AppError('bad_request');
    // The verb's schema judges what was sent.
    const input = { kind: 'reset', tenantId, size } as Parameters<typeof startTenantJob>[1];
    const { jobId } = await startTenantJob(ctx, input);
    return { jobId };
  });
}
