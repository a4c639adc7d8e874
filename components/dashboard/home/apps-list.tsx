import type { AppRow } from '#lib/domain/apps/list-apps.ts';
import { routes } from '#lib/routes.ts';
import { AppsTable } from '../apps-table.tsx';
import { Narrowed } from '../narrowed.tsx';

type AppsListProps = {
  apps: readonly AppRow[];
  query: Record<string, string | string[] | undefined>;
};

/** An organization's apps; many of them can be narrowed by name or slug, and have pages. */
export function AppsList({ apps, query }: AppsListProps) {
  return (
    <Narrowed
      rows={apps}
      textOf={({ name, slug }) => `${name}\n${slug}`}
      query={query}
      name="apps"
      label="Name or slug"
      href={(typed, page) => routes.allApps({ apps: typed, page })}
    >
      {(shown) => <AppsTable apps={shown} />}
    </Narrowed>
  );
}
