'use client';
import { Search, X } from 'lucide-react';
import { useId } from 'react';
import { deliveryStatuses, httpClasses } from '#lib/domain/deliveries/schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { errorWords, explainResult } from './advice.ts';
import { Choice } from './choice.tsx';
import { statusLabel } from './delivery-status.tsx';
import { TimeFilter } from './time-filter.tsx';
import type { DeliveriesQuery } from './use-deliveries.ts';

export type FilterChoices = {
  events: readonly string[];
  endpoints: readonly { id: string; url: string }[];
  tenants: readonly { id: number; name: string }[];
};

type Change = (changes: Partial<DeliveriesQuery>) => unknown;
type FiltersProps = {
  query: DeliveriesQuery;
  choices: FilterChoices;
  isFiltered: boolean;
  onChange: Change;
  onClear: () => void;
};

type SearchProps = {
  name: 'id' | 'data';
  label: string;
  placeholder: string;
  value: string | null;
  onChange: Change;
};

function TextSearch({ name, label, placeholder, value, onChange }: SearchProps) {
  const id = useId();
  return (
    <form
      className="relative col-span-2"
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get(name);
        onChange({ [name]: typeof text === 'string' && text.trim() ? text.trim() : null });
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Search
        className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-faint"
        aria-hidden="true"
      />
      <Input
        key={value}
        id={id}
        name={name}
        defaultValue={value ?? ''}
        placeholder={placeholder}
        className="pl-8"
        autoComplete="off"
        spellCheck={false}
      />
    </form>
  );
}

/** Every filter lives in the address, so a view can be bookmarked and sent to a colleague. */
export function DeliveriesFilters(props: FiltersProps) {
  const { query, choices, isFiltered, onChange, onClear } = props;
  const resultValue = query.error ? `error:${query.error}` : query.http;
  return (
    <div className="grid grid-cols-2 gap-2 md:grid-cols-4 xl:grid-cols-5" data-needs-js="">
      <TextSearch
        name="id"
        label="Delivery id"
        placeholder="Find a delivery by its id"
        value={query.id}
        onChange={onChange}
      />
      <TextSearch
        name="data"
        label="Value in the event’s data"
        placeholder="data.student.gender=female"
        value={query.data}
        onChange={onChange}
      />
      <Choice
        label="Status"
        any="Any status"
        value={query.status}
        onChange={(status) => onChange({ status })}
      >
        {deliveryStatuses.map((status) => (
          <option key={status} value={status}>
            {statusLabel(status)}
          </option>
        ))}
      </Choice>
      <Choice
        label="Result"
        any="Any result"
        value={resultValue}
        onChange={(value) => {
          const error = value?.startsWith('error:') ? value.slice(6) : null;
          onChange({ error, http: error ? null : value });
        }}
      >
        {httpClasses.map((http) => (
          <option key={http} value={http}>
            {http === 'none' ? 'No answer' : `HTTP ${http}`}
          </option>
        ))}
        {errorWords.map((error) => (
          <option key={error} value={`error:${error}`}>
            {explainResult(error, null)?.label}
          </option>
        ))}
      </Choice>
      <Choice
        label="Event"
        any="Any event"
        value={query.event}
        onChange={(event) => onChange({ event })}
      >
        {choices.events.map((event) => (
          <option key={event}>{event}</option>
        ))}
      </Choice>
      <Choice
        label="Endpoint"
        any="Any endpoint"
        value={query.endpoint}
        onChange={(endpoint) => onChange({ endpoint })}
      >
        {choices.endpoints.map(({ id, url }) => (
          <option key={id} value={id}>
            {url}
          </option>
        ))}
      </Choice>
      <Choice
        label="Tenant"
        any="Any tenant"
        value={query.tenant}
        onChange={(tenant) => onChange({ tenant })}
      >
        {choices.tenants.map(({ id, name }) => (
          <option key={id} value={id}>
            {`${name} (${id})`}
          </option>
        ))}
      </Choice>
      <TimeFilter since={query.since} until={query.until} onChange={onChange} />
      {isFiltered ? (
        <div>
          <Button variant="ghost" size="sm" onClick={onClear}>
            <X className="size-3.5" aria-hidden="true" /> Clear filters
          </Button>
        </div>
      ) : null}
    </div>
  );
}
