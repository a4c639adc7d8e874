import type { LoggedRequest } from '#lib/domain/requests/get-request.ts';
import { routes } from '#lib/routes.ts';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { took } from '../requests-table.tsx';

/** Who called what, when, with which token. */
export function RequestFacts({ row }: { row: LoggedRequest }) {
  const items = [
    { label: 'Request id', value: <Copyable text={row.id} label="Copy the request id" /> },
    { label: 'When', value: <RelativeTime at={row.createdAt.toISOString()} /> },
    { label: 'Took', value: took(row.durationUs) },
    {
      label: 'Operation',
      value: row.operationId ? (
        <a
          className="text-accent hover:underline"
          href={routes.operation('partners', row.operationId)}
        >
          {row.operationId}
        </a>
      ) : (
        'None of the API'
      ),
    },
    { label: 'Tenant', value: row.tenantId },
    {
      label: 'Sent from',
      value:
        row.tokenKind === 'console'
          ? 'The console'
          : [row.clientAddress, row.userAgent].filter(Boolean).join(', '),
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
  ];
  return (
    <Card title="Request">
      <KeyValues items={items} />
    </Card>
  );
}
