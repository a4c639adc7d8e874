'use client';
import type { ReactNode } from 'react';
import type { GenerationView } from '#lib/domain/tokens/schemas.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';

const columns = ['Token', 'State', 'Ends', 'Last use', 'Created'];

const states: Record<GenerationView['state'], { tone: Tone; label: string }> = {
  live: { tone: 'good', label: 'Live' },
  ending: { tone: 'warn', label: 'Live, ending' },
  ended: { tone: 'neutral', label: 'Ended' },
  expired: { tone: 'neutral', label: 'Expired' },
};

type GenerationsTableProps = {
  label: string;
  generations: readonly GenerationView[];
  /** What can be done with one of them. */
  actionOf?: (generation: GenerationView) => ReactNode;
};

/** The texts that a token had, the newest first, with the last use of each. */
export function GenerationsTable({ label, generations, actionOf }: GenerationsTableProps) {
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
        {generations.map((one) => (
          <Tr key={one.generation}>
            <Td className="whitespace-nowrap">
              <code>{one.hint}</code>
              <span className="block text-[0.8125rem] text-muted">Generation {one.generation}</span>
            </Td>
            <Td label="State">
              <span className="flex flex-wrap items-center gap-2 whitespace-nowrap">
                <Badge tone={states[one.state].tone}>{states[one.state].label}</Badge>
                {actionOf?.(one)}
              </span>
            </Td>
            <Td label="Ends" className="whitespace-nowrap text-muted">
              <RelativeTime at={one.endedAt ?? one.expiresAt} />
            </Td>
            <Td label="Last use" className="min-w-56 text-muted">
              <LastUse generation={one} />
            </Td>
            <Td label="Created" className="whitespace-nowrap text-muted">
              <RelativeTime at={one.createdAt} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function LastUse({ generation: { lastUse } }: { generation: GenerationView }) {
  if (!lastUse) return 'Never used';
  const { at, operation, address, agent } = lastUse;
  return (
    <>
      <span className="text-fg">
        <RelativeTime at={at} />
        {operation ? `, ${operation}` : null}
      </span>
      <span className="block max-w-72 truncate text-[0.8125rem]" title={agent ?? undefined}>
        {address ? `from ${address}` : null} {agent ? <bdi>{agent}</bdi> : null}
      </span>
    </>
  );
}
