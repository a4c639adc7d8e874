import { z } from 'zod';
import { plainLine } from '#lib/std/plain-text.ts';

/**
 * A name or remark of one line, of at most so many characters: without line breaks, controls and marks that turn the
 * direction of the text around it, wherever it is shown later. `least` 0: it may be empty.
 */
export const lineField = (most: number, least = 1) =>
  z
    .string({ error: ({ input }) => (input === undefined ? 'is required' : 'must be text') })
    .transform(plainLine)
    .pipe(
      z.string().min(least, 'must not be empty').max(most, `must be at most ${most} characters`),
    );
