import { z } from 'zod';
import { searchText } from '#lib/std/search-text.ts';

/** A text of at most so many characters in a page's address. A wrong value is as if it were not there. */
export const filterText = (most: number) =>
  z.string().transform(searchText).pipe(z.string().min(1).max(most)).optional().catch(undefined);

/** `24h` before now (minutes, hours or days), or a moment that begins with its day. Read by `momentOf`. */
export const filterMoment = z
  .string()
  .regex(/^\d{1,4}[mhd]$|^\d{4}-\d{2}-\d{2}/)
  .max(40)
  .optional()
  .catch(undefined);
