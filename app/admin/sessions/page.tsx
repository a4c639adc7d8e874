import type { Metadata } from 'next';
import { SessionsTable } from '#components/dashboard/sessions/sessions-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { hasPassword } from '#lib/domain/sessions/confirm-password.ts';
import { listOwnSessions } from '#lib/domain/sessions/own-sessions.ts';
import { routes } from '#lib/routes.ts';
import { ChangePasswordForm } from '../../dashboard/sessions/change-password-form.tsx';
import { reviewerPageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'Account' };

export default async function AdminSessionsPage() {
  const ctx = await reviewerPageCtx(routes.adminSessions());
  const [sessions, canChange] = await Promise.all([listOwnSessions(ctx), hasPassword(ctx)]);
  return (
    <>
      <PageHeader
        title="Account"
        description="Where you are signed in. A session that you end is out with its next request, everywhere."
      />
      <SessionsTable sessions={sessions} />
      {canChange ? (
        <Card title="Password" className="max-w-xl">
          <ChangePasswordForm />
        </Card>
      ) : null}
    </>
  );
}
