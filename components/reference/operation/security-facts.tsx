import type { SecurityAlternative, SecurityScheme } from '#lib/openapi/model.ts';
import { Copyable } from '../../ui/copyable.tsx';
import { Prose } from '../schema/prose.tsx';
import { SectionHeading } from './section-heading.tsx';

/** `needs`: a scope that the document names outside of the alternatives. */
type SecurityFactsProps = { security: readonly SecurityAlternative[]; needs?: string | undefined };

/** What a caller has to show: each alternative with its schemes, and the scopes that the operation asks for. */
export function SecurityFacts({ security, needs }: SecurityFactsProps) {
  const isTold = security.some(({ schemes }) =>
    schemes.some(({ scopes }) => scopes.some(({ name }) => name === needs)),
  );
  if (security.length === 0 && needs === undefined) return null;
  const open = security.every((one) => one.schemes.length === 0);
  return (
    <section className="op-section">
      <SectionHeading id="authorization">Authorization</SectionHeading>
      {needs === undefined || isTold ? null : (
        <p className="op-text">
          Needs the scope <Copyable text={needs} label="Copy scope" />
        </p>
      )}
      {security.length === 0 ? null : open ? (
        <p className="op-text">None: this operation is open to everybody.</p>
      ) : (
        <div className="op-auth">
          {security.map((alternative, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: alternatives have no name and keep their order.
            <div key={index}>
              {index > 0 ? <p className="op-or">or</p> : null}
              {alternative.schemes.length === 0 ? (
                <p className="op-text">no credentials</p>
              ) : (
                alternative.schemes.map(({ scheme, scopes }, place) => (
                  <div key={scheme.key} className="op-scheme">
                    {place > 0 ? <p className="op-or">and</p> : null}
                    <p>
                      <b>{schemeTitle(scheme)}</b> <span>{schemeWords(scheme)}</span>
                      {scheme.deprecated ? <b className="st-warn"> deprecated</b> : null}
                    </p>
                    {scopes.length > 0 ? (
                      <ul className="op-scopes">
                        {scopes.map((scope) => (
                          <li key={scope.name}>
                            <Copyable text={scope.name} label="Copy scope" />
                            <Prose prose={scope.description} className="sd" />
                          </li>
                        ))}
                      </ul>
                    ) : null}
                    {scheme.description ? (
                      <details className="sx">
                        <summary>About this credential</summary>
                        <Prose prose={scheme.description} className="prose prose-sm" />
                      </details>
                    ) : null}
                  </div>
                ))
              )}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

export function schemeTitle(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'http':
      return httpTitles[scheme.scheme] ?? `HTTP ${capitalized(scheme.scheme)}`;
    case 'apiKey':
      return 'API key';
    case 'oauth2':
      return 'OAuth 2.0';
    case 'openIdConnect':
      return 'OpenID Connect';
    case 'mutualTLS':
      return 'Client certificate';
    case 'unknown':
      return scheme.key;
  }
}

const httpTitles: Record<string, string | undefined> = { basic: 'Basic', bearer: 'Bearer token' };
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function schemeWords(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'http':
      return `in the header Authorization: ${capitalized(scheme.scheme)} …${
        scheme.bearerFormat ? `, a ${scheme.bearerFormat}` : ''
      }`;
    case 'apiKey':
      return `in the ${scheme.in === 'query' ? 'query parameter' : scheme.in} ${scheme.name}`;
    case 'oauth2':
      return scheme.flows.map((flow) => flowWords[flow.kind]).join(', ');
    case 'openIdConnect':
      return scheme.url;
    case 'mutualTLS':
      return 'in the TLS handshake';
    case 'unknown':
      return 'not described by the document';
  }
}

export const flowWords = {
  implicit: 'implicit flow',
  password: 'password flow',
  clientCredentials: 'client credentials',
  authorizationCode: 'authorization code',
  deviceAuthorization: 'device flow',
} as const;
