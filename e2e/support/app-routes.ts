import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../app');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const addressOf = (file: string) => `/${path.dirname(file)}`.replace(/\/\.$/, '/');
const found = (pattern: string) => globSync(pattern, { cwd: root }).sort();

/** Every page of the portal, as its address with the names of its parameters: `/admin/versions/[version]`. */
export const pages: readonly string[] = found('**/page.tsx').map(addressOf);

export type Handler = { method: string; address: string };

/** Every route handler, one entry for each method. */
export const handlers: readonly Handler[] = found('**/route.ts').flatMap((file) =>
  [...read(file).matchAll(/^export (?:async )?(?:function|const) (GET|POST|PUT|PATCH|DELETE)\b/gm)]
    .map(([, method = '']) => method)
    .map((method) => ({ method, address: addressOf(file) })),
);

/** Every server action: `app/apply/actions.ts applyAction`. */
export const actions: readonly string[] = found('**/*.ts')
  .filter((file) => /^'use server'/.test(read(file)))
  .flatMap((file) =>
    [...read(file).matchAll(/^export async function (\w+)/gm)].map(
      ([, name]) => `app/${file} ${name}`,
    ),
  );

/** The names of an address's parameters, in order. */
export function parametersOf(address: string): string[] {
  return [...address.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = '']) => name);
}

/** An address with its parameters filled in; what `values` lacks is an error, so that no route is forgotten. */
export function fill(address: string, values: Readonly<Record<string, string>>): string {
  return address.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${address}: nothing stands for ${name}`);
    return encodeURIComponent(value).replaceAll('%2F', '/');
  });
}
