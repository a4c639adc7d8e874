import { scopeMeanings } from '#lib/domain/scopes/schemas.ts';
import { routes } from '#lib/routes.ts';
import { cx } from '#lib/std/cx.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { AskScope } from './ask-scope.tsx';
import { DropScope } from './drop-scope.tsx';
import type { ScopeLine } from './scopes-table.tsx';

export type DeniedCall = { operation: string; denied: number; line: ScopeLine };

type ScopeAdviceProps = {
  app: AppId;
  denied: readonly DeniedCall[];
  unused: readonly ScopeLine[];
  canChange: boolean;
};

const shownAtOnce = 4;
const rowClass = 'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5';

/** What the calls of the last 30 days say about the scopes: too few, and too many. */
export function ScopeAdvice({ app, denied, unused, canChange }: ScopeAdviceProps) {
  return (
    <div
      className={cx(
        'grid grid-cols-1 items-start gap-4 empty:hidden',
        denied.length > 0 && unused.length > 0 && 'xl:grid-cols-2',
      )}
    >
      {denied.length > 0 ? (
        <Card title="Denied calls, 30 days">
          <ul className="-my-2.5 grid grid-cols-1 divide-y divide-line text-sm">
            {denied.map((one) => (
              <li key={one.operation} className={rowClass}>
                <span className="min-w-0">
                  <a
                    className="font-medium text-accent hover:underline"
                    href={routes.operation('partners', one.operation)}
                  >
                    {one.operation}
                  </a>{' '}
                  <Badge tone="bad">{one.denied} denied</Badge>
                  <code className="block text-[0.8125rem] break-all text-muted">
                    {one.line.scope}
                  </code>
                </span>
                <Remedy app={app} call={one} canChange={canChange} />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {unused.length > 0 ? (
        <Card title="Granted, but unused for 30 days">
          <p className="text-sm text-muted">
            A right that nobody uses is a risk that nobody needs. What was granted stays until the
            school removes the app.
          </p>
          <Disclosure
            className="mt-2"
            summary={`${unused.length} ${unused.length === 1 ? 'scope' : 'scopes'}`}
            open={unused.length <= shownAtOnce}
          >
            <ul className="-my-2.5 grid grid-cols-1 divide-y divide-line text-sm">
              {unused.map(({ scope, next }) => (
                <li key={scope} className={rowClass}>
                  <span className="min-w-0">
                    <code className="text-[0.8125rem] break-all">{scope}</code>
                    <span className="block text-[0.8125rem] text-muted">
                      {scopeMeanings[scope]}
                    </span>
                  </span>
                  {next && canChange ? <DropScope app={app} scope={scope} /> : null}
                  {next ? null : <Badge>Next version: no longer</Badge>}
                </li>
              ))}
            </ul>
          </Disclosure>
        </Card>
      ) : null}
    </div>
  );
}

type RemedyProps = { app: AppId; call: DeniedCall; canChange: boolean };

function Remedy({ app, call: { line }, canChange }: RemedyProps) {
  if (line.asked) {
    return (
      <LinkButton size="sm" href={routes.app(app, 'installations')}>
        Asked for: wants consent
      </LinkButton>
    );
  }
  if (line.next) {
    return (
      <LinkButton size="sm" href={routes.app(app, 'versions')}>
        In the next version
      </LinkButton>
    );
  }
  return canChange ? (
    <AskScope
      app={app}
      scope={line.scope}
      meaning={scopeMeanings[line.scope]}
      asked={undefined}
      label="Add to the next version"
    />
  ) : null;
}
