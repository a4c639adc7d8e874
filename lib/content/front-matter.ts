import { parse } from 'yaml';
import type { z } from 'zod';

const fence = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/;

/**
 * Cuts a page of `content/` into its front matter, checked by `schema`, and its Markdown.
 * Throws with the file's name when the front matter is missing or wrong: a writer's mistake, seen at once.
 */
export function splitFrontMatter<T>(
  source: string,
  schema: z.ZodType<T>,
  file: string,
): { front: T; body: string } {
  const match = fence.exec(source);
  const parsed = schema.safeParse(match ? parse(match[1] ?? '') : undefined);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`${file}: the front matter is not right: ${reasons.join('; ')}`);
  }
  return { front: parsed.data, body: source.slice(match?.[0].length ?? 0) };
}
