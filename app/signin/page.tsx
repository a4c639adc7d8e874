import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { SiteShell } from '#components/site/site-shell.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { safeReturnTo } from '#lib/auth/return-to.ts';
import { getViewer } from '#lib/auth/session.ts';
import { getConfig } from '#lib/config/runtime.ts';
import { demoEmail } from '#lib/domain/demo/seed-demo.ts';
import { portalErrors } from '#lib/errors.ts';
import { SignInForm } from './sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };
export const dynamic = 'force-dynamic';

type Search = { returnTo?: string; callbackUrl?: string; error?: string };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { returnTo, callbackUrl, error } = await searchParams;
  const target = safeReturnTo(returnTo ?? callbackUrl?.replace(getConfig().portalUrl, ''));
  if (await getViewer(await headers())) redirect(target);
  return (
    <SiteShell>
      <div className="mx-auto grid w-full max-w-sm gap-6 py-14 sm:py-20">
        <div>
          <h1 className="text-2xl font-semibold">Sign in</h1>
          <p className="mt-1 text-[0.9375rem] leading-6 text-muted">
            To call the APIs as your own app, and to follow what your calls cause.
          </p>
        </div>
        <SignInForm
          returnTo={target}
          problem={error ? portalErrors.sign_in_failed.message : null}
        />
        {getConfig().demo ? (
          <Callout title="This portal has a demo account">
            Its address is <code className="break-all">{demoEmail}</code>. The password was printed
            where the portal was started.
          </Callout>
        ) : null}
      </div>
    </SiteShell>
  );
}
