import { TokensLive } from '#components/dashboard/tokens/tokens-live.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { listTokens } from '#lib/domain/tokens/list-tokens.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Tokens' };

export default async function TokensPage({ params }: AppParams) {
  const { ctx, app } = await pageApp(params, 'tokens');
  const [tokens, installed] = await Promise.all([
    listTokens(ctx, app.id),
    listInstallations(ctx, app.id),
  ]);
  const living = installed.filter(({ uninstalledAt }) => uninstalledAt === null);
  return (
    <>
      <PageHeader
        title="Tokens"
        description="Each installation calls with its own token. A token is shown once, when it is issued or rotated."
      />
      <TokensLive
        app={app.id}
        first={tokens}
        installations={living.map(({ id, tenantName, scopes }) => ({ id, tenantName, scopes }))}
        canChange={ctx.actor.role !== 'viewer'}
      />
      <Callout title="The console needs none of them">
        It calls with short-lived tokens of its own that never leave the server.
      </Callout>
    </>
  );
}
