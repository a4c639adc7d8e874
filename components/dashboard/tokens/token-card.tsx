'use client';
import type { GenerationView, TokenView } from '#lib/domain/tokens/schemas.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { HandOver } from '../hand-over.tsx';
import { GenerationsTable } from './generations-table.tsx';
import { InUse } from './in-use.tsx';
import { RotateToken } from './rotate-token.tsx';
import { useTokenActs } from './use-token-acts.tsx';

type TokenCardProps = { app: AppId; token: TokenView; canChange: boolean };

const isLive = ({ state }: GenerationView) => state === 'live' || state === 'ending';

/** One token: which of its generations work, which one is still in use, and what can be done. */
export function TokenCard({ app, token, canChange }: TokenCardProps) {
  const { act, question } = useTokenActs(app);
  const live = token.state === 'live' ? token.generations.filter(isLive) : [];
  const past = token.generations.filter((one) => !live.includes(one));
  const label = `Token of ${token.tenantName}`;
  const revoke = async () => {
    await act({ action: 'revoke' }, token.id);
  };
  return (
    <Card
      title={<bdi>{token.tenantName}</bdi>}
      actions={
        canChange && token.state === 'live' ? (
          <span className="flex gap-2" data-needs-js="">
            <RotateToken app={app} token={token} />
            <ConfirmDialog
              trigger={
                <Button size="sm" variant="danger">
                  Revoke
                </Button>
              }
              title="Revoke this token?"
              action="Revoke token"
              onConfirm={revoke}
            >
              All its generations stop working with the very next request, everywhere. Calls that
              still use it are answered 401.
            </ConfirmDialog>
          </span>
        ) : null
      }
    >
      <div className="grid grid-cols-1 gap-3">
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
          <Copyable text={token.id} label="Copy the token’s id" />
          <span title={token.scopes?.join('\n')}>
            {token.scopes ? `${token.scopes.length} of the granted scopes` : 'All granted scopes'}
          </span>
        </p>
        {token.handOver && token.state === 'live' ? (
          <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
            Bridge: <HandOver app={app} handOver={token.handOver} />
          </p>
        ) : null}
        <InUse generations={live} />
        {live.length > 0 ? (
          <GenerationsTable
            label={label}
            generations={live}
            actionOf={(one) =>
              canChange && one.state === 'ending' ? (
                <EndEarly one={one} onEnd={(body) => act(body, token.id)} />
              ) : null
            }
          />
        ) : null}
        {past.length > 0 ? (
          <Disclosure summary={`Ended generations (${past.length})`} open={live.length === 0}>
            <GenerationsTable label={`${label}, ended`} generations={past} />
          </Disclosure>
        ) : null}
      </div>
      {question}
    </Card>
  );
}

type EndEarlyProps = { one: GenerationView; onEnd: (body: object) => Promise<unknown> };

function EndEarly({ one, onEnd }: EndEarlyProps) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" data-needs-js="">
          End early
        </Button>
      }
      title={`End generation ${one.generation} now?`}
      action="End it"
      onConfirm={async () => {
        await onEnd({ action: 'end', generation: one.generation });
      }}
    >
      {one.lastUse
        ? `It was last used at ${new Date(one.lastUse.at).toLocaleString()}. Whatever still calls with it is answered 401.`
        : 'It was never used. The newest generation goes on working.'}
    </ConfirmDialog>
  );
}
