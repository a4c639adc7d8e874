import type { LoggedRequest } from '#lib/domain/requests/get-request.ts';
import { requestLogDays } from '#lib/domain/requests/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { took } from '../requests-table.tsx';

const dayMs = 86_400_000;

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
  const items = [
    { label: 'Request id', value: <Copyable text={row.id} label="Copy the request id" /> },
    { label: 'When', value: <RelativeTime at={row.createdAt.toISOString()} /> },
    { label: 'Took', value: took(row.durationUs) },
    {
      label: 'Operation',
      value: row.operationId ? (
        <a
          className="text-accent hover:underline"
          href={routes.operation(row.api, row.operationId)}
        >
          {row.operationId}
        </a>
      ) : (
        'None of the API'
      ),
    },
    ...(row.tenantId === null ? [] : [{ label: 'Tenant', value: row.tenantId }]),
    ...(row.installationId
      ? [
          {
            label: 'Installation',
            value: <Copyable text={row.installationId} label="Copy the installation id" />,
          },
        ]
      : []),
    {
      label: 'Sent from',
      value:
        row.tokenKind === 'console'
          ? 'The console'
          : [row.clientAddress, row.userAgent].filter(Boolean).join(', ') || 'Unknown',
    },
    ...(row.query
      ? [{ label: 'Query', value: <code className="break-all">{row.query}</code> }]
      : []),
    ...(row.idempotencyKey
      ? [
          {
            label: 'Idempotency-Key',
            value: <Copyable text={row.idempotencyKey} label="Copy the idempotency key" />,
          },
        ]
      : []),
    ...(row.idempotency ? [{ label: 'Idempotency', value: outcomes[row.idempotency] }] : []),
    ...(row.deniedScope ? [{ label: 'Scope denied', value: <code>{row.deniedScope}</code> }] : []),
    { label: 'Kept until', value: <RelativeTime at={keptUntil.toISOString()} /> },
  ];
  return (
    <Card title="Request">
      <KeyValues items={items} />
    </Card>
  );
}
