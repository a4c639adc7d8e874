import type { DeliveryListItem } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import { cx } from '#lib/std/cx.ts';
import type { AppId } from '#lib/std/ids.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { resultLabel } from './advice.ts';
import { Countdown } from './countdown.tsx';
import { DeliveryStatusBadge } from './delivery-status.tsx';

type Selecting = { selected: ReadonlySet<string>; onSelect: (selected: Set<string>) => void };
type DeliveriesTableProps = Selecting & {
  app: AppId;
  deliveries: readonly DeliveryListItem[];
};

type TickProps = { label: string; checked: boolean; onChange: (checked: boolean) => void };

function Tick({ label, checked, onChange }: TickProps) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      className="block size-4 accent-(--accent)"
      checked={checked}
      onChange={({ target }) => onChange(target.checked)}
    />
  );
}

/** What a narrow table can do without. */
const wide = 'max-md:hidden';

function Row({
  app,
  delivery,
  selected,
  onSelect,
}: Selecting & { app: AppId; delivery: DeliveryListItem }) {
  const result = resultLabel(delivery);
  const select = (checked: boolean) => {
    const next = new Set(selected);
    if (checked) next.add(delivery.id);
    else next.delete(delivery.id);
    onSelect(next);
  };
  return (
    <Tr>
      <Td className={cx(wide, 'w-px pr-0')} data-needs-js="">
        <Tick
          label={`Select delivery ${delivery.id}`}
          checked={selected.has(delivery.id)}
          onChange={select}
        />
      </Td>
      <Td>
        <DeliveryStatusBadge status={delivery.status} />
      </Td>
      <Td className="max-w-40 md:max-w-72 md:min-w-48">
        <a
          href={routes.delivery(app, delivery.id)}
          className="block font-mono text-[0.8125rem] font-medium hover:text-accent max-md:break-all md:truncate"
        >
          {delivery.eventType}
        </a>
        <code className="block truncate font-mono text-xs text-faint max-md:hidden">
          {delivery.id}
        </code>
        <span className="block truncate text-xs text-faint md:hidden">
          {result ?? 'Not yet sent'}
        </span>
      </Td>
      <Td className={wide}>
        <span className="block max-w-72 truncate" title={delivery.endpointUrl}>
          {delivery.endpointUrl.replace(/^https?:\/\//, '')}
        </span>
        <bdi className="block max-w-72 truncate text-xs text-faint">
          {delivery.tenantName} ({delivery.tenantId})
        </bdi>
      </Td>
      <Td className={cx(wide, 'whitespace-nowrap')}>
        {result ?? <span className="text-faint">Not yet sent</span>}
        <span className="block text-xs text-faint">
          {delivery.attemptCount === 1 ? '1 attempt' : `${delivery.attemptCount} attempts`}
        </span>
      </Td>
      <Td className="whitespace-nowrap">
        <RelativeTime at={delivery.createdAt} />
        {delivery.nextAttemptAt ? (
          <span className="block text-xs text-faint">
            Next <Countdown to={delivery.nextAttemptAt} />
          </span>
        ) : null}
      </Td>
    </Tr>
  );
}

export function DeliveriesTable({ app, deliveries, selected, onSelect }: DeliveriesTableProps) {
  const all = deliveries.every(({ id }) => selected.has(id));
  return (
    <Table label="Deliveries">
      <thead>
        <tr>
          <Th className={cx(wide, 'w-px pr-0')} data-needs-js="">
            <Tick
              label="Select all on this page"
              checked={all}
              onChange={(checked) =>
                onSelect(new Set(checked ? deliveries.map(({ id }) => id) : []))
              }
            />
          </Th>
          <Th>Status</Th>
          <Th>Event</Th>
          <Th className={wide}>Endpoint and tenant</Th>
          <Th className={wide}>Result</Th>
          <Th>Created</Th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <Row
            key={delivery.id}
            app={app}
            delivery={delivery}
            selected={selected}
            onSelect={onSelect}
          />
        ))}
      </tbody>
    </Table>
  );
}
