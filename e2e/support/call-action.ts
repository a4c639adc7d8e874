import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext } from '@playwright/test';

const built = path.resolve(
  import.meta.dirname,
  '../../.next/server/server-reference-manifest.json',
);
type Entry = { filename: string; exportedName: string };

/** The address of a server action in this build, by `app/apply/actions.ts applyAction`. */
function idOf(action: string): string {
  // The build wrote it.
  const { node } = JSON.parse(readFileSync(built, 'utf8')) as { node: Record<string, Entry> };
  for (const [id, { filename, exportedName }] of Object.entries(node)) {
    if (`${filename} ${exportedName}` === action) return id;
  }
  throw new Error(`The build has no ${action}`);
}

export type ActionAnswer = {
  status: number;
  /** Where the action leads; null: it stays. */
  location: string | null;
  /** What it answers, as it was sent. */
  text: string | undefined;
};

/** Calls a server action with a form, without the page that shows it: whoever attacks does the same. */
export async function callAction(
  api: APIRequestContext,
  page: string,
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<ActionAnswer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(`_1_${name}`, value);
  // Last: it is read as soon as it comes, and says what the fields before it are.
  form.append('0', '[null,"$K1"]');
  const response = await api.post(page, {
    maxRedirects: 0,
    headers: { 'next-action': idOf(action) },
    multipart: form,
  });
  const location = response.headers()['x-action-redirect'] ?? null;
  const text = /^1:(.*)$/m.exec(await response.text())?.[1];
  return { status: response.status(), location, text };
}
