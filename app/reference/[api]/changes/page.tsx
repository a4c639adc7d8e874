import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { VersionHistory } from '#components/changes/version-history.tsx';
import { ReferenceNav } from '#components/reference/nav/reference-nav.tsx';
import { ReadingShell } from '#components/site/reading-shell.tsx';
import { staticSlot } from '#components/site/slot/static-slot.tsx';
import { compiledDir, findApi } from '#lib/openapi/apis.ts';
import { readIndex, readNavigation } from '#lib/openapi/catalog.ts';
import { RULES } from '#lib/openapi/compatibility/rules.ts';
import { readHistory } from '#lib/openapi/compatibility/versions.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';
type Props = { params: Promise<{ api: string }> };

async function load({ params }: Props) {
  const api = findApi(decodeURIComponent((await params).api));
  const [index, navigation] = api
    ? await Promise.all([readIndex(api), readNavigation(api)])
    : [null, null];
  return api && index && navigation ? { api, summary: index.api, navigation } : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { summary } = await load(props);
  return {
    title: `Changes · ${summary.title}`,
    description: `What each version of the ${summary.title} changed, and whether it breaks clients.`,
    alternates: { canonical: routes.changes(summary.slug) },
  };
}

export default async function ChangesRoute(props: Props) {
  const { api, summary, navigation } = await load(props);
  const { steps } = readHistory(compiledDir(), api.slug);
  return (
    <ReadingShell
      area="reference"
      navLabel={summary.title}
      nav={<ReferenceNav api={summary} navigation={navigation} current={{ kind: 'changes' }} />}
    >
      {staticSlot(<VersionHistory api={summary} steps={steps} rules={RULES} />)}
    </ReadingShell>
  );
}
