import { AppError } from '#lib/errors.ts';
import type { OrgId } from '#lib/std/ids.ts';
import type { Ctx } from './ctx.ts';

/**
 * May the actor change what belongs to this organization? Operators and the system may; people only within
 * their own organization (otherwise `not_found`: another's things do not exist) and not as viewers (`forbidden`).
 */
export function assertMayChange(ctx: Ctx, orgId: OrgId): void {
  const { actor } = ctx;
  switch (actor.type) {
    case 'operator':
    case 'system':
      return;
    case 'user':
      if (actor.orgId !== orgId) throw new AppError('not_found');
      if (actor.role === 'viewer') throw new AppError('forbidden');
      return;
    case 'reviewer':
    case 'person':
    case 'installation':
      throw new AppError('forbidden');
  }
}

/** Whether the actor has anything to do with organizations' things; whose they are is asked elsewhere. */
export function assertMayLook({ actor }: Ctx): void {
  if (actor.type === 'installation' || actor.type === 'person') throw new AppError('forbidden');
}

/** Only operators and the system itself; everybody else is `forbidden`. */
export function assertOperator(ctx: Ctx): void {
  if (ctx.actor.type !== 'operator' && ctx.actor.type !== 'system') throw new AppError('forbidden');
}

/** Only reviewers (operators and the system may too); everybody else is `forbidden`. */
export function assertReviewer(ctx: Ctx): void {
  if (ctx.actor.type !== 'reviewer') assertOperator(ctx);
}
