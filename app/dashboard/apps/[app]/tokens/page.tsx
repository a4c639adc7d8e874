import { KeyRound } from 'lucide-react';
import { TokensTable } from '#components/dashboard/tokens-table.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listTokens } from '#lib/domain/tokens/list-tokens.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Tokens' };

export default async function TokensPage({ params }: AppParams) {
  const { ctx, app } = await pageApp(params, 'tokens');
  const tokens = await listTokens(ctx, app.id);
  return (
    <>
      <PageHeader
        title="Tokens"
        description="Each installation calls with its own token. A token is shown once, when it is issued."
      />
      {tokens.length === 0 ? (
        <EmptyState icon={KeyRound} title="No token yet">
          A token is issued by itself when a school installs the app.
        </EmptyState>
      ) : (
        <TokensTable tokens={tokens} now={ctx.clock.now()} />
      )}
      <Callout title="The console needs none of them">
        It calls with short-lived tokens of its own that never leave the server.
      </Callout>
    </>
  );
}
