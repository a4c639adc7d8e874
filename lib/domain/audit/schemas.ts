import { z } from 'zod';
import { filterMoment, filterText } from '../filter-fields.ts';

/** Which acts a trail shows; stands in the page's address. A wrong value is as if it were not there. */
export const auditFilter = z.object({
  /** As it is kept: `user:usr_…`, `operator`, `system`. */
  actor: filterText(60),
  action: filterText(60),
  /** Part of the id that it was done to. */
  target: filterText(120),
  /** `24h` before now, or a moment. */
  since: filterMoment,
  until: filterMoment,
  /** The position below which the page begins. */
  before: z.coerce
    .number()
    .int()
    .positive()
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .catch(undefined),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditFilterNames = ['actor', 'action', 'target', 'since', 'until'] as const;

/** Who has acted in the organization. */
export type AuditActor = { actor: string; name: string | null; email: string | null };
