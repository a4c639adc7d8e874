import { z } from 'zod';
import { plainLine } from '#lib/std/plain-text.ts';

/** A name as people read it: one line in any script, without marks that turn the text around it. */
export const nameField = (most: number) =>
  z
    .string()
    .transform(plainLine)
    .pipe(
      z
        .string()
        .min(1, 'Give it a name.')
        .refine((name) => [...name].length <= most, `Use at most ${most} characters.`),
    );
