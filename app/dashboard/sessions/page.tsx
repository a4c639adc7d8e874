import type { Metadata } from 'next';
import { PageHeader } from '#components/ui/page-header.tsx';
import { routes } from '#lib/routes.ts';
import { pageCtx } from '../page-ctx.ts';
import { OwnAccount } from './own-account.tsx';

export const metadata: Metadata = { title: 'Account' };

export default async function SessionsPage() {
  const ctx = await pageCtx(routes.sessions());
  return (
    <>
      <PageHeader
        title="Account"
        description="Where you are signed in, and your password. A session that you end is out with its next request, everywhere."
      />
      <OwnAccount ctx={ctx} />
    </>
  );
}
