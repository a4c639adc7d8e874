import type { PartnerScope } from '#lib/domain/installations/scopes.ts';
import type { AskedScope } from '#lib/domain/scopes/schemas.ts';
import { scopeMeanings } from '#lib/domain/scopes/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Badge } from '../../ui/badge.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { AskScope } from './ask-scope.tsx';

export type ScopeLine = {
  scope: PartnerScope;
  operations: readonly string[];
  asked: AskedScope | undefined;
  /** Names of the tenants that granted it. */
  holders: readonly string[];
  /** Of the last 30 days. */
  calls: number;
  denied: number;
};

type ScopesTableProps = {
  app: AppId;
  lines: readonly ScopeLine[];
  installations: number;
  canChange: boolean;
};

const columns = ['Scope', 'Asked for', 'Granted by', 'Calls, 30 days', 'Denied, 30 days'];

/** The fourteen scopes: what each opens, how it is asked for, who granted it, and whether it is used. */
export function ScopesTable({ app, lines, installations, canChange }: ScopesTableProps) {
  return (
    <Table label="Scopes">
      <thead>
        <tr>
          {columns.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.scope}>
            <Td className="min-w-72">
              <code className="text-[0.8125rem]">{line.scope}</code>
              <span className="block text-[0.8125rem] text-muted">{scopeMeanings[line.scope]}</span>
              <span className="flex flex-wrap gap-x-3 text-[0.8125rem]">
                {line.operations.map((name) => (
                  <a
                    key={name}
                    className="text-accent hover:underline"
                    href={routes.operation('partners', name)}
                  >
                    {name}
                  </a>
                ))}
              </span>
            </Td>
            <Td className="min-w-60">
              <Asked line={line} />
              {canChange ? (
                <AskScope
                  app={app}
                  scope={line.scope}
                  meaning={scopeMeanings[line.scope]}
                  asked={line.asked}
                />
              ) : null}
            </Td>
            <Td title={line.holders.join('\n')}>
              <Badge tone={line.holders.length > 0 ? 'good' : 'neutral'}>
                {line.holders.length} of {installations}
              </Badge>
            </Td>
            <Td>
              {line.calls}{' '}
              {line.calls === 0 && line.holders.length > 0 ? (
                <Badge title="Consider to no longer ask for it">Granted, unused</Badge>
              ) : null}
            </Td>
            <Td>{line.denied > 0 ? <Badge tone="bad">{line.denied}</Badge> : '0'}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Asked({ line: { asked } }: { line: ScopeLine }) {
  if (!asked) return <span className="mr-2 text-muted">No</span>;
  return (
    <span className="mb-1.5 block">
      <Badge tone="accent">{asked.isOptional ? 'Optional' : 'Needed'}</Badge>{' '}
      <bdi className="text-[0.8125rem] text-muted">{asked.reason}</bdi>
    </span>
  );
}
