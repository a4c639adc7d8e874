import { z } from 'zod';
import { plainLine } from '#lib/std/plain-text.ts';

/** An e-mail address as an account has it: trimmed, any case; compared without regard to case. */
export const emailAddress = z
  .string()
  .trim()
  .max(254, 'Use at most 254 characters.')
  .pipe(z.email('Enter an e-mail address, such as noura@example.com.'));

export const memberRole = z.enum(['owner', 'admin', 'developer', 'viewer']);

const orgId = z.templateLiteral(['org_', z.string()]);

/** A person's name as it is shown: one line, in any script. */
export const personName = z
  .string()
  .transform(plainLine)
  .pipe(z.string().min(1, 'Enter a name.').max(120, 'Use at most 120 characters.'));

export const createUserInput = z.object({
  email: emailAddress,
  password: z.string().max(1000),
  name: personName,
  membership: z.object({ orgId, role: memberRole }).optional(),
  /** May decide about applications and versions. */
  isReviewer: z.boolean().default(false),
});
export type CreateUserInput = z.input<typeof createUserInput>;

export const forgotInput = z.object({ email: emailAddress });

/** What a person's own pages tell and take about their password. */
export const changePasswordInput = z.object({
  current: z.string().max(1000),
  password: z.string().max(1000),
});
