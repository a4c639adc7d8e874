import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { EntryPage } from '#components/entry/entry-page.tsx';
import { anonymousCtx } from '#lib/auth/session.ts';
import { readPasswordLink } from '#lib/domain/users/password-links.ts';
import { orNotFound } from '../../../dashboard/page-ctx.ts';
import { ChooseForm } from './choose-form.tsx';

// The address is a secret: no other site may learn it from here.
export const metadata: Metadata = {
  title: 'Choose a password',
  robots: { index: false },
  referrer: 'same-origin',
};
export const dynamic = 'force-dynamic';

export default async function PasswordPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const ctx = anonymousCtx(await headers());
  const { email, hasPassword } = await orNotFound(readPasswordLink(ctx, secret));
  return (
    <EntryPage
      title={hasPassword ? 'Choose a new password' : 'Choose your password'}
      lead={
        hasPassword
          ? 'It replaces the one you have, and signs you out everywhere.'
          : 'It opens your account; afterwards you sign in with it.'
      }
    >
      <ChooseForm secret={secret} email={email} />
    </EntryPage>
  );
}
