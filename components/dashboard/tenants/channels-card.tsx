import type { Capability } from '#lib/domain/notifications/schemas.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { KeyValues } from '../../ui/key-values.tsx';

/** On which channels a school can be written to, and how much. */
export function ChannelsCard({ channels }: { channels: readonly Capability[] }) {
  return (
    <Card title="Notification channels">
      <KeyValues
        items={channels.map(({ channel, available, max_length }) => ({
          label: channel,
          value: available ? (
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone="good">Available</Badge>
              <span className="text-muted">
                {max_length === null
                  ? 'any length'
                  : `at most ${max_length.toLocaleString('en')} characters`}
              </span>
            </span>
          ) : (
            <Badge>Not available</Badge>
          ),
        }))}
      />
    </Card>
  );
}
