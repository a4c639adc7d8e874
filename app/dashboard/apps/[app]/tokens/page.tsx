import { TokensLive } from '#components/dashboard/tokens/tokens-live.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { findTokens } from '#lib/domain/tokens/list-tokens.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Tokens' };

type Query = Record<string, string | string[] | undefined>;

export default async function TokensPage({
  params,
  searchParams,
}: AppParams & { searchParams: Promise<Query> }) {
  const { ctx, app } = await pageApp(params, 'tokens');
  const { schools, page } = await searchParams;
  const [first, installed] = await Promise.all([
    findTokens(ctx, app.id, { typed: schools, page }),
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
        first={first}
        installations={living.map(({ id, tenantName, scopes }) => ({ id, tenantName, scopes }))}
        canChange={ctx.actor.role !== 'viewer'}
      />
      <Callout title="The console needs none of them">
        It calls with short-lived tokens of its own that never leave the server.
      </Callout>
    </>
  );
}
