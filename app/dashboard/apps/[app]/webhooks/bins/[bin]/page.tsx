import type { Metadata } from 'next';
import { BinInspector } from '#components/dashboard/webhooks/bin-inspector.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { inspectBin } from '#lib/domain/bins/list-bins.ts';
import { orNotFound } from '../../../../../page-ctx.ts';
import { pageApp } from '../../../../page-app.ts';

export const metadata: Metadata = { title: 'Bin' };

type Props = { params: Promise<{ app: string; bin: string }> };

export default async function BinPage({ params }: Props) {
  const { bin: binId } = await params;
  const { ctx, app } = await pageApp(params, 'webhooks');
  const bin = await orNotFound(inspectBin(ctx, { appId: app.id, binId }));
  return (
    <>
      <PageHeader
        title="Built-in bin"
        description="A receiver for practice. Whoever knows its address can post to it."
      />
      <BinInspector app={app.id} first={bin} mayChange={ctx.actor.role !== 'viewer'} />
    </>
  );
}
