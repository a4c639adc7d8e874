import { type AppSection, routes } from '../routes.ts';
import type { AppId } from '../std/ids.ts';
import type { SearchDoc } from './search-index.ts';

const page = (title: string, href: string, text: string, keywords: string): SearchDoc => ({
  kind: 'dashboard',
  title,
  href,
  text,
  keywords,
  context: 'Dashboard',
});

/** The pages of the dashboard that everybody has: found by guests too, who are asked to sign in on the way. */
export const dashboardPages: readonly SearchDoc[] = [
  page('Dashboard', routes.dashboard(), 'Your apps and what they called last.', 'home apps start'),
  page('New app', routes.newApp(), 'From an example or your manifest.', 'create register app slug'),
  page('Team', routes.team(), 'Who belongs to the organization.', 'members roles invite people'),
  page('Audit', routes.audit(), 'Every privileged act, with who did it and when.', 'log history'),
  page(
    'Account',
    routes.sessions(),
    'Where you are signed in, and your password.',
    'sessions sign out devices browsers change password',
  ),
  page('History', routes.history(), 'What you sent from the console.', 'try it requests console'),
  page(
    'Saved credentials',
    routes.credentials(),
    'Tokens for servers of your own, encrypted.',
    'token key environment production okta domain',
  ),
  page('Apply', routes.apply(), 'Become a partner.', 'register organization sign up join'),
  page('Sign in', routes.signIn(), 'To your apps and tokens.', 'login log in account password'),
];

const appSections: Record<AppSection, { label: string; keywords: string }> = {
  overview: { label: 'Overview', keywords: 'app home' },
  manifest: { label: 'Manifest', keywords: 'yaml json editor scan policy draft' },
  versions: { label: 'Versions', keywords: 'submit review publish approve roll back draft' },
  scopes: { label: 'Scopes', keywords: 'permissions rights' },
  installations: { label: 'Installations', keywords: 'schools tenants outbox records' },
  tokens: { label: 'Tokens', keywords: 'rotate rotation bearer secret grace bridge' },
  webhooks: { label: 'Webhooks', keywords: 'endpoints bins signature secret events' },
  deliveries: { label: 'Deliveries', keywords: 'attempts retries replay webhooks events' },
  logs: { label: 'Request log', keywords: 'requests calls errors status' },
};

/** The pages of a person's apps, for the search of that person only. */
export const appPages = (apps: readonly { id: AppId; name: string }[]): SearchDoc[] =>
  apps.flatMap(({ id, name }) =>
    Object.entries(appSections).map(
      ([section, words]): SearchDoc => ({
        kind: 'dashboard',
        // The entries of the record are its keys.
        href: routes.app(id, section as AppSection),
        title: `${name}: ${words.label}`,
        context: 'Your app',
        keywords: words.keywords,
      }),
    ),
  );
