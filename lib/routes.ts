// The only maker of internal links. Pages, answers, mails and the command line all ask here.
import type { AppId, BinId, OrgId, RequestId } from './std/ids.ts';

export type AppSection =
  | 'overview'
  | 'manifest'
  | 'versions'
  | 'scopes'
  | 'installations'
  | 'tokens'
  | 'webhooks'
  | 'deliveries'
  | 'logs';

const segment = encodeURIComponent;

function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

export const routes = {
  home: () => '/',
  docs: (page = '') => (page === '' ? '/docs' : `/docs/${page}`),
  reference: () => '/reference',
  api: (api: string) => `/reference/${segment(api)}`,
  /** The overview with one tag open; long tags have pages. */
  tag: (api: string, tag: string, page = 1) =>
    withQuery(`/reference/${segment(api)}`, { tag, page: page > 1 ? page : undefined }),
  schemas: (api: string, page = 1) =>
    withQuery(`/reference/${segment(api)}/schemas`, { page: page > 1 ? page : undefined }),
  operation: (api: string, operation: string) => `/reference/${segment(api)}/${segment(operation)}`,
  schema: (api: string, name: string) => `/reference/${segment(api)}/schemas/${segment(name)}`,
  webhook: (api: string, name: string) => `/reference/${segment(api)}/webhooks/${segment(name)}`,
  document: (api: string) => `/openapi/${segment(api)}.json`,
  consoleDocument: (api: string, operation: string) =>
    `/openapi/${segment(api)}/${segment(operation)}.json`,
  partnersDocument: () => '/docs/openapi.json',
  partnersCollection: () => '/docs/postman_collection.json',
  errors: () => '/errors',
  error: (code: string) => `/errors/${segment(code)}`,
  search: (query: { q: string; api?: string; kind?: string }) => withQuery('/api/search', query),
  llms: () => '/llms.txt',
  /** The same page as Markdown. */
  markdown: (page: string) => `${page}.md`,
  session: () => '/api/auth/session',
  signOut: () => '/api/auth/signout',
  signOutPage: () => '/signout',
  signIn: (returnTo?: string) => withQuery('/signin', { returnTo }),
  apply: () => '/apply',
  dashboard: () => '/dashboard',
  app: (app: AppId, section: AppSection = 'overview') => `/dashboard/apps/${app}/${section}`,
  appRoot: (app: AppId) => `/dashboard/apps/${app}`,
  delivery: (app: AppId, delivery: string) => `/dashboard/apps/${app}/deliveries/${delivery}`,
  logs: (app: AppId, filter: Record<string, string | undefined>) =>
    withQuery(`/dashboard/apps/${app}/logs`, filter),
  log: (app: AppId, request: RequestId) => `/dashboard/apps/${app}/logs/${request}`,
  bin: (app: AppId, bin: BinId) => `/dashboard/apps/${app}/webhooks/bins/${bin}`,
  /** Where `portal listen` opens a listener, takes its deliveries and reports on them. */
  listen: (...path: readonly string[]) => ['/api/portal/listen', ...path.map(segment)].join('/'),
  /** What the dashboard's pages ask and tell about an app: JSON, for the portal itself only. */
  appData: (app: AppId, ...path: readonly string[]) =>
    ['/api/portal/apps', app, ...path].map((part, at) => (at > 0 ? segment(part) : part)).join('/'),
  deliveries: (app: AppId, filters: Record<string, string | undefined> = {}) =>
    withQuery(`/dashboard/apps/${app}/deliveries`, filters),
  /** The list as a file; `filters` is the query of the page. */
  deliveriesExport: (app: AppId, format: 'csv' | 'ndjson', filters: string) =>
    `/api/portal/apps/${app}/deliveries/export?format=${format}${filters ? `&${filters}` : ''}`,
  verifyHelp: (app: AppId, delivery?: string) =>
    withQuery(`/dashboard/apps/${app}/webhooks/verify`, { delivery }),
  endpoint: (app: AppId, endpoint: string) => `/dashboard/apps/${app}/webhooks/${endpoint}`,
  team: () => '/dashboard/team',
  audit: () => '/dashboard/audit',
  admin: (org?: OrgId) => (org ? `/admin/organizations/${org}` : '/admin'),
  relayRoot: () => '/api/relay',
  relay: (api: string, environment: string, path = '') =>
    `/api/relay/${segment(api)}/${segment(environment)}${path}`,
  consoleContext: (api: string) => `/api/console/${segment(api)}`,
  partnersBase: () => '/api/apps',
  oktaBase: () => '/api/v1',
  oktaFile: (id?: string) => withQuery('/bc/image/fileStoreRecord', { id }),
  binReceiver: (key: string) => `/bin/${segment(key)}`,
  live: () => '/api/health/live',
  ready: () => '/api/health/ready',
} as const;
