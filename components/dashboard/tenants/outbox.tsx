import { Mail } from 'lucide-react';
import type { OutboxMessage } from '#lib/domain/tenants/get-tenant.ts';
import { routes } from '#lib/routes.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';

const columns = ['Message', 'To', 'Channel', 'State', 'When'];

/** The messages that sendNotification has queued in a school, newest first. */
export function Outbox({ messages }: { messages: readonly OutboxMessage[] }) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <h2 className="text-lg font-semibold">Outbox</h2>
      <p className="max-w-prose text-sm leading-6 text-muted">
        The sandbox queues messages and sends none: this is where to look at what an app wrote.
      </p>
      {messages.length === 0 ? (
        <EmptyState
          icon={Mail}
          title="No messages"
          actions={
            <LinkButton href={routes.operation('partners', 'sendNotification')}>
              Try sendNotification
            </LinkButton>
          }
        >
          A message appears here as soon as an app sends one to this school.
        </EmptyState>
      ) : (
        <OutboxTable messages={messages} />
      )}
    </div>
  );
}

function OutboxTable({ messages }: { messages: readonly OutboxMessage[] }) {
  return (
    <Table label="Messages" stacked>
      <thead>
        <tr>
          {columns.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <Tr key={message.id}>
            <Td className="max-w-96 min-w-52 whitespace-pre-wrap break-words">
              <bdi>{message.body}</bdi>
            </Td>
            <Td label="To" className="whitespace-nowrap">
              <bdi>{message.name ?? message.recipient}</bdi>
              {message.name ? <span className="text-faint"> · id {message.recipient}</span> : null}
            </Td>
            <Td label="Channel" className="text-muted">
              {message.channel}
            </Td>
            <Td label="State">
              <Badge tone="accent">{message.status}</Badge>
            </Td>
            <Td label="When" className="whitespace-nowrap text-muted">
              <RelativeTime at={message.createdAt.toISOString()} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
