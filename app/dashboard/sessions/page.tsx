import type { Metadata } from 'next';
import { SessionsTable } from '#components/dashboard/sessions/sessions-table.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listOwnSessions } from '#lib/domain/sessions/own-sessions.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage() {
  const sessions = await listOwnSessions(await pageCtx(routes.sessions()));
  return (
    <>
      <PageHeader
        title="Sessions"
        description="Where you are signed in. A session that you end is out with its next request, everywhere."
      />
      <SessionsTable sessions={sessions} />
    </>
  );
}
