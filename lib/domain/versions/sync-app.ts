import type { AppStatus } from '#lib/db/schema/apps.ts';
import type { AppId } from '#lib/std/ids.ts';
import { plainLine } from '#lib/std/plain-text.ts';
import type { Ctx } from '../ctx.ts';
import { partnerScopes } from '../installations/scopes.ts';
import { readSource } from '../manifest/read-source.ts';
import { factsOf } from '../policy/facts.ts';
import type { AskedScope } from '../scopes/schemas.ts';
import {
  findApp,
  listVersionRows,
  replaceAskedScopes,
  updateApp,
  type VersionRow,
} from './queries.ts';

/**
 * Makes the app what its effective manifest says: its name, what it asks tenants for, and its state. That is the
 * published version's; while none is published the newest one's, so that a developer can practise from the start.
 * Grants of installations stay as they are. Call it with the app held.
 */
export async function syncApp(ctx: Ctx, appId: AppId): Promise<void> {
  const app = await findApp(ctx.db, appId);
  const versions = await listVersionRows(ctx.db, appId);
  const effective = effectiveVersion(versions);
  if (!app || !effective) return;
  const { asked, name } = readEffective(effective);
  if (asked) await replaceAskedScopes(ctx.db, appId, asked, ctx.clock.now());
  const status = statusOf(versions, app.status);
  if (status !== app.status || (name !== null && name !== app.name)) {
    await updateApp(ctx.db, appId, { status, name: name ?? app.name });
  }
}

/** The version whose manifest holds now. `versions`: the newest first. */
export function effectiveVersion(versions: readonly VersionRow[]): VersionRow | undefined {
  return (
    versions.find(({ status }) => status === 'published') ??
    versions.find(({ status }) => status !== 'superseded')
  );
}

/** What can be understood of a manifest that may be a half-written draft; null: nothing. */
export function readEffective({ source, format }: Pick<VersionRow, 'source' | 'format'>): {
  asked: AskedScope[] | null;
  name: string | null;
} {
  const read = readSource(source, format);
  if (read.data === undefined) return { asked: null, name: null };
  const facts = factsOf(read, {});
  const asked = partnerScopes.flatMap((scope) => {
    const found = facts.asked.find((one) => one.scope === scope);
    const reason = typeof found?.reason === 'string' ? found.reason.trim().slice(0, 300) : '';
    return found && reason !== '' ? [{ scope, reason, isOptional: found.isOptional }] : [];
  });
  return { asked, name: nameIn(facts.data.names) };
}

function nameIn(names: unknown): string | null {
  for (const language of ['en', 'ar']) {
    const name: unknown = Reflect.get(Object(names), language);
    const line = typeof name === 'string' ? plainLine(name).slice(0, 120) : '';
    if (line !== '') return line;
  }
  return null;
}

function statusOf(versions: readonly VersionRow[], before: AppStatus): AppStatus {
  const has = (status: VersionRow['status']) => versions.some((one) => one.status === status);
  if (has('published')) return 'published';
  if (has('approved')) return 'approved';
  // What an operator let tenants install before it had versions stays installable.
  if (before === 'approved' || before === 'published') return before;
  if (has('in_review')) return 'in_review';
  const [latest] = versions.filter(({ status }) => status !== 'draft' && status !== 'superseded');
  return latest?.status === 'rejected' ? 'rejected' : 'draft';
}
