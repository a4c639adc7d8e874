import { Fragment } from 'react';
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
type DeliveriesTableProps = {
  app: AppId;
  deliveries: readonly DeliveryListItem[];
  /** null: nothing can be done with what would be ticked. */
  selecting: Selecting | null;
};
type RowProps = Pick<DeliveriesTableProps, 'app' | 'selecting'> & { delivery: DeliveryListItem };

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

function RowTick({ selected, onSelect, id }: Selecting & { id: string }) {
  const select = (checked: boolean) => {
    const next = new Set(selected);
    if (checked) next.add(id);
    else next.delete(id);
    onSelect(next);
  };
  return (
    <Td className={cx(wide, 'w-px pr-0')} data-needs-js="">
      <Tick label={`Select delivery ${id}`} checked={selected.has(id)} onChange={select} />
    </Td>
  );
}

function Row({ app, delivery, selecting }: RowProps) {
  const result = resultLabel(delivery);
  return (
    <Tr>
      {selecting ? <RowTick {...selecting} id={delivery.id} /> : null}
      <Td>
        <DeliveryStatusBadge status={delivery.status} />
      </Td>
      <Td className="md:max-w-72 md:min-w-48">
        <a
          href={routes.delivery(app, delivery.id)}
          className="block font-mono text-[0.8125rem] font-medium hover:text-accent md:truncate"
        >
          {delivery.eventType.split('.').map((word, at) => (
            <Fragment key={word}>
              {at > 0 ? (
                <>
                  .<wbr />
                </>
              ) : null}
              {word}
            </Fragment>
          ))}
        </a>
        <code className="block truncate font-mono text-xs text-faint max-md:hidden">
          {delivery.id}
        </code>
        <span className="block text-xs text-faint md:hidden">
          {result ?? 'Not yet sent'} · <When delivery={delivery} />
        </span>
      </Td>
      <Td className={wide}>
        <span className="block max-w-72 truncate" title={delivery.endpointUrl}>
          {delivery.endpointUrl.replace(/^https?:\/\//, '')}
        </span>
        <bdi className="block max-w-72 truncate text-left text-xs text-faint">
          {delivery.tenantName} ({delivery.tenantId})
        </bdi>
      </Td>
      <Td className={cx(wide, 'whitespace-nowrap')}>
        {result ?? <span className="text-faint">Not yet sent</span>}
        <span className="block text-xs text-faint">
          {delivery.attemptCount === 1 ? '1 attempt' : `${delivery.attemptCount} attempts`}
        </span>
      </Td>
      <Td className={cx(wide, 'whitespace-nowrap')}>
        <When delivery={delivery} />
      </Td>
    </Tr>
  );
}

function When({ delivery: { createdAt, nextAttemptAt } }: { delivery: DeliveryListItem }) {
  return (
    <>
      <RelativeTime at={createdAt} />
      {nextAttemptAt ? (
        <span className="block text-xs text-faint">
          Next <Countdown to={nextAttemptAt} />
        </span>
      ) : null}
    </>
  );
}

export function DeliveriesTable({ app, deliveries, selecting }: DeliveriesTableProps) {
  return (
    <Table label="Deliveries">
      <thead>
        <tr>
          {selecting ? <AllTick {...selecting} deliveries={deliveries} /> : null}
          <Th>Status</Th>
          <Th>Event</Th>
          <Th className={wide}>Endpoint and tenant</Th>
          <Th className={wide}>Result</Th>
          <Th className={wide}>Created</Th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <Row key={delivery.id} app={app} delivery={delivery} selecting={selecting} />
        ))}
      </tbody>
    </Table>
  );
}

function AllTick({
  selected,
  onSelect,
  deliveries,
}: Selecting & Pick<DeliveriesTableProps, 'deliveries'>) {
  return (
    <Th className={cx(wide, 'w-px pr-0')} data-needs-js="">
      <Tick
        label="Select all on this page"
        checked={deliveries.every(({ id }) => selected.has(id))}
        onChange={(checked) => onSelect(new Set(checked ? deliveries.map(({ id }) => id) : []))}
      />
    </Th>
  );
}
