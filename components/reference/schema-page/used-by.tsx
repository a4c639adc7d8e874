import type { SchemaUse } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';

type UsedByProps = { api: string; uses: readonly SchemaUse[]; total: number };

/** Where a schema occurs, operations first. */
export function UsedBy({ api, uses, total }: UsedByProps) {
  return (
    <>
      <ul className="mt-2 divide-y divide-line border-y border-line text-sm">
        {uses.map((use) => (
          <li key={keyOf(use)}>
            <Use api={api} use={use} />
          </li>
        ))}
      </ul>
      {total > uses.length ? (
        <p className="sm">{total - uses.length} more places are not listed.</p>
      ) : null}
    </>
  );
}

const keyOf = (use: SchemaUse): string => {
  switch (use.kind) {
    case 'operation':
      return `${use.operation.slug} ${use.as}`;
    case 'schema':
      return `schema ${use.schema.key}`;
    case 'webhook':
      return `webhook ${use.webhook.slug}`;
  }
};

const lineClass = '-mx-2 flex min-w-0 items-baseline gap-2 rounded px-2 py-2 hover:bg-hover/60';

function Use({ api, use }: { api: string; use: SchemaUse }) {
  switch (use.kind) {
    case 'operation':
      return (
        <a href={routes.operation(api, use.operation.slug)} className={lineClass}>
          <MethodBadge method={use.operation.method} variant="bare" />
          <span className="min-w-0 truncate font-medium">{use.operation.title}</span>
          <span className="ml-auto shrink-0 text-xs text-faint">{use.as}</span>
        </a>
      );
    case 'schema':
      return (
        <a href={routes.schema(api, use.schema.key)} className={lineClass}>
          <span className="min-w-0 truncate font-medium">{use.schema.name}</span>
          <span className="ml-auto shrink-0 text-xs text-faint">schema</span>
        </a>
      );
    case 'webhook':
      return (
        <a href={routes.webhook(api, use.webhook.slug)} className={lineClass}>
          <MethodBadge method={use.webhook.method} variant="bare" />
          <span className="min-w-0 truncate font-medium">{use.webhook.name}</span>
          <span className="ml-auto shrink-0 text-xs text-faint">webhook</span>
        </a>
      );
  }
}
