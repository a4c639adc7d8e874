import type { ReactNode } from 'react';
import { type NarrowPart, narrow } from '#lib/std/narrow.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { Pagination } from '../ui/pagination.tsx';

type FrameProps = {
  part: NarrowPart;
  /** The name of the field in the address. */
  name: string;
  /** What is typed, such as "Name or slug". */
  label: string;
  /** The address of a narrowed list. */
  href: (typed?: string, page?: number) => string;
  /** The rows; null: nothing was found. */
  children: ReactNode;
};

/** The field and the pages of a list that can be narrowed; both only where it is long. Works without a script. */
export function NarrowedFrame({ part, name, label, href, children }: FrameProps) {
  const { typed, page, pages, isLong } = part;
  return (
    <div className="grid grid-cols-1 gap-3">
      {isLong ? (
        <form action={href()} className="flex max-w-md items-center gap-2">
          <Input
            key={typed}
            type="search"
            name={name}
            dir="auto"
            aria-label={label}
            placeholder={label}
            defaultValue={typed}
          />
          <Button type="submit">Filter</Button>
        </form>
      ) : null}
      {children ?? (
        <p className="text-sm text-muted">
          Nothing here has “<bdi>{typed}</bdi>” in it.{' '}
          <a className="text-accent underline" href={href()}>
            Show all
          </a>
        </p>
      )}
      <Pagination
        page={page}
        pages={pages}
        href={(to) => href(typed, to)}
        label={`Pages: ${label}`}
      />
    </div>
  );
}

type NarrowedProps<Row> = Pick<FrameProps, 'name' | 'label' | 'href'> & {
  rows: readonly Row[];
  /** What stands in a row, to be searched. */
  textOf: (row: Row) => string;
  /** The address's query: under `name` a part of the text, under `pageName` a number. */
  query: Record<string, string | string[] | undefined>;
  /** Another one where a page has two such lists. */
  pageName?: string;
  children: (shown: readonly Row[]) => ReactNode;
};

/** A list that is there whole; a long one can be narrowed by what stands in it, and has pages. */
export function Narrowed<Row>(props: NarrowedProps<Row>) {
  const { rows, textOf, query, name, pageName = 'page', children } = props;
  const part = narrow(rows, textOf, { typed: query[name], page: query[pageName] });
  return (
    <NarrowedFrame {...props} part={part}>
      {part.shown.length > 0 ? children(part.shown) : null}
    </NarrowedFrame>
  );
}
