import type { OktaJson, oktaApps } from '#lib/db/schema/okta.ts';
import { routes } from '#lib/routes.ts';
import type { OktaCtx } from '../okta-ctx.ts';
import { isoTime } from '../okta-ctx.ts';
import { signs } from './kinds.ts';

export type AppRow = typeof oktaApps.$inferSelect;

/** An app's own logo. */
export type AppLogo = { fileId: string; contentType: string };

/** Address of an app's own resource. */
export const appUrl = (ctx: Pick<OktaCtx, 'baseUrl'>, appId: string): string =>
  `${ctx.baseUrl}/api/v1/apps/${appId}`;

const isSaml = (row: AppRow) => row.signOnMode.startsWith('SAML');

/** What the state of an app permits, as links (contract, Okta 6.3). */
function appLinks(ctx: OktaCtx, row: AppRow, logo: AppLogo | null): OktaJson {
  const self = appUrl(ctx, row.id);
  const next = row.status === 'ACTIVE' ? 'deactivate' : 'activate';
  const image = logo
    ? { href: ctx.baseUrl + routes.oktaFile(logo.fileId), type: logo.contentType }
    : { href: ctx.baseUrl + routes.oktaLogo(`${row.name}.png`), type: 'image/png' };
  const hasHome = isSaml(row) || ['AUTO_LOGIN', 'OPENID_CONNECT'].includes(row.signOnMode);
  const home = `${ctx.baseUrl}/home/${row.name}/${row.id}/${row.linkId}`;
  return {
    self: { href: self },
    [next]: { href: `${self}/lifecycle/${next}` },
    users: { href: `${self}/users` },
    groups: { href: `${self}/groups` },
    logo: [{ name: 'medium', ...image }],
    ...(hasHome ? { appLinks: [{ name: 'login', href: home, type: 'text/html' }] } : {}),
    ...(isSaml(row)
      ? {
          help: {
            href: `${ctx.baseUrl}/app/${row.name}/${row.externalKey}/setup/help/${row.signOnMode}/instructions`,
            type: 'text/html',
          },
          metadata: {
            href: `${self}/sso/saml/metadata?kid=${row.kid ?? ''}`,
            type: 'application/xml',
          },
        }
      : {}),
    uploadLogo: { href: `${self}/logo`, hints: { allow: ['POST'] } },
    ...(row.policyId
      ? { accessPolicy: { href: `${ctx.baseUrl}/api/v1/policies/${row.policyId}` } }
      : {}),
  };
}

/** An app as the API answers it (contract, Okta 6.2). `extra` are parts that only this answer has. */
export function renderApp(
  ctx: OktaCtx,
  row: AppRow,
  extra: { logo?: AppLogo | null; embedded?: OktaJson; clientSecret?: string | null } = {},
): OktaJson {
  const { credentials, features, ...rest } = row.body;
  const shown: OktaJson = { ...(credentials as OktaJson) }; // Written by the verbs, always an object.
  if (signs(row.signOnMode)) shown.signing = { kid: row.kid, use: 'sig' };
  if (extra.clientSecret) {
    shown.oauthClient = { ...(shown.oauthClient as OktaJson), client_secret: extra.clientSecret };
  }
  return {
    id: row.id,
    name: row.name,
    label: row.label,
    status: row.status,
    lastUpdated: isoTime(row.updatedAt),
    created: isoTime(row.createdAt),
    signOnMode: row.signOnMode,
    features: features ?? [],
    ...rest,
    credentials: shown,
    _links: appLinks(ctx, row, extra.logo ?? null),
    ...(extra.embedded ? { _embedded: extra.embedded } : {}),
  };
}
