import { getApp } from '#lib/domain/apps/get-app.ts';
import { startTenantJob } from '#lib/domain/tenants/jobs/start-tenant-job.ts';
import { answerJson, bodyOf } from '../../../answer.ts';

type Context = { params: Promise<{ app: string }> };

/** `{"name": …, "size": "small" | "large"}`: makes a school and fills it; the answer names the job. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app } = await params;
  return answerJson(request, async (ctx) => {
    await getApp(ctx, app);
    const { name, size } = await bodyOf(request);
    // The verb's schema judges each of them.
    const input = { kind: 'create', name, size } as Parameters<typeof startTenantJob>[1];
    const { jobId } = await startTenantJob(ctx, input);
    return { jobId };
  });
}
