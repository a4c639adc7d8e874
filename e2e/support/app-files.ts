import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** `/dashboard/apps/[app]/logs` of `app/dashboard/apps/[app]/logs/page.tsx`. */
const addressOf = (file: string) => `/${path.dirname(file).split(path.sep).slice(1).join('/')}`;

const filesOf = (pattern: string) => globSync(pattern, { cwd: root }).sort();
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The addresses of all pages of the dashboard, with their parameters in brackets. */
export const dashboardPages: readonly string[] = filesOf('app/dashboard/**/page.tsx').map(
  addressOf,
);

/** Every method of every JSON address of the portal, such as `POST /api/portal/team`. */
export const portalRoutes: readonly string[] = filesOf('app/api/portal/**/route.ts').flatMap(
  (file) =>
    [
      ...textOf(file).matchAll(
        /export (?:async )?(?:function|const) (GET|POST|PUT|PATCH|DELETE)\b/g,
      ),
    ].map(([, method]) => `${method} ${addressOf(file)}`),
);

/** Every server action, such as `app/signin/actions.ts signInAction`. */
export const serverActions: readonly string[] = filesOf('app/**/*.ts')
  .filter((file) => /^['"]use server['"]/.test(textOf(file)))
  .flatMap((file) =>
    [...textOf(file).matchAll(/export async function (\w+)/g)].map(([, name]) => `${file} ${name}`),
  );

/** Names of the parameters of an address, in their order. */
export const paramsOf = (address: string): string[] =>
  [...address.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? '');

/** The address with its parameters filled in. */
export const filled = (address: string, values: Readonly<Record<string, string>>): string =>
  address.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
