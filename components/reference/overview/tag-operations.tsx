import type { NavigationBranch } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';

/** The operations of one tag, a line each. */
export function TagOperations({ api, branch }: { api: string; branch: NavigationBranch }) {
  return (
    <ul className="mt-2 divide-y divide-line border-y border-line text-sm">
      {branch.operations.map((operation) => (
        <li key={operation.slug}>
          <a
            href={routes.operation(api, operation.slug)}
            className="-mx-2 flex min-w-0 items-baseline gap-2 rounded px-2 py-2 hover:bg-hover/60 max-sm:flex-wrap"
          >
            <MethodBadge method={operation.method} variant="bare" />
            <span className={operation.deprecated ? 'line-through' : 'font-medium'}>
              {operation.title}
            </span>
            <code className="min-w-0 truncate font-mono text-[0.8125rem] text-muted sm:ml-auto">
              {operation.path}
            </code>
          </a>
        </li>
      ))}
    </ul>
  );
}
