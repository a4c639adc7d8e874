import type { Metadata } from 'next';
import { OktaLive } from '#components/dashboard/okta/okta-live.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { readOktaOrg } from '#lib/domain/okta/orgs/read-org.ts';
import { oktaScopes } from '#lib/domain/okta/scopes.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'Okta sandbox' };

export default async function OktaPage() {
  const ctx = await pageCtx(routes.okta());
  const org = await readOktaOrg(ctx);
  return (
    <>
      <PageHeader
        title="Okta sandbox"
        description="An Okta org of your own, filled with people, groups and apps: where it is, the tokens that open it, and the pages that may read it."
        actions={
          <>
            <LinkButton href={routes.docs('okta/authentication')}>How to call it</LinkButton>
            <LinkButton href={routes.api('okta')}>Open the reference</LinkButton>
          </>
        }
      />
      <OktaLive first={org} scopes={oktaScopes} canChange={ctx.actor.role !== 'viewer'} />
    </>
  );
}
