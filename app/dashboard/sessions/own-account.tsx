import { SessionsTable } from '#components/dashboard/sessions/sessions-table.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Card } from '#components/ui/card.tsx';
import type { PersonCtx } from '#lib/domain/ctx.ts';
import { hasPassword } from '#lib/domain/sessions/confirm-password.ts';
import { listOwnSessions } from '#lib/domain/sessions/own-sessions.ts';
import { ChangePasswordForm } from './change-password-form.tsx';

/** Where a person is signed in, and their password: for partners, reviewers and people without an organization. */
export async function OwnAccount({ ctx }: { ctx: PersonCtx }) {
  const [sessions, canChange] = await Promise.all([listOwnSessions(ctx), hasPassword(ctx)]);
  return (
    <>
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
