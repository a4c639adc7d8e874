import { Building2 } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { SiteShell } from '../site/site-shell.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';

/** For people whose account is in no organization: there is nothing to show them, but something to do. */
export function NoOrganization({ email }: { email: string }) {
  return (
    <SiteShell area="dashboard" className="py-16">
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
        You are signed in as {email}. Ask an owner or admin of your organization to invite this
        address, or apply with it to become a partner.
      </EmptyState>
    </SiteShell>
  );
}
