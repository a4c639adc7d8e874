'use client';
import { KeyRound } from 'lucide-react';
import type { OktaTokenView } from '#lib/domain/okta/orgs/schemas.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { useOktaActs } from './use-okta.tsx';

const states: Record<OktaTokenView['state'], { tone: Tone; label: string }> = {
  live: { tone: 'good', label: 'Live' },
  revoked: { tone: 'neutral', label: 'Revoked' },
  expired: { tone: 'neutral', label: 'Expired' },
  ownerless: { tone: 'neutral', label: 'Owner left' },
};

type OktaTokensProps = { tokens: readonly OktaTokenView[]; canChange: boolean };

/** Living tokens first; the others stay readable below. */
export function OktaTokens({ tokens, canChange }: OktaTokensProps) {
  const live = tokens.filter(({ state }) => state === 'live');
  const ended = tokens.filter(({ state }) => state !== 'live');
  return (
    <>
      {live.length > 0 ? (
        <TokensTable label="Tokens that work" tokens={live} canChange={canChange} />
      ) : (
        <EmptyState icon={KeyRound} title="No token works at the moment">
          Make an API token to do what you may do, or an access token that may do only what its
          scopes say.
        </EmptyState>
      )}
      {ended.length > 0 ? (
        <Disclosure summary={`Tokens that have ended (${ended.length})`}>
          <TokensTable label="Tokens that have ended" tokens={ended} canChange={false} />
        </Disclosure>
      ) : null}
    </>
  );
}

const columns = ['Token', 'State', 'Opens', 'Ends', 'Last use', 'Made'];

function TokensTable({ label, tokens, canChange }: OktaTokensProps & { label: string }) {
  return (
    <Table label={label} stacked>
      <thead>
        <tr>
          {columns.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <Tr key={token.tokenId}>
            <Td>
              <span className="font-medium">
                <bdi>{token.name ?? 'Access token'}</bdi>
              </span>
              <code className="block whitespace-nowrap text-muted" title={token.tokenId}>
                {token.kind === 'api' ? 'SSWS 00' : 'Bearer oka_'}…{token.lastFour ?? ''}
              </code>
            </Td>
            <Td label="State">
              <span className="flex items-center gap-2 whitespace-nowrap">
                <Badge tone={states[token.state].tone}>{states[token.state].label}</Badge>
                {canChange ? <Revoke token={token} /> : null}
              </span>
            </Td>
            <Td label="Opens" className="min-w-48 text-muted">
              <Opens token={token} />
            </Td>
            <Td label="Ends" className="whitespace-nowrap text-muted">
              <RelativeTime at={token.expiresAt} />
              {token.kind === 'api' && token.state === 'live' ? (
                <span className="block text-[0.8125rem]">unless it is used</span>
              ) : null}
            </Td>
            <Td label="Last use" className="whitespace-nowrap text-muted">
              <LastUse token={token} />
            </Td>
            <Td label="Made" className="whitespace-nowrap text-muted">
              <RelativeTime at={token.createdAt} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Opens({ token: { scopes, owner } }: { token: OktaTokenView }) {
  if (scopes) {
    return scopes.map((scope) => (
      <code key={scope} className="block text-[0.8125rem]">
        {scope}
      </code>
    ));
  }
  if (!owner) return 'Everything';
  return (
    <>
      What <bdi>{owner.name}</bdi> may do{owner.readsOnly ? ': read' : ''}
    </>
  );
}

function LastUse({ token: { kind, lastUsedAt } }: { token: OktaTokenView }) {
  if (kind === 'access') return <span title="Uses of access tokens are not kept">–</span>;
  return lastUsedAt ? <RelativeTime at={lastUsedAt} /> : 'Never';
}

function Revoke({ token }: { token: OktaTokenView }) {
  const { act, question } = useOktaActs();
  const revoke = async () => {
    await act(['tokens', token.tokenId], { action: 'revoke' });
  };
  const named = token.name ?? `the token …${token.lastFour ?? token.tokenId}`;
  return (
    <span data-needs-js="">
      <ConfirmDialog
        trigger={
          <Button size="sm" aria-label={`Revoke ${named}`}>
            Revoke
          </Button>
        }
        title={
          <>
            Revoke <bdi>{named}</bdi>?
          </>
        }
        action="Revoke token"
        onConfirm={revoke}
      >
        The very next request with it is answered 401. It cannot be brought back.
      </ConfirmDialog>
      {question}
    </span>
  );
}
