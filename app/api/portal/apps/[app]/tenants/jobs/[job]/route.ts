import { getApp } from '#lib/domain/apps/get-app.ts';
import { getTenantJob } from '#lib/domain/tenants/jobs/get-tenant-job.ts';
import { answerJson } from '../../../../../answer.ts';

type Context = { params: Promise<{ app: string; job: string }> };

/** How far the filling of a school is. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app, job } = await params;
  return answerJson(request, async (ctx) => {
    await getApp(ctx, app);
    return getTenantJob(ctx, job);
  });
}
