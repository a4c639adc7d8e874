import type { Metadata } from 'next';
import { AppFrame } from '#components/dashboard/app-frame.tsx';
import { BinInspector } from '#components/dashboard/webhooks/bin-inspector.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireApp } from '#lib/domain/apps/require-app.ts';
import { inspectBin } from '#lib/domain/bins/list-bins.ts';
import { routes } from '#lib/routes.ts';
import type { AppId, BinId } from '#lib/std/ids.ts';
import { orNotFound, pageCtx } from '../../../../../page-ctx.ts';

export const metadata: Metadata = { title: 'Bin' };

type Props = { params: Promise<{ app: AppId; bin: BinId }> };

export default async function BinPage({ params }: Props) {
  const { app: appId, bin: binId } = await params;
  const ctx = await pageCtx(routes.bin(appId, binId));
  const app = await orNotFound(requireApp(ctx, appId, 'read'));
  const bin = await orNotFound(inspectBin(ctx, { appId, binId }));
  return (
    <AppFrame app={app} section="webhooks" below="Bin">
      <PageHeader
        title="Built-in bin"
        description="A receiver for practice. Whoever knows its address can post to it."
      />
      <BinInspector app={app.appId} first={bin} />
    </AppFrame>
  );
}
