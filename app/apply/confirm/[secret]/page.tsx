import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { EntryPage } from '#components/entry/entry-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { anonymousCtx } from '#lib/auth/session.ts';
import { readConfirmation } from '#lib/domain/applications/apply.ts';
import { orNotFound } from '../../../dashboard/page-ctx.ts';
import { confirmAction } from '../../actions.ts';

// The address is a secret: no other site may learn it from here.
export const metadata: Metadata = {
  title: 'Confirm your address',
  robots: { index: false },
  referrer: 'same-origin',
};
export const dynamic = 'force-dynamic';

export default async function ConfirmPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const ctx = anonymousCtx(await headers());
  const { company, email, status } = await orNotFound(readConfirmation(ctx, secret));
  return (
    <EntryPage
      title="Confirm your address"
      lead={
        <>
          <bdi>{company}</bdi> applied with <span className="break-all">{email}</span>.
        </>
      }
    >
      {status === 'unconfirmed' ? (
        // A press and not the visit confirms: programs that read mail open every link.
        <form action={confirmAction} className="grid gap-4">
          <input type="hidden" name="secret" value={secret} />
          <Button type="submit" variant="primary" size="lg">
            Confirm
          </Button>
        </form>
      ) : (
        <Callout tone="good" title="Your address is confirmed">
          A reviewer reads the application. You get a mail when it is decided.
        </Callout>
      )}
    </EntryPage>
  );
}
