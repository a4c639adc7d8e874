import type { TokenRow } from '#lib/domain/tokens/list-tokens.ts';
import { Badge } from '../ui/badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../ui/table.tsx';

const columns = ['Token', 'Tenant', 'Scopes', 'Last used', 'Expires', 'State'];

type TokensTableProps = { tokens: readonly TokenRow[]; now: Date };

/** What may be shown of tokens after they were issued: their ends, and how they are used. */
export function TokensTable({ tokens, now }: TokensTableProps) {
  return (
    <Table label="Tokens">
      <thead>
        <tr>
          {columns.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <Tr key={`${token.id}-${token.generation}`}>
            <Td>
              <code
                className="whitespace-nowrap"
                title={`${token.id}, generation ${token.generation}`}
              >
                {token.prefix}…{token.lastFour}
              </code>
            </Td>
            <Td>
              <bdi>{token.tenantName}</bdi>
            </Td>
            <Td className="text-muted" title={token.scopes?.join('\n')}>
              {token.scopes ? `${token.scopes.length} of the granted` : 'All granted'}
            </Td>
            <Td className="text-muted">
              {token.lastUsedAt ? (
                <span title={token.lastUsedFrom ?? undefined}>
                  <RelativeTime at={token.lastUsedAt.toISOString()} />
                  {token.lastUsedOperation ? `, ${token.lastUsedOperation}` : null}
                </span>
              ) : (
                'Never'
              )}
            </Td>
            <Td className="whitespace-nowrap text-muted">
              <RelativeTime at={token.expiresAt.toISOString()} />
            </Td>
            <Td>
              <TokenState token={token} now={now} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function TokenState({ token, now }: { token: TokenRow; now: Date }) {
  if (token.revokedAt) return <Badge>Revoked</Badge>;
  if (token.expiresAt <= now) return <Badge tone="warn">Expired</Badge>;
  return <Badge tone="good">Live</Badge>;
}
