'use client';
import { KeyRound } from 'lucide-react';
import type { TokensPart } from '#lib/domain/tokens/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { NarrowedFrame } from '../narrowed.tsx';
import { StaleNote } from '../stale-note.tsx';
import { type Issuable, IssueToken } from './issue-token.tsx';
import { TokenCard } from './token-card.tsx';
import { useTokens } from './use-token-acts.tsx';

type TokensLiveProps = {
  app: AppId;
  first: TokensPart;
  /** Living installations, to which a token can be issued. */
  installations: Issuable[];
  canChange: boolean;
};

/** The tokens of an app, the use of each as it happens. */
export function TokensLive(props: TokensLiveProps) {
  return (
    <LiveProvider>
      <Tokens {...props} />
    </LiveProvider>
  );
}

function Tokens({ app, first, installations, canChange }: TokensLiveProps) {
  const { found, error } = useTokens(app, first);
  const { tokens, part } = found;
  const live = tokens.filter(({ state }) => state === 'live');
  const ended = tokens.filter(({ state }) => state !== 'live');
  return (
    <div className="grid grid-cols-1 gap-4">
      <StaleNote error={error} />
      {canChange && installations.length > 0 ? (
        <div>
          <IssueToken app={app} installations={installations} />
        </div>
      ) : null}
      {found.live === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No token works at the moment"
          actions={
            <LinkButton href={routes.app(app, 'installations')}>See the installations</LinkButton>
          }
        >
          A token is issued by itself when a school installs the app.
        </EmptyState>
      ) : null}
      <NarrowedFrame
        part={part}
        name="schools"
        label="School or token"
        href={(schools, page) => routes.tokens(app, { schools, page })}
      >
        {tokens.length > 0 || part.typed === '' ? (
          <div className="grid grid-cols-1 gap-4 empty:hidden">
            {live.map((token) => (
              <TokenCard key={token.id} app={app} token={token} canChange={canChange} />
            ))}
            {ended.length > 0 ? (
              <Disclosure
                summary={`Tokens that have ended (${ended.length})`}
                open={live.length === 0 && found.live > 0}
              >
                <div className="grid grid-cols-1 gap-4">
                  {ended.map((token) => (
                    <TokenCard key={token.id} app={app} token={token} canChange={false} />
                  ))}
                </div>
              </Disclosure>
            ) : null}
          </div>
        ) : null}
      </NarrowedFrame>
    </div>
  );
}
