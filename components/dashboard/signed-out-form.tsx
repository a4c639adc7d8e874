import type { ReactNode } from 'react';
import { routes } from '#lib/routes.ts';
import { SiteShell } from '../site/site-shell.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { PageHeader } from '../ui/page-header.tsx';

type SignedOutFormProps = {
  title: string;
  /** Where to come back to after the sign-in. */
  here: string;
  /** The form with what was typed. */
  children: ReactNode;
};

/** A form of the dashboard for somebody whose session ended while they typed, without a script. */
export function SignedOutForm({ title, here, children }: SignedOutFormProps) {
  return (
    <SiteShell area="dashboard" className="grid grid-cols-1 gap-6 py-10">
      <PageHeader
        title={title}
        description="Your session has ended. What you typed stands below: sign in again in a new tab, then send it from here."
        actions={
          <LinkButton href={routes.signIn(here)} target="_blank" variant="primary">
            Sign in in a new tab
          </LinkButton>
        }
      />
      {children}
    </SiteShell>
  );
}
