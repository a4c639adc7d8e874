import { z } from 'zod';

const text = (most: number) =>
  z
    .string()
    .transform((given) =>
      given
        .trim()
        .replace(/\p{Cc}/gu, '\uFFFD')
        .toWellFormed(),
    )
    .pipe(z.string().min(1).max(most))
    .optional()
    .catch(undefined);
const moment = z
  .string()
  .regex(/^\d{1,4}[mhd]$|^\d{4}-\d{2}-\d{2}/)
  .max(40)
  .optional()
  .catch(undefined);

/** Which acts a trail shows; stands in the page's address. A wrong value is as if it were not there. */
export const auditFilter = z.object({
  /** As it is kept: `user:usr_…`, `operator`, `system`. */
  actor: text(60),
  action: text(60),
  /** Part of the id that it was done to. */
  target: text(120),
  /** `24h` before now, or a moment. */
  since: moment,
  until: moment,
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
