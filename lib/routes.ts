// The only maker of internal links. Pages, answers, mails and the command line all ask here.
import { homePath } from './home-path.ts';
import type { AppId, ApplicationId, BinId, CredentialId, RequestId, VersionId } from './std/ids.ts';

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

/** What narrows a list and which of its pages is shown. */
type Filter<Text extends string, Page extends string> = Partial<
  Record<Text, string | undefined> & Record<Page, number | undefined>
>;

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
  home: () => homePath,
  docs: (page = '') => (page === '' ? '/docs' : `/docs/${page}`),
  reference: () => '/reference',
  api: (api: string) => `/reference/${segment(api)}`,
  /** The overview with one tag open; long tags have pages. */
  tag: (api: string, tag: string, page = 1) =>
    withQuery(`/reference/${segment(api)}`, { tag, page: page > 1 ? page : undefined }),
  schemas: (api: string, page = 1) =>
    withQuery(`/reference/${segment(api)}/schemas`, { page: page > 1 ? page : undefined }),
  operation: (api: string, operation: string) => `/reference/${segment(api)}/${segment(operation)}`,
  /** The full Swagger UI of an API; `tag` and `page`: of a part of it. */
  explorer: (api: string, part: { tag?: string | undefined; page?: number | undefined } = {}) =>
    withQuery(`/reference/${segment(api)}/explorer`, part),
  changes: (api: string) => `/reference/${segment(api)}/changes`,
  schema: (api: string, name: string) => `/reference/${segment(api)}/schemas/${segment(name)}`,
  webhook: (api: string, name: string) => `/reference/${segment(api)}/webhooks/${segment(name)}`,
  document: (api: string) => `/openapi/${segment(api)}.json`,
  consoleDocument: (api: string, operation: string) =>
    `/openapi/${segment(api)}/${segment(operation)}.json`,
  collection: (api: string) => `/openapi/${segment(api)}/postman_collection.json`,
  partnersDocument: () => '/docs/openapi.json',
  manifestSchema: () => '/docs/manifest.schema.json',
  partnersCollection: () => '/docs/postman_collection.json',
  errors: () => '/errors',
  error: (code: string) => `/errors/${segment(code)}`,
  search: (query: { q: string; api?: string; kind?: string }) => withQuery('/api/search', query),
  /** The page of the search; without a query the empty form. */
  searchPage: (query: { q?: string; api?: string; kind?: string; page?: number } = {}) =>
    withQuery('/search', query),
  llms: () => '/llms.txt',
  sitemap: () => '/sitemap.xml',
  sitemapFile: (page: number) => `/sitemaps/${page}.xml`,
  /** The same page as Markdown. */
  markdown: (page: string) => `${page}.md`,
  session: () => '/api/auth/session',
  signOut: () => '/api/auth/signout',
  signOutPage: () => '/signout',
  signIn: (returnTo?: string) => withQuery('/signin', { returnTo }),
  /** The sign-in page with what went wrong at the identity provider. */
  signInProblem: (error: string) => withQuery('/signin', { error }),
  /** The sign-in page after a password was chosen. */
  signInChosen: () => withQuery('/signin', { chosen: 1 }),
  /** Where a sign-in through the identity provider begins; takes a form. */
  signInIssuer: () => '/signin/issuer',
  forgotPassword: () => '/signin/forgot',
  /** The page behind a link by which a password is chosen. */
  password: (secret: string) => `/signin/password/${segment(secret)}`,
  apply: () => '/apply',
  /** The state of an application, for whoever holds its link. */
  application: (secret: string) => `/apply/status/${segment(secret)}`,
  confirmApplication: (secret: string) => `/apply/confirm/${segment(secret)}`,
  dashboard: () => '/dashboard',
  /** The list of apps on the dashboard's first page. */
  allApps: (filter: Filter<'apps', 'page'> = {}) => `${withQuery('/dashboard', filter)}#apps`,
  app: (app: AppId, section: AppSection = 'overview') => `/dashboard/apps/${app}/${section}`,
  newApp: () => '/dashboard/apps/new',
  /** The manifest as a file. */
  manifestFile: (app: AppId, version?: number) =>
    withQuery(`/api/portal/apps/${app}/manifest/file`, { version }),
  appRoot: (app: AppId) => `/dashboard/apps/${app}`,
  delivery: (app: AppId, delivery: string) => `/dashboard/apps/${app}/deliveries/${delivery}`,
  logs: (app: AppId, filter: Record<string, string | undefined>) =>
    withQuery(`/dashboard/apps/${app}/logs`, filter),
  /** The calls of an app, counted over a range such as `7d`. */
  usage: (app: AppId, range?: string) => withQuery(`/dashboard/apps/${app}/logs/usage`, { range }),
  log: (app: AppId, request: RequestId) => `/dashboard/apps/${app}/logs/${request}`,
  /** One call of the organization's Okta sandbox org. */
  oktaLog: (request: string) => `/dashboard/okta/logs/${segment(request)}`,
  bin: (app: AppId, bin: BinId) => `/dashboard/apps/${app}/webhooks/bins/${bin}`,
  /** Where `portal listen` opens a listener, takes its deliveries and reports on them. */
  listen: (...path: readonly string[]) => ['/api/portal/listen', ...path.map(segment)].join('/'),
  /** What the dashboard's pages ask and tell about an app: JSON, for the portal itself only. */
  appData: (app: AppId, ...path: readonly string[]) =>
    ['/api/portal/apps', app, ...path].map((part, at) => (at > 0 ? segment(part) : part)).join('/'),
  /** A school of the sandbox: its records, channels and outbox. */
  tenant: (app: AppId, tenant: number, outbox: { before?: number } = {}) =>
    withQuery(`/dashboard/apps/${app}/installations/${tenant}`, outbox),
  deliveries: (app: AppId, filters: Record<string, string | undefined> = {}) =>
    withQuery(`/dashboard/apps/${app}/deliveries`, filters),
  /** The list as a file; `filters` is the query of the page. */
  deliveriesExport: (app: AppId, format: 'csv' | 'ndjson', filters: string) =>
    `/api/portal/apps/${app}/deliveries/export?format=${format}${filters ? `&${filters}` : ''}`,
  verifyHelp: (app: AppId, delivery?: string) =>
    withQuery(`/dashboard/apps/${app}/webhooks/verify`, { delivery }),
  /** The endpoints of an app, narrowed by a part of their address or description. */
  webhooks: (app: AppId, filter: { endpoints?: string | undefined; page?: number | undefined }) =>
    withQuery(`/dashboard/apps/${app}/webhooks`, filter),
  /** The tokens of an app, narrowed by a part of the school's name or of the token. */
  tokens: (app: AppId, filter: Filter<'schools', 'page'>) =>
    withQuery(`/dashboard/apps/${app}/tokens`, filter),
  /** The same as JSON, for the portal itself only. */
  tokensData: (app: AppId, filter: Filter<'schools', 'page'>) =>
    withQuery(`/api/portal/apps/${app}/tokens`, filter),
  /** The sandbox schools of the organization, narrowed by a part of the name or by the id. */
  tenants: (app: AppId, filter: Filter<'tenants', 'tenantsPage'>) =>
    withQuery(`/dashboard/apps/${app}/installations`, filter),
  /** Where an app is installed, narrowed by a part of the school's name or of the id; below its sandbox schools. */
  installations: (app: AppId, filter: Filter<'schools', 'page'>) =>
    `${withQuery(`/dashboard/apps/${app}/installations`, filter)}#installed`,
  /** Where an app was installed, on the same page. */
  removedInstallations: (app: AppId, filter: Filter<'removed', 'removedPage'>) =>
    `${withQuery(`/dashboard/apps/${app}/installations`, filter)}#removed`,
  endpoint: (app: AppId, endpoint: string) => `/dashboard/apps/${app}/webhooks/${endpoint}`,
  /** Where an app's bridge is set and seen. */
  bridge: (app: AppId) => `/dashboard/apps/${app}/webhooks#bridge`,
  credentials: () => '/dashboard/credentials',
  /** Saving a credential, and one of them: JSON, for the portal itself only. */
  credentialData: (credential?: CredentialId) =>
    credential ? `/api/portal/credentials/${credential}` : '/api/portal/credentials',
  history: (filter: Record<string, string | undefined> = {}) =>
    withQuery('/dashboard/history', filter),
  /** The dashboard's JSON that belongs to no app. */
  portalData: (...path: readonly string[]) => ['/api/portal', ...path.map(segment)].join('/'),
  /** The question that a tenant's administrator is asked. */
  consent: (app: AppId, tenant: number) =>
    withQuery(`/dashboard/apps/${app}/installations/consent`, { tenant }),
  /** The people of the organization. */
  team: (filter: Filter<'members', 'page'> = {}) => withQuery('/dashboard/team', filter),
  /** The open invitations, on the page of the team. */
  invitations: (filter: Filter<'invitations', 'invitationsPage'>) =>
    `${withQuery('/dashboard/team', filter)}#invitations`,
  audit: (filter: Record<string, string | number | undefined> = {}) =>
    withQuery('/dashboard/audit', filter),
  auditExport: (format: 'csv' | 'ndjson', filter: Record<string, string | undefined> = {}) =>
    withQuery('/api/portal/audit/export', { format, ...filter }),
  sessions: () => '/dashboard/sessions',
  /** The organization's Okta sandbox: its tokens and trusted origins. */
  okta: () => '/dashboard/okta',
  /** The page behind the link of an invitation. */
  invitation: (secret: string) => `/invitations/${segment(secret)}`,
  admin: () => '/admin',
  adminApplications: (filter: Record<string, string | undefined> = {}) =>
    withQuery('/admin/applications', filter),
  adminApplication: (application: ApplicationId) => `/admin/applications/${application}`,
  adminSessions: () => '/admin/sessions',
  adminVersions: (filter: Record<string, string | undefined> = {}) =>
    withQuery('/admin/versions', filter),
  adminVersion: (version: VersionId) => `/admin/versions/${version}`,
  relayRoot: () => '/api/relay',
  relay: (api: string, environment: string, path = '') =>
    `/api/relay/${segment(api)}/${segment(environment)}${path}`,
  /** The operation with its console open; `form` is what stands in it. */
  tryWith: (api: string, operation: string, form?: string) =>
    `/reference/${segment(api)}/${segment(operation)}#try${form ? `=${segment(form)}` : ''}`,
  codeSamples: () => '/api/portal/samples',
  consoleContext: (api: string) => `/api/console/${segment(api)}`,
  /** The list of operations that the explorer begins with. */
  explorerDocument: (api: string, part: { tag?: string | undefined; page?: number | undefined }) =>
    withQuery(`/api/console/${segment(api)}/explorer`, part),
  partnersBase: () => '/api/apps',
  oktaBase: () => '/api/v1',
  /** Where links of the Okta sandbox lead beside its own API. */
  oktaOauth: () => '/oauth2/v1',
  /** A picture of the Okta sandbox: `bookmark.png`. Without a file: where they lie. */
  oktaLogo: (file?: string) => `/img/logos${file ? `/${file}` : ''}`,
  oktaFile: (id?: string) => withQuery('/bc/image/fileStoreRecord', { id }),
  binReceiver: (key: string) => `/bin/${segment(key)}`,
  live: () => '/api/health/live',
  ready: () => '/api/health/ready',
} as const;
