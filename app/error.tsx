'use client';
import { LogoMark } from '#components/site/logo.tsx';
import { Button } from '#components/ui/button.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { homePath } from '#lib/home-path.ts';

type ErrorPageProps = { error: Error & { digest?: string } };

// `reset` would only show again what failed on the server; the page has to be asked for anew.
export default function ErrorPage({ error }: ErrorPageProps) {
  return (
    <main id="main" className="mx-auto w-full max-w-6xl px-4 py-20 lg:px-6">
      <LogoMark className="size-8" />
      <h1 className="mt-6 text-3xl font-semibold">This page could not be made</h1>
      <p className="mt-3 max-w-prose text-muted">
        The fault is ours, and it is in the portal’s log. Try again; if it stays, tell your operator
        the reference below.
      </p>
      {error.digest ? <p className="mt-3 font-mono text-sm">Reference {error.digest}</p> : null}
      <div className="mt-6 flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => window.location.reload()}>
          Try again
        </Button>
        <LinkButton href={homePath}>Go home</LinkButton>
      </div>
    </main>
  );
}
