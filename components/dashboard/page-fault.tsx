'use client';
import { routes } from '#lib/routes.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { PageHeader } from '../ui/page-header.tsx';

type PageFaultProps = { error: Error & { digest?: string } };

/** A page of the dashboard that could not be made. Of the fault it tells the reference in the log, and nothing else. */
export function PageFault({ error }: PageFaultProps) {
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
