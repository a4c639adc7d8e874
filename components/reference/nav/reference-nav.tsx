import { routes } from '#lib/routes.ts';
import { staticSlot } from '../../site/slot/static-slot.tsx';
import { NavFilter } from './nav-filter.tsx';
import { NavList, type ReferenceNavProps } from './nav-list.tsx';

/** The left navigation of one API: the filter is an island, everything else is plain HTML. */
export function ReferenceNav(props: ReferenceNavProps) {
  const { api, current } = props;
  const isOverview = current.kind === 'overview' && current.tag === undefined;
  return (
    <div className="nav">
      <a
        href={routes.api(api.slug)}
        className="nav-api"
        aria-current={isOverview ? 'page' : undefined}
      >
        <b>{api.title}</b>
        <span>{api.version}</span>
      </a>
      <NavFilter api={api.slug} />
      {staticSlot(<NavList {...props} />)}
    </div>
  );
}
