import type { Metadata } from 'next';
import { EntryPage } from '#components/entry/entry-page.tsx';
import { newApplicationSecret } from '#lib/domain/applications/apply.ts';
import { integrationTypes } from '#lib/domain/applications/schemas.ts';
import { canMail } from '#lib/domain/mails/queue-mail.ts';
import { routes } from '#lib/routes.ts';
import { ApplyForm } from './apply-form.tsx';

export const metadata: Metadata = {
  title: 'Become a partner',
  description: 'Apply to build an app for schools on the Okta platform.',
};
export const dynamic = 'force-dynamic';

export default function ApplyPage() {
  const next = canMail()
    ? 'You confirm your address, then a reviewer reads it.'
    : 'A reviewer reads it.';
  return (
    <EntryPage
      wide
      title="Become a partner"
      lead={
        <>
          Tell who you are and what you want to build. {next} Reading the{' '}
          <a className="text-accent underline" href={routes.reference()}>
            reference
          </a>{' '}
          and the{' '}
          <a className="text-accent underline" href={routes.docs()}>
            guides
          </a>{' '}
          needs no account.
        </>
      }
    >
      <ApplyForm secret={newApplicationSecret()} types={integrationTypes} />
    </EntryPage>
  );
}
