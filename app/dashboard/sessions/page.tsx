import type { Metadata } from 'next';
import { SessionsTable } from '#components/dashboard/sessions/sessions-table.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { hasPassword } from '#lib/domain/sessions/confirm-password.ts';
import { listOwnSessions } from '#lib/domain/sessions/own-sessions.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from '../page-ctx.ts';
import { ChangePasswordForm } from './change-password-form.tsx';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage() {
  const ctx = await pageCtx(routes.sessions());
  const [sessions, canChange] = await Promise.all([listOwnSessions(ctx), hasPassword(ctx)]);
  return (
    <>
      <PageHeader
        title="Sessions"
        description="Where you are signed in. A session that you end is out with its next request, everywhere."
      />
      <SessionsTable sessions={sessions} />
      {canChange ? (
        <Card title="Password" className="max-w-xl">
          <ChangePasswordForm />
        </Card>
      ) : (
        <Callout title="You have no password here">
          You sign in through your identity provider.
        </Callout>
      )}
    </>
  );
}
