'use client';
import type { OktaOrgView } from '#lib/domain/okta/orgs/schemas.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LiveProvider } from '../live-provider.tsx';
import { MakeToken } from './make-token.tsx';
import { OktaCalls } from './okta-calls.tsx';
import { OktaTokens } from './okta-tokens.tsx';
import { TrustedOrigins } from './trusted-origins.tsx';
import { useOkta } from './use-okta.tsx';

type OktaLiveProps = { first: OktaOrgView; scopes: readonly string[]; canChange: boolean };

/** The Okta sandbox of an organization. */
export function OktaLive(props: OktaLiveProps) {
  return (
    <LiveProvider>
      <OktaOrg {...props} />
    </LiveProvider>
  );
}

function OktaOrg({ first, scopes, canChange }: OktaLiveProps) {
  const { org, isStale } = useOkta(first);
  return (
    <div className="grid grid-cols-1 gap-6">
      {isStale ? (
        <Callout tone="warn" title="The page could not be brought up to date">
          It goes on by itself when the portal answers.
        </Callout>
      ) : null}
      <Where baseUrl={org.baseUrl} />
      <section className="grid grid-cols-1 gap-3" aria-labelledby="tokens">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="tokens" className="text-lg font-semibold">
            Tokens
          </h2>
          {canChange ? (
            <span className="flex flex-wrap gap-2" data-needs-js="">
              <MakeToken kind="api" scopes={scopes} />
              <MakeToken kind="access" scopes={scopes} />
            </span>
          ) : null}
        </div>
        <OktaTokens tokens={org.tokens} canChange={canChange} />
      </section>
      <TrustedOrigins origins={org.origins} canChange={canChange} />
      <OktaCalls calls={org.calls} />
    </div>
  );
}

function Where({ baseUrl }: { baseUrl: string }) {
  const call = `curl "${baseUrl}/apps?limit=5" \\\n  -H "Authorization: SSWS $OKTA_API_TOKEN" \\\n  -H "Accept: application/json"`;
  return (
    <Card title="Where it is">
      <div className="grid grid-cols-1 gap-4">
        <KeyValues
          items={[
            { label: 'Base URL', value: <Copyable text={baseUrl} label="Copy the base URL" /> },
            {
              label: 'Which org',
              value: 'The token says it: tokens of your organization open this org and no other.',
            },
          ]}
        />
        <CodeText title="A first call" code={call} wrap />
      </div>
    </Card>
  );
}
