import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { explorerMain } from '#components/console/explorer/explorer-main.tsx';
import { ReferenceNav } from '#components/reference/nav/reference-nav.tsx';
import { ReadingShell } from '#components/site/reading-shell.tsx';
import { findApi } from '#lib/openapi/apis.ts';
import { readIndex, readNavigation } from '#lib/openapi/catalog.ts';

export const dynamic = 'force-dynamic';
type Props = {
  params: Promise<{ api: string }>;
  searchParams: Promise<{ tag?: string; page?: string }>;
};

async function load({ params }: Pick<Props, 'params'>) {
  const api = findApi(decodeURIComponent((await params).api));
  const [index, navigation] = api
    ? await Promise.all([readIndex(api), readNavigation(api)])
    : [null, null];
  return index && navigation ? { index, navigation } : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { api } = (await load(props)).index;
  return {
    title: `Explorer · ${api.title}`,
    description: `Every operation of the ${api.title} in Swagger UI, sent through the portal.`,
    // What it says stands on the pages of the operations.
    robots: { index: false },
  };
}

export default async function ExplorerRoute(props: Props) {
  const [{ index, navigation }, { tag, page }] = await Promise.all([
    load(props),
    props.searchParams,
  ]);
  const chosen = index.tags.find(({ slug }) => slug === tag);
  if (tag !== undefined && !chosen) notFound();
  return (
    <ReadingShell
      area="reference"
      navLabel={index.api.title}
      nav={<ReferenceNav api={index.api} navigation={navigation} current={{ kind: 'explorer' }} />}
    >
      {explorerMain({ index, tag: chosen, page: Number(page) || 1 })}
    </ReadingShell>
  );
}
