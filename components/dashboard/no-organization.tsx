import { Building2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { routes } from '#lib/routes.ts';
import type { SessionUser } from '../site/account-menu.tsx';
import { SiteShell } from '../site/site-shell.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Toaster } from '../ui/toast.tsx';

type NoOrganizationProps = {
  account: SessionUser;
  /** Where they are signed in, and their password. */
  children: ReactNode;
};

/** For people whose account is in no organization: what they can do, and their own account. */
export function NoOrganization({ account, children }: NoOrganizationProps) {
  return (
    <SiteShell area="dashboard" account={account} className="grid grid-cols-1 gap-10 py-16">
      <h1 className="sr-only">Dashboard</h1>
      <EmptyState
        icon={Building2}
        title="You belong to no organization yet"
        actions={
          <>
            <LinkButton href={routes.apply()} variant="primary">
              Become a partner
            </LinkButton>
            <LinkButton href={routes.reference()}>Read the reference</LinkButton>
          </>
        }
      >
        You are signed in as <bdi className="break-all">{account.email}</bdi>. Ask an owner or admin
        of your organization to invite this address, or apply with it to become a partner.
      </EmptyState>
      <section className="grid grid-cols-1 gap-4" aria-labelledby="account">
        <h2 id="account" className="text-lg font-semibold">
          Your account
        </h2>
        {children}
      </section>
      <Toaster />
    </SiteShell>
  );
}
