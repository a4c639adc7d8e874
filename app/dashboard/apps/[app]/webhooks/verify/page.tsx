import type { Metadata } from 'next';
import { SignatureHelp } from '#components/dashboard/webhooks/signature-help.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { pageApp } from '../../../page-app.ts';

export const metadata: Metadata = { title: 'Why does my signature fail?' };

type Props = {
  params: Promise<{ app: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function VerifyPage({ params, searchParams }: Props) {
  const { delivery } = await searchParams;
  const { app } = await pageApp(params, 'webhooks');
  return (
    <>
      <PageHeader
        title="Why does my signature fail?"
        description="Paste what your receiver got. The portal says which of secret, body and timestamp does not fit. Nothing of it is kept."
      />
      <SignatureHelp app={app.id} deliveryId={typeof delivery === 'string' ? delivery : ''} />
    </>
  );
}
