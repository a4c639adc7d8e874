'use client';
import type { ReactNode } from 'react';
import type { DeliveryStatus } from '#lib/db/schema/webhooks.ts';
import type { GenerationView } from '#lib/domain/tokens/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';

const columns = ['Generation', 'State', 'Last use', 'Created', 'Ends'];

const states: Record<GenerationView['state'], { tone: Tone; label: string }> = {
  live: { tone: 'good', label: 'Live' },
  ending: { tone: 'warn', label: 'Live, ending' },
  ended: { tone: 'neutral', label: 'Ended' },
  expired: { tone: 'neutral', label: 'Expired' },
};

type GenerationsTableProps = {
  app: AppId;
  label: string;
  generations: readonly GenerationView[];
  /** What can be done with one of them. */
  actionOf?: (generation: GenerationView) => ReactNode;
};

/** The texts that a token had, the newest first, with the last use of each. */
export function GenerationsTable({ app, label, generations, actionOf }: GenerationsTableProps) {
  return (
    <Table label={label}>
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
            <Td>
              <span className="font-medium">{one.generation}</span>
              <code className="block whitespace-nowrap text-muted">{one.hint}</code>
            </Td>
            <Td>
              <span className="flex items-center gap-2 whitespace-nowrap">
                <Badge tone={states[one.state].tone}>{states[one.state].label}</Badge>
                {actionOf?.(one)}
              </span>
              <HandOver app={app} generation={one} />
            </Td>
            <Td className="min-w-56 text-muted">
              <LastUse generation={one} />
            </Td>
            <Td className="whitespace-nowrap text-muted">
              <RelativeTime at={one.createdAt} />
            </Td>
            <Td className="whitespace-nowrap text-muted">
              <RelativeTime at={one.endedAt ?? one.expiresAt} />
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

const handOvers: Record<DeliveryStatus, string> = {
  pending: 'On its way to the bridge',
  sending: 'On its way to the bridge',
  retrying: 'The bridge has not acknowledged it yet',
  delivered: 'The bridge acknowledged it',
  failed: 'The bridge never acknowledged it',
  held: 'Held: the bridge is disabled',
};

type HandOverProps = { app: AppId; generation: GenerationView };

function HandOver({ app, generation: { handOver } }: HandOverProps) {
  if (!handOver) return null;
  return (
    <a
      className="mt-1 block text-[0.8125rem] whitespace-nowrap text-muted underline underline-offset-2 hover:text-accent"
      href={routes.delivery(app, handOver.deliveryId)}
    >
      {handOvers[handOver.status]} <RelativeTime at={handOver.at} />
    </a>
  );
}
