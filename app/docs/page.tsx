import type { Metadata } from 'next';
import { GuideIndex } from '#components/docs/guide-index.tsx';
import { SiteShell } from '#components/site/site-shell.tsx';
import { listGuides } from '#lib/content/pages.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = {
  title: 'Guides',
  description: 'Guides of the Okta Partners API and the Okta API, each with examples that run.',
  alternates: { canonical: routes.docs() },
};

export default function DocsRoute() {
  return (
    <SiteShell area="guides" className="py-12">
      <h1 className="text-3xl font-semibold">Guides</h1>
      <p className="mt-2 mb-8 max-w-prose text-muted">
        Two products: the Partners API for apps that schools install, and the Okta API for the apps
        and people of an org. New here? Begin with{' '}
        <a className="text-accent underline" href={routes.docs('partners/first-call')}>
          your first call
        </a>
        . Every example runs as it stands against the sandbox of this portal.
      </p>
      <GuideIndex guides={listGuides()} />
    </SiteShell>
  );
}
