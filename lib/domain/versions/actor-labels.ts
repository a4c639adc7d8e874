import { isId, type UserId } from '#lib/std/ids.ts';
import type { Ctx } from '../ctx.ts';
import { namesOf } from './queries.ts';

/** How pages call the actors of the audit trail: people by their name. */
export async function actorLabels(
  ctx: Ctx,
  actors: readonly (string | null)[],
): Promise<(actor: string | null) => string> {
  const idOf = (actor: string | null): UserId | null => {
    const id = actor?.replace(/^(user|reviewer):/, '');
    return isId('usr', id) ? id : null;
  };
  const ids = actors.flatMap((actor) => idOf(actor) ?? []);
  const names = await namesOf(ctx.db, ids);
  return (actor) => {
    const id = idOf(actor);
    return (id && names.get(id)) ?? 'The platform';
  };
}
