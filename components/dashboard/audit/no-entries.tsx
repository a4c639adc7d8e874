import { ScrollText } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** A trail that the filters leave empty. */
export function NoEntries() {
  return (
    <EmptyState
      icon={ScrollText}
      title="No entry matches"
      actions={<LinkButton href={routes.audit()}>Clear the filters</LinkButton>}
    >
      Take one filter away, or widen the time.
    </EmptyState>
  );
}
