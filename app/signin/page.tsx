import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { DemoHint } from '#components/entry/demo-hint.tsx';
import { EntryPage } from '#components/entry/entry-page.tsx';
import { IssuerButton } from '#components/entry/issuer-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { issuerName } from '#lib/auth/issuer.ts';
import { issuerProblems } from '#lib/auth/issuer-sign-in.ts';
import { safeReturnTo } from '#lib/auth/return-to.ts';
import { getViewer } from '#lib/auth/session.ts';
import { getConfig } from '#lib/config/runtime.ts';
import { demoEmail } from '#lib/domain/demo/seed-demo.ts';
import { portalErrors } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { SignInForm } from './sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };
export const dynamic = 'force-dynamic';

type Search = { returnTo?: string; callbackUrl?: string; error?: string; chosen?: string };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { returnTo, callbackUrl, error, chosen } = await searchParams;
  const { portalUrl, oidc, demo } = getConfig();
  const target = safeReturnTo(returnTo ?? callbackUrl?.replace(portalUrl, ''));
  const ofIssuer =
    error && Object.hasOwn(issuerProblems, error) ? (issuerProblems[error] ?? null) : null;
  const viewer = await getViewer(await headers());
  if (viewer && !ofIssuer) redirect(target);
  const problem = ofIssuer ?? (error ? portalErrors.sign_in_failed.message : null);
  return (
    <EntryPage
      title="Sign in"
      lead="To call the APIs as your own app, and to follow what your calls cause."
    >
      {chosen ? <Callout tone="good">Your password is chosen. Sign in with it.</Callout> : null}
      {viewer ? (
        <Callout title={`Signed in as ${viewer.user.email}`}>
          <a href={routes.dashboard()}>To the dashboard</a>
        </Callout>
      ) : null}
      <SignInForm returnTo={target} problem={problem} />
      {oidc ? <IssuerButton returnTo={target} name={issuerName(oidc.issuer)} /> : null}
      <p className="text-sm text-muted">
        No account?{' '}
        <a className="text-accent underline" href={routes.apply()}>
          Apply to become a partner
        </a>
        .
      </p>
      {demo ? <DemoHint email={demoEmail} /> : null}
    </EntryPage>
  );
}
