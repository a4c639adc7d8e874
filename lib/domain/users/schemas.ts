import { z } from 'zod';

/** An e-mail address as an account has it: trimmed, any case; compared without regard to case. */
export const emailAddress = z
  .string()
  .trim()
  .max(254, 'Use at most 254 characters.')
  .pipe(z.email('Enter an e-mail address, such as noura@example.com.'));

export const memberRole = z.enum(['owner', 'admin', 'developer', 'viewer']);

const orgId = z.templateLiteral(['org_', z.string()]);

export const createUserInput = z.object({
  email: emailAddress,
  password: z.string().max(1000),
  name: z.string().trim().min(1, 'Enter a name.').max(120, 'Use at most 120 characters.'),
  membership: z.object({ orgId, role: memberRole }).optional(),
});
export type CreateUserInput = z.input<typeof createUserInput>;
