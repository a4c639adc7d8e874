import type { AuditActor, AuditFilter } from '#lib/domain/audit/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Select } from '../../ui/select.tsx';
import { plainActor } from './plain-actor.ts';

type AuditFiltersProps = {
  filter: AuditFilter;
  actions: readonly string[];
  actors: readonly AuditActor[];
};

const spans: readonly [string, string][] = [
  ['24h', 'Last 24 hours'],
  ['7d', 'Last 7 days'],
  ['30d', 'Last 30 days'],
  ['90d', 'Last 90 days'],
];

/** A plain form: the filters stand in the address, and it works without a script. */
export function AuditFilters({ filter, actions, actors }: AuditFiltersProps) {
  const { before: _before, ...narrowing } = filter;
  const isFiltered = Object.values(narrowing).some(Boolean);
  const isSpan = spans.some(([value]) => value === filter.since);
  return (
    <search>
      <form
        // Another address is another form.
        key={JSON.stringify(filter)}
        action={routes.audit()}
        className="grid grid-cols-2 gap-2 md:grid-cols-3 xl:grid-cols-[repeat(5,minmax(0,1fr))_auto]"
      >
        <Select name="actor" aria-label="Who" defaultValue={filter.actor ?? ''}>
          <option value="">Anybody</option>
          {actors.map(({ actor, name, email }) => (
            <option key={actor} value={actor}>
              {name ? `${name} (${email})` : plainActor(actor)}
            </option>
          ))}
        </Select>
        <Select name="action" aria-label="What was done" defaultValue={filter.action ?? ''}>
          <option value="">Anything</option>
          {actions.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
        <Input
          name="target"
          aria-label="Done to: a part of its id"
          placeholder="Done to, such as tok_…"
          defaultValue={filter.target}
          autoComplete="off"
          spellCheck={false}
        />
        <Select name="since" aria-label="Since" defaultValue={filter.since ?? ''}>
          <option value="">Any time</option>
          {filter.since && !isSpan ? <option>{filter.since}</option> : null}
          {spans.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        <Input
          name="until"
          aria-label="Until, such as 2026-04-26 or 2h"
          placeholder="Until, such as 2026-04-26"
          defaultValue={filter.until}
          autoComplete="off"
          spellCheck={false}
        />
        <div className="flex gap-2">
          <Button type="submit">Filter</Button>
          {isFiltered ? (
            <LinkButton variant="ghost" href={routes.audit()}>
              Clear
            </LinkButton>
          ) : null}
        </div>
      </form>
    </search>
  );
}
