'use client';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { routes } from '#lib/routes.ts';

type ErrorPageProps = { error: Error & { digest?: string } };

/** A page of the dashboard that could not be made, inside the dashboard's frame. */
export default function DashboardError({ error }: ErrorPageProps) {
  return (
    <>
      <PageHeader title="This page could not be made" />
      <Callout
        tone="bad"
        title="The fault is ours, and it is in the portal’s log"
        actions={
          <>
            <Button size="sm" onClick={() => window.location.reload()}>
              Try again
            </Button>
            <LinkButton size="sm" variant="ghost" href={routes.dashboard()}>
              Go to Home
            </LinkButton>
          </>
        }
      >
        Try again; if it stays, tell your operator
        {error.digest ? (
          <>
            {' '}
            the reference <code>{error.digest}</code>.
          </>
        ) : (
          ' when it was.'
        )}
      </Callout>
    </>
  );
}
