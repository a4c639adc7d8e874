import type { SearchQuery } from '#lib/content/search-index.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';

type SearchFormProps = {
  query: SearchQuery;
  apis: readonly { slug: string; title: string }[];
  /** Each kind with its name. */
  kinds: readonly (readonly [kind: string, label: string])[];
};

/** A plain form: the address is the search, so it can be kept, shared and gone back to. */
export function SearchForm({ query, apis, kinds }: SearchFormProps) {
  return (
    <search>
      <form
        action={routes.searchPage()}
        className="mt-5 grid gap-2 sm:grid-cols-[minmax(0,1fr)_13rem_11rem_auto]"
      >
        <Input
          type="search"
          name="q"
          defaultValue={query.q}
          maxLength={200}
          aria-label="Search for"
          placeholder="Operation, path, schema, error or guide"
          autoComplete="off"
        />
        <Select name="api" aria-label="API" defaultValue={query.api ?? ''}>
          <option value="">Every API</option>
          {apis.map((api) => (
            <option key={api.slug} value={api.slug}>
              {api.title}
            </option>
          ))}
        </Select>
        <Select name="kind" aria-label="Kind" defaultValue={query.kind ?? ''}>
          <option value="">Everything</option>
          {kinds.map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </Select>
        <Button type="submit" variant="primary">
          Search
        </Button>
      </form>
    </search>
  );
}
