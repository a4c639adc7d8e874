import { z } from 'zod';
import { isId, type RequestId } from '#lib/std/ids.ts';

/** Which answered calls a list shows; stands in the page's address. A wrong value is as if it were not there. */
export const requestFilter = z.object({
  status: z.enum(['2xx', '4xx', '5xx', 'denied']).optional().catch(undefined),
  method: z.enum(['GET', 'POST', 'PATCH']).optional().catch(undefined),
  source: z.enum(['console', 'app']).optional().catch(undefined),
  operation: z.string().min(1).max(100).optional().catch(undefined),
  path: z.string().min(1).max(200).optional().catch(undefined),
  before: z
    .custom<RequestId>((id) => isId('req', id))
    .optional()
    .catch(undefined),
});
export type RequestFilter = z.infer<typeof requestFilter>;

/** Answered calls are kept for this long, then the worker purges them whole. */
export const requestLogDays = 30;
