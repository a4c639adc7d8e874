import type { SecurityScheme } from '#lib/openapi/model.ts';
import { flowWords } from '../operation/security-facts.tsx';
import { Prose } from '../schema/prose.tsx';

type OAuthScheme = Extract<SecurityScheme, { type: 'oauth2' }>;
const MOST_SCOPES = 300;

/** Where an app gets a token, and what it may ask for. */
export function FlowList({ scheme }: { scheme: OAuthScheme }) {
  return (
    <>
      {scheme.metadataUrl ? <Address label="Metadata" url={scheme.metadataUrl} /> : null}
      {scheme.flows.map((flow) => (
        <div key={flow.kind} className="mt-2">
          <p>{flowWords[flow.kind]}</p>
          <Address label="Authorization" url={flow.authorizationUrl} />
          <Address label="Device authorization" url={flow.deviceAuthorizationUrl} />
          <Address label="Token" url={flow.tokenUrl} />
          <Address label="Refresh" url={flow.refreshUrl} />
          {flow.scopes.length > 0 ? (
            <details className="sx">
              <summary>
                {flow.scopes.length === 1 ? '1 scope' : `${flow.scopes.length} scopes`}
              </summary>
              <dl className="se">
                {flow.scopes.slice(0, MOST_SCOPES).map((scope) => (
                  <div key={scope.name}>
                    <dt>
                      <code>{scope.name}</code>
                    </dt>
                    <dd>
                      <Prose prose={scope.description} className="sd" />
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          ) : null}
        </div>
      ))}
    </>
  );
}

function Address({ label, url }: { label: string; url: string | undefined }) {
  if (url === undefined) return null;
  return (
    <p className="text-sm text-muted">
      {label} <code className="font-mono text-[0.8125rem] wrap-anywhere">{url}</code>
    </p>
  );
}
