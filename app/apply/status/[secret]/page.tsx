import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { ApplicationFacts } from '#components/apply/application-facts.tsx';
import { ApplicationState } from '#components/apply/application-state.tsx';
import { EntryPage } from '#components/entry/entry-page.tsx';
import { Card } from '#components/ui/card.tsx';
import { anonymousCtx } from '#lib/auth/session.ts';
import { readOwnApplication } from '#lib/domain/applications/apply.ts';
import { canMail } from '#lib/domain/mails/queue-mail.ts';
import { orNotFound } from '../../../dashboard/page-ctx.ts';

// The address is a secret: no other site may learn it from here.
export const metadata: Metadata = {
  title: 'Your application',
  robots: { index: false },
  referrer: 'same-origin',
};
export const dynamic = 'force-dynamic';

export default async function StatusPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const ctx = anonymousCtx(await headers());
  const application = await orNotFound(readOwnApplication(ctx, secret));
  return (
    <EntryPage
      wide
      title={
        <>
          Application of <bdi>{application.company}</bdi>
        </>
      }
      lead="Keep the address of this page: it is the only way to it, and whoever has it can read it."
    >
      <ApplicationState application={application} mails={canMail()} />
      <Card title="What you sent">
        <ApplicationFacts application={application} />
      </Card>
    </EntryPage>
  );
}
