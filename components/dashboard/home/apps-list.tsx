import type { AppRow } from '#lib/domain/apps/list-apps.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { AppsTable } from '../apps-table.tsx';

const perPage = 20;

type AppsListProps = {
  apps: readonly AppRow[];
  /** What the address asks for: `apps` is a part of a name or slug, `page` a number. */
  query: Record<string, string | string[] | undefined>;
};

/** An organization's apps; many of them can be narrowed by name or slug, and have pages. */
export function AppsList({ apps, query }: AppsListProps) {
  const typed = typeof query.apps === 'string' ? query.apps.trim() : '';
  const wanted = typed.toLowerCase();
  const found = apps.filter(
    ({ name, slug }) => name.toLowerCase().includes(wanted) || slug.includes(wanted),
  );
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const page = Math.min(Math.max(1, Math.trunc(Number(query.page)) || 1), pages);
  const shown = found.slice((page - 1) * perPage, page * perPage);
  return (
    <div className="grid grid-cols-1 gap-3">
      {apps.length > perPage ? (
        <form action={routes.dashboard()} className="flex max-w-md items-center gap-2">
          <Input
            type="search"
            name="apps"
            aria-label="Name or slug of an app"
            placeholder="Name or slug"
            defaultValue={typed}
          />
          <Button type="submit">Filter</Button>
        </form>
      ) : null}
      {shown.length > 0 ? (
        <AppsTable apps={shown} />
      ) : (
        <p className="text-sm text-muted">
          No app has this in its name or slug.{' '}
          <a className="text-accent underline" href={routes.dashboard()}>
            Show all
          </a>
        </p>
      )}
      <Pagination
        label="Pages of apps"
        page={page}
        pages={pages}
        href={(to) => routes.dashboard({ apps: typed, page: to })}
      />
    </div>
  );
}
