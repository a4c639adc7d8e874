import type { DeniedCall } from '#components/dashboard/scopes/scope-advice.tsx';
import type { ScopeLine } from '#components/dashboard/scopes/scopes-table.tsx';
import { eventScopes } from '#lib/domain/events/catalog.ts';
import type { InstallationRow } from '#lib/domain/installations/list-installations.ts';
import { partnerScopes } from '#lib/domain/installations/scopes.ts';
import type { ReadScopes } from '#lib/domain/scopes/ask-scopes.ts';
import { operationsOfScope } from '#lib/domain/scopes/operation-scopes.ts';
import type { fieldsOfScopes } from '#lib/domain/scopes/scope-fields.ts';

type Fields = Awaited<ReturnType<typeof fieldsOfScopes>>;

/** Brings together what each scope opens, how it is asked for, who granted it and how it is used. */
export function scopeLines(
  { asked, next, calls }: ReadScopes,
  living: readonly InstallationRow[],
  fields: Fields,
): ScopeLine[] {
  const events = Object.entries(eventScopes);
  return partnerScopes.map((scope) => {
    const operations: readonly string[] = operationsOfScope[scope];
    const counts = calls.filter(({ operationId }) => operations.includes(operationId ?? ''));
    const holders = living.filter(({ scopes }) => scopes.includes(scope));
    return {
      scope,
      operations,
      fields: fields[scope],
      events: events.filter(([, needed]) => needed === scope).map(([name]) => name),
      asked: asked.find((one) => one.scope === scope),
      next: (next ?? asked).find((one) => one.scope === scope),
      holders: holders.map(({ tenantName }) => tenantName),
      calls: counts.reduce((sum, one) => sum + one.calls - one.denied, 0),
      denied: counts.reduce((sum, { denied }) => sum + denied, 0),
    };
  });
}

/** The calls that a missing scope stopped, by operation, the most often denied first. */
export function deniedCalls({ calls }: ReadScopes, lines: readonly ScopeLine[]): DeniedCall[] {
  return calls
    .flatMap(({ operationId, denied }) => {
      const line = lines.find(({ operations }) => operations.includes(operationId ?? ''));
      return line && operationId && denied > 0 ? [{ operation: operationId, denied, line }] : [];
    })
    .sort((a, b) => b.denied - a.denied);
}
