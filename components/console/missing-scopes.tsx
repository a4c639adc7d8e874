import type { ConsoleCaller } from '#lib/domain/console/schemas.ts';
import { routes } from '#lib/routes.ts';
import { isId } from '#lib/std/is-id.ts';
import { Callout } from '../ui/callout.tsx';
import { LinkButton } from '../ui/link-button.tsx';

type MissingScopesProps = { caller: ConsoleCaller; needed: readonly string[] };

/** Warns before sending when the installation lacks what the operation needs, and leads to where it is asked for. */
export function MissingScopes({ caller, needed }: MissingScopesProps) {
  const missing = needed.filter((scope) => !caller.scopes.includes(scope));
  if (missing.length === 0) return null;
  const scopesPage = isId('app', caller.app.id) ? routes.app(caller.app.id, 'scopes') : undefined;
  return (
    <Callout
      tone="warn"
      title="This installation lacks a scope"
      actions={
        scopesPage ? (
          <LinkButton size="sm" href={scopesPage}>
            Request this scope
          </LinkButton>
        ) : undefined
      }
    >
      Without <code>{missing.join(', ')}</code> the API answers 403 scope_not_granted. You can send
      it anyway and see that answer.
    </Callout>
  );
}
