import type { NavigationBranch } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';
import type { NavPlace } from './nav-list.tsx';

type NavBranchProps = { api: string; branch: NavigationBranch; current: NavPlace };

/** The operations of the open tag. */
export function NavBranch({ api, branch, current }: NavBranchProps) {
  const { tag, operations, page, pages } = branch;
  return (
    <>
      {page > 1 ? (
        <a className="nav-more" href={routes.tag(api, tag, page - 1)}>
          Earlier operations
        </a>
      ) : null}
      <ul className="nav-branch">
        {operations.map((operation) => (
          <li key={operation.slug}>
            <a
              href={routes.operation(api, operation.slug)}
              className="nav-item"
              aria-current={
                current.kind === 'operation' && current.slug === operation.slug ? 'page' : undefined
              }
            >
              <MethodBadge method={operation.method} variant="bare" />
              <span className={operation.deprecated ? 'line-through' : undefined}>
                {operation.title}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {page < pages ? (
        <a className="nav-more" href={routes.tag(api, tag, page + 1)}>
          More operations
        </a>
      ) : null}
    </>
  );
}
