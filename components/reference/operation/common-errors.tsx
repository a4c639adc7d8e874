import type { ApiResponse, ApiSummary, CommonError } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Prose } from '../schema/prose.tsx';
import { statusWords } from './status-words.ts';

/** Where the overview tells them. */
const anchor = 'common-errors';

type CommonErrorsProps = { api: ApiSummary; responses: readonly ApiResponse[] };

/** What most operations of the API may answer besides, told once on its overview. */
export function CommonErrors({ api, responses }: CommonErrorsProps) {
  if (api.commonErrors.length === 0) return null;
  const own = new Set(responses.map(({ status }) => status));
  const others = [...new Set(api.commonErrors.map(({ status }) => status))].filter(
    (status) => !own.has(status),
  );
  return (
    <p className="op-text">
      {others.length > 0 ? (
        <>
          Most operations of this API also answer{' '}
          {others.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
          :{' '}
        </>
      ) : null}
      <a href={`${routes.api(api.slug)}#${anchor}`}>
        {others.length > 0 ? 'errors' : 'Errors'} common to the API
      </a>
      .
    </p>
  );
}

/** The list of them, for the overview. */
export function CommonErrorList({ api }: { api: ApiSummary }) {
  return (
    <ul className="mt-2 divide-y divide-line border-y border-line text-sm">
      {api.commonErrors.map((error) => (
        <li key={keyOf(error)} className="flex min-w-0 items-baseline gap-3 py-2">
          <StatusBadge status={error.status} />
          <div className="min-w-0 flex-1">
            {error.description ? (
              <Prose prose={error.description} className="sd" />
            ) : (
              statusWords(error.status)
            )}
          </div>
          {error.schema ? (
            <a
              href={routes.schema(api.slug, error.schema.key)}
              className="shrink-0 text-accent hover:underline"
            >
              {error.schema.name}
            </a>
          ) : null}
          <span className="shrink-0 text-xs text-faint tabular-nums">
            {error.operations} operations
          </span>
        </li>
      ))}
    </ul>
  );
}

const keyOf = ({ status, description, schema }: CommonError): string =>
  `${status} ${schema?.key} ${description?.text}`;
