import { SiteShell } from '#components/site/site-shell.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { routes } from '#lib/routes.ts';

export const metadata = { title: 'Not found', robots: { index: false } };

export default function NotFound() {
  return (
    <SiteShell className="py-20 sm:py-28">
      <p className="font-mono text-sm text-faint">404</p>
      <h1 className="mt-2 text-3xl font-semibold">This page does not exist</h1>
      <p className="mt-3 max-w-prose text-muted">
        The address may be old or mistyped, or it names something that you may not see. Search finds
        operations, schemas, errors and guides by name or path.
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <LinkButton href={routes.reference()} variant="primary">
          Open the reference
        </LinkButton>
        <LinkButton href={routes.docs()}>Read the guides</LinkButton>
      </div>
    </SiteShell>
  );
}
