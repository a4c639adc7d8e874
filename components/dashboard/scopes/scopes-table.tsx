import type { ReactNode } from 'react';
import type { PartnerScope } from '#lib/domain/installations/scopes.ts';
import type { AskedScope } from '#lib/domain/scopes/schemas.ts';
import { scopeMeanings } from '#lib/domain/scopes/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Badge } from '../../ui/badge.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { AskScope } from './ask-scope.tsx';

export type ScopeLine = {
  scope: PartnerScope;
  operations: readonly string[];
  fields: readonly string[];
  events: readonly string[];
  /** What tenants are asked now. */
  asked: AskedScope | undefined;
  /** What the next version asks; the same while there is no draft. */
  next: AskedScope | undefined;
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

const columns = ['Scope', 'Asked for', 'Granted by', 'Calls, 30 days', 'Denied, 30 days'] as const;
const [, askedFor, grantedBy, calls, denied] = columns;

/** The fourteen scopes: what each opens, how it is asked for, who granted it, and whether it is used. */
export function ScopesTable({ app, lines, installations, canChange }: ScopesTableProps) {
  return (
    <Table label="Scopes" stacked>
      <thead>
        <tr>
          {columns.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.scope} className="align-top">
            <Td className="min-w-72 align-top">
              <code className="text-[0.8125rem]">{line.scope}</code>
              <span className="block text-[0.8125rem] text-muted">{scopeMeanings[line.scope]}</span>
              <Opens line={line} />
            </Td>
            <Td label={askedFor} className="min-w-64 align-top">
              <Asked line={line} />
              {canChange ? (
                <AskScope
                  app={app}
                  scope={line.scope}
                  meaning={scopeMeanings[line.scope]}
                  asked={line.next}
                />
              ) : null}
            </Td>
            <Td label={grantedBy} className="align-top" title={line.holders.join('\n')}>
              <Badge tone={line.holders.length > 0 ? 'good' : 'neutral'}>
                {line.holders.length} of {installations}
              </Badge>
            </Td>
            <Td label={calls} className="align-top">
              {line.calls}
            </Td>
            <Td label={denied} className="align-top">
              {line.denied > 0 ? <Badge tone="bad">{line.denied}</Badge> : '0'}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

const link = 'text-accent hover:underline';

function Opens({ line: { operations, fields, events } }: { line: ScopeLine }) {
  return (
    <Disclosure
      className="text-[0.8125rem]"
      summary={
        <span className="text-[0.8125rem] font-normal">
          {operations.length} {operations.length === 1 ? 'operation' : 'operations'},{' '}
          {fields.length} fields, {events.length} {events.length === 1 ? 'event' : 'events'}
        </span>
      }
    >
      <dl className="grid gap-1.5">
        <Part name="Operations">
          {operations.map((name) => (
            <a key={name} className={link} href={routes.operation('partners', name)}>
              {name}
            </a>
          ))}
        </Part>
        {fields.length > 0 ? (
          <Part name="Fields">
            {fields.map((name) => (
              <code key={name}>{name}</code>
            ))}
          </Part>
        ) : null}
        {events.length > 0 ? (
          <Part name="Events">
            {events.map((name) => (
              <a key={name} className={link} href={routes.webhook('partners', name)}>
                {name}
              </a>
            ))}
          </Part>
        ) : null}
      </dl>
    </Disclosure>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{name}</dt>
      <dd className="flex flex-wrap gap-x-3">{children}</dd>
    </div>
  );
}

function Asked({ line: { asked, next } }: { line: ScopeLine }) {
  const shown = next ?? asked;
  return (
    <span className="mb-1.5 block text-[0.8125rem]">
      <span className="flex flex-wrap gap-1">
        {asked ? (
          <Badge tone="accent">{asked.isOptional ? 'Optional' : 'Needed'}</Badge>
        ) : (
          <span className="text-muted">No</span>
        )}
        <Change asked={asked} next={next} />
      </span>
      {shown ? <bdi className="text-muted">{shown.reason}</bdi> : null}
    </span>
  );
}

function Change({ asked, next }: Pick<ScopeLine, 'asked' | 'next'>) {
  if (!asked && next) {
    return <Badge tone="good">Next version: {next.isOptional ? 'optional' : 'needed'}</Badge>;
  }
  if (asked && !next) return <Badge tone="bad">Next version: no longer</Badge>;
  if (asked && next && asked.isOptional !== next.isOptional) {
    return <Badge tone="warn">Next version: {next.isOptional ? 'optional' : 'needed'}</Badge>;
  }
  if (asked && next && asked.reason !== next.reason) {
    return <Badge tone="warn">Next version: other reason</Badge>;
  }
  return null;
}
