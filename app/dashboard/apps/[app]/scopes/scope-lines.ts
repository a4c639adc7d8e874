import type { ScopeLine } from '#components/dashboard/scopes/scopes-table.tsx';
import type { InstallationRow } from '#lib/domain/installations/list-installations.ts';
import { partnerScopes } from '#lib/domain/installations/scopes.ts';
import type { readScopes } from '#lib/domain/scopes/ask-scopes.ts';
import { catalog } from '#lib/sandbox/partners/catalog.ts';

/** Brings together what each scope opens, who granted it and how it is used. */
export function scopeLines(
  { asked, calls }: Awaited<ReturnType<typeof readScopes>>,
  living: readonly InstallationRow[],
): ScopeLine[] {
  const opened = Object.entries(catalog);
  return partnerScopes.map((scope) => {
    const operations = opened.filter(([, one]) => one.scope === scope).map(([name]) => name);
    const counts = calls.filter(({ operationId }) => operations.includes(operationId ?? ''));
    const holders = living.filter(({ scopes }) => scopes.includes(scope));
    return {
      scope,
      operations,
      asked: asked.find((one) => one.scope === scope),
      holders: holders.map(({ tenantName }) => tenantName),
      calls: counts.reduce((sum, one) => sum + one.calls - one.denied, 0),
      denied: counts.reduce((sum, { denied }) => sum + denied, 0),
    };
  });
}
