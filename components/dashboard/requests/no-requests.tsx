import { ScrollText } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** An empty request log, and how to fill it. `all` is the address without filters. */
export function NoRequests({ isFiltered, all }: { isFiltered: boolean; all: string }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={ScrollText}
        title="No request matches"
        actions={<LinkButton href={all}>Clear the filters</LinkButton>}
      >
        Widen the filters to see more.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={ScrollText}
      title="No request yet"
      actions={
        <LinkButton variant="primary" href={`${routes.operation('partners', 'whoami')}#try`}>
          Try whoami
        </LinkButton>
      }
    >
      Send one from the console, or with a token of this app.
    </EmptyState>
  );
}
