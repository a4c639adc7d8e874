import type { ReactNode } from 'react';
import type { LoggedRequest } from '#lib/domain/requests/get-request.ts';
import { requestLogDays } from '#lib/domain/requests/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { took } from '../requests/requests-table.tsx';

const dayMs = 86_400_000;
type Item = { label: string; value: ReactNode };

const outcomes = {
  stored: 'First use: the answer is kept for 24 hours',
  replayed: 'Replayed: the stored answer again',
  conflict: 'Refused: used before with another request',
  in_progress: 'Refused: the first request was still running',
  invalid: 'Refused: no valid key',
} as const;

/** Who called what, when, with which token, and until when this is kept. */
export function RequestFacts({ row }: { row: LoggedRequest }) {
  const keptUntil = new Date(row.createdAt.getTime() + requestLogDays * dayMs);
  const items: Item[] = [
    { label: 'Request id', value: <Copyable text={row.id} label="Copy the request id" /> },
    { label: 'When', value: <RelativeTime at={row.createdAt.toISOString()} /> },
    { label: 'Took', value: took(row.durationUs) },
    { label: 'Operation', value: <Operation row={row} /> },
    ...callerOf(row),
    ...idempotencyOf(row),
    ...(row.query
      ? [{ label: 'Query', value: <code className="break-all">{row.query}</code> }]
      : []),
    ...(row.deniedScope ? [{ label: 'Scope denied', value: <code>{row.deniedScope}</code> }] : []),
    { label: 'Kept until', value: <RelativeTime at={keptUntil.toISOString()} /> },
  ];
  return (
    <Card title="Request">
      <KeyValues items={items} />
    </Card>
  );
}

function Operation({ row: { api, operationId } }: { row: LoggedRequest }) {
  if (!operationId) return 'None of the API';
  return (
    <a className="text-accent hover:underline" href={routes.operation(api, operationId)}>
      {operationId}
    </a>
  );
}

/** School, installation and token; each leads to all its calls. */
function callerOf(row: LoggedRequest): Item[] {
  const { appId, tenantId, installationId, tokenId, tokenKind, tokenGeneration } = row;
  const isConsole = tokenKind === 'console';
  const from = [row.clientAddress, row.userAgent].filter(Boolean).join(', ') || 'Unknown';
  const items: Item[] = [{ label: 'Sent from', value: isConsole ? 'The console' : from }];
  if (!appId) return items;
  if (tokenId && !isConsole) {
    const value = (
      <>
        <Copyable text={tokenId} label="Copy the token’s id" /> generation {tokenGeneration}{' '}
        <Others href={routes.logs(appId, { token: tokenId })} />
      </>
    );
    items.unshift({ label: 'Token', value });
  }
  if (installationId) {
    const value = (
      <>
        <Copyable text={installationId} label="Copy the installation id" />{' '}
        <Others href={routes.logs(appId, { installation: installationId })} />
      </>
    );
    items.unshift({ label: 'Installation', value });
  }
  if (tenantId === null) return items;
  const href = routes.logs(appId, { tenant: String(tenantId) });
  const value = (
    <>
      {tenantId} <Others href={href} />
    </>
  );
  return [{ label: 'Tenant', value }, ...items];
}

function idempotencyOf({ idempotencyKey, idempotency }: LoggedRequest): Item[] {
  const items: Item[] = [];
  if (idempotencyKey) {
    const value = <Copyable text={idempotencyKey} label="Copy the idempotency key" />;
    items.push({ label: 'Idempotency-Key', value });
  }
  if (idempotency) items.push({ label: 'Idempotency', value: outcomes[idempotency] });
  return items;
}

function Others({ href }: { href: string }) {
  return (
    <a className="whitespace-nowrap text-accent hover:underline" href={href}>
      all its calls
    </a>
  );
}
