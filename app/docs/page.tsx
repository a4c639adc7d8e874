import type { Metadata } from 'next';
import { GuideIndex } from '#components/docs/guide-index.tsx';
import { SiteShell } from '#components/site/site-shell.tsx';
import { listGuides } from '#lib/content/pages.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = {
  title: 'Guides',
  description: 'From the first call to verified webhooks, each step with an example that runs.',
  alternates: { canonical: routes.docs() },
};

export default function DocsRoute() {
  return (
    <SiteShell area="guides" className="py-12">
      <h1 className="text-3xl font-semibold">Guides</h1>
      <p className="mt-2 mb-8 max-w-prose text-muted">
        From the first call to verified webhooks. Every example runs as it stands against the
        sandbox of this portal.
      </p>
      <GuideIndex guides={listGuides()} />
    </SiteShell>
  );
}
