import type { RequestFilter } from '#lib/domain/requests/schemas.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Select } from '../ui/select.tsx';

type RequestFiltersProps = { filter: RequestFilter; action: string };

const choices = [
  {
    name: 'status',
    label: 'Status',
    options: [
      ['', 'Any status'],
      ['2xx', '2xx done'],
      ['4xx', '4xx refused'],
      ['5xx', '5xx failed'],
      ['denied', 'Scope denied'],
    ],
  },
  {
    name: 'method',
    label: 'Method',
    options: [
      ['', 'Any method'],
      ['GET', 'GET'],
      ['POST', 'POST'],
      ['PATCH', 'PATCH'],
    ],
  },
  {
    name: 'source',
    label: 'From',
    options: [
      ['', 'From anywhere'],
      ['console', 'Console'],
      ['app', 'App'],
    ],
  },
] as const;

/** A plain GET form: the filters stand in the address, and it works without a script. */
export function RequestFilters({ filter, action }: RequestFiltersProps) {
  const isFiltered = Object.entries(filter).some(([name, value]) => name !== 'before' && value);
  return (
    <search>
      <form action={action} className="flex flex-wrap items-end gap-2">
        {choices.map(({ name, label, options }) => (
          <Select
            key={name}
            name={name}
            aria-label={label}
            defaultValue={filter[name] ?? ''}
            className="max-w-40"
          >
            {options.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </Select>
        ))}
        <Input
          name="path"
          aria-label="Path contains"
          placeholder="Path contains…"
          defaultValue={filter.path}
          className="max-w-60"
        />
        <Button type="submit">Apply</Button>
        {isFiltered ? (
          <LinkButton variant="ghost" href={action}>
            Clear
          </LinkButton>
        ) : null}
      </form>
    </search>
  );
}
