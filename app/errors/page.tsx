import type { Metadata } from 'next';
import { ErrorTable } from '#components/docs/error-table.tsx';
import { GuideNav } from '#components/docs/guide-nav.tsx';
import { ReadingShell } from '#components/site/reading-shell.tsx';
import { staticSlot } from '#components/site/slot/static-slot.tsx';
import { listErrorPages, listGuides, listOktaErrorPages } from '#lib/content/pages.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = {
  title: 'Error codes',
  description: 'Every error code: what happened, why, and how to fix it.',
  alternates: { canonical: routes.errors() },
};

export default function ErrorsRoute() {
  const errors = listErrorPages();
  const codes = errors.map((error) => error.code);
  return (
    <ReadingShell
      area="guides"
      navLabel="Guides"
      nav={staticSlot(<GuideNav guides={listGuides()} current="errors" errors={codes} />)}
    >
      {staticSlot(<ErrorTable errors={errors} oktaErrors={listOktaErrorPages()} />)}
    </ReadingShell>
  );
}
