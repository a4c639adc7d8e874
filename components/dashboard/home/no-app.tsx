import { Blocks } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** An organization without an app, and how to make the first one. */
export function NoApp({ mayChange }: { mayChange: boolean }) {
  return (
    <EmptyState
      icon={Blocks}
      title="No app yet"
      actions={
        mayChange ? (
          <LinkButton variant="primary" href={routes.newApp()}>
            Create an app
          </LinkButton>
        ) : (
          <LinkButton href={routes.docs('developer/integration-types')}>What an app is</LinkButton>
        )
      }
    >
      An app is what a school installs: your product inside theirs, beside it, or a way to send
      messages.
    </EmptyState>
  );
}
