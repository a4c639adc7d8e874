import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { Pagination } from '../ui/pagination.tsx';

const perPage = 20;

type NarrowedProps<Row> = {
  rows: readonly Row[];
  /** What stands in a row, to be searched. */
  textOf: (row: Row) => string;
  /** The address's query: under `name` a part of the text, `page` a number. */
  query: Record<string, string | string[] | undefined>;
  name: string;
  /** What is typed, such as "Name or slug". */
  label: string;
  /** The address of a narrowed list. */
  href: (typed?: string, page?: number) => string;
  children: (shown: readonly Row[]) => ReactNode;
};

/** A list that is there whole; a long one can be narrowed by what stands in it, and has pages. Works without a script. */
export function Narrowed<Row>(props: NarrowedProps<Row>) {
  const { rows, textOf, query, name, label, href, children } = props;
  const given = query[name];
  const typed = typeof given === 'string' ? given.trim() : '';
  const found = rows.filter((row) => textOf(row).toLowerCase().includes(typed.toLowerCase()));
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const page = Math.min(Math.max(1, Math.trunc(Number(query.page)) || 1), pages);
  const shown = found.slice((page - 1) * perPage, page * perPage);
  return (
    <div className="grid grid-cols-1 gap-3">
      {rows.length > perPage ? (
        <form action={href()} className="flex max-w-md items-center gap-2">
          <Input
            type="search"
            name={name}
            aria-label={label}
            placeholder={label}
            defaultValue={typed}
          />
          <Button type="submit">Filter</Button>
        </form>
      ) : null}
      {shown.length > 0 ? (
        children(shown)
      ) : (
        <p className="text-sm text-muted">
          Nothing here has “<bdi>{typed}</bdi>” in it.{' '}
          <a className="text-accent underline" href={href()}>
            Show all
          </a>
        </p>
      )}
      <Pagination page={page} pages={pages} href={(to) => href(typed, to)} />
    </div>
  );
}
