import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { SiteShell } from '#components/site/site-shell.tsx';
import { Button } from '#components/ui/button.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { getViewer } from '#lib/auth/session.ts';
import { routes } from '#lib/routes.ts';
import { signOutAction } from '../signin/actions.ts';

export const metadata: Metadata = { title: 'Sign out', robots: { index: false } };
export const dynamic = 'force-dynamic';

export default async function SignOutPage() {
  const viewer = await getViewer(await headers());
  return (
    <SiteShell>
      <div className="mx-auto grid w-full max-w-sm gap-6 py-14 sm:py-20">
        <div>
          <h1 className="text-2xl font-semibold">{viewer ? 'Sign out?' : 'You are signed out'}</h1>
          <p className="mt-1 text-[0.9375rem] leading-6 text-muted">
            {viewer
              ? `You are signed in as ${viewer.user.email}. Signing out ends this session at once.`
              : 'Reading needs no account.'}
          </p>
        </div>
        {viewer ? (
          <form action={signOutAction} className="flex gap-2">
            <Button type="submit" variant="primary">
              Sign out
            </Button>
            <LinkButton href={routes.dashboard()}>Back to the dashboard</LinkButton>
          </form>
        ) : (
          <div className="flex gap-2">
            <LinkButton href={routes.signIn()} variant="primary">
              Sign in
            </LinkButton>
            <LinkButton href={routes.reference()}>Read the reference</LinkButton>
          </div>
        )}
      </div>
    </SiteShell>
  );
}
