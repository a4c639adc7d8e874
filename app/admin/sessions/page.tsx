import type { Metadata } from 'next';
import { PageHeader } from '#components/ui/page-header.tsx';
import { routes } from '#lib/routes.ts';
import { OwnAccount } from '../../dashboard/sessions/own-account.tsx';
import { reviewerPageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'Account' };

export default async function AdminSessionsPage() {
  const ctx = await reviewerPageCtx(routes.adminSessions());
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
