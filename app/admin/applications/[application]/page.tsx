import type { Metadata } from 'next';
import { AccountHint } from '#components/admin/account-hint.tsx';
import { DecisionFacts } from '#components/admin/decision-facts.tsx';
import { ApplicationFacts } from '#components/apply/application-facts.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getApplication } from '#lib/domain/applications/review.ts';
import { routes } from '#lib/routes.ts';
import { isId } from '#lib/std/ids.ts';
import { orNotFound } from '../../../dashboard/page-ctx.ts';
import { reviewerPageCtx } from '../../page-ctx.ts';
import { DecisionForms } from '../decision-forms.tsx';

export const metadata: Metadata = { title: 'Application' };
type Params = { params: Promise<{ application: string }> };

export default async function ApplicationPage({ params }: Params) {
  const { application: id } = await params;
  const here = isId('apl', id) ? routes.adminApplication(id) : routes.admin();
  const application = await orNotFound(getApplication(await reviewerPageCtx(here), id));
  const { status, company, account } = application;
  return (
    <>
      <PageHeader
        title={<bdi>{company}</bdi>}
        description="What the company wrote, and what was decided."
      />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Card title="What they sent">
          <ApplicationFacts application={application} />
        </Card>
        <Card title="Decision">
          <div className="grid grid-cols-1 gap-5">
            <DecisionFacts application={application} />
            <AccountHint status={status} account={account} />
            <DecisionForms
              id={application.id}
              status={status}
              company={company}
              canRenew={status === 'approved' && account?.canSignIn === false}
            />
          </div>
        </Card>
      </div>
    </>
  );
}
