import type { Metadata } from 'next';
import { EntryPage } from '#components/entry/entry-page.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { canMail } from '#lib/domain/mails/queue-mail.ts';
import { ForgotForm } from './forgot-form.tsx';

export const metadata: Metadata = { title: 'Forgot password', robots: { index: false } };
export const dynamic = 'force-dynamic';

export default function ForgotPage() {
  return (
    <EntryPage
      title="Forgot your password?"
      lead="Give your address. You get a link by which you choose a new one."
    >
      {canMail() ? (
        <ForgotForm />
      ) : (
        <Callout title="This portal sends no mail">
          Ask whoever runs it: they can make a new account or link for you.
        </Callout>
      )}
    </EntryPage>
  );
}
