import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReferenceNav } from '#components/reference/nav/reference-nav.tsx';
import { ApiOverview } from '#components/reference/overview/api-overview.tsx';
import { TagOverview } from '#components/reference/overview/tag-overview.tsx';
import { ReadingShell } from '#components/site/reading-shell.tsx';
import { staticSlot } from '#components/site/slot/static-slot.tsx';
import { findApi } from '#lib/openapi/apis.ts';
import { readIndex, readNavigation } from '#lib/openapi/catalog.ts';
import { routes } from '#lib/routes.ts';
import { metaText } from '#lib/std/meta-text.ts';

export const dynamic = 'force-dynamic';
type Props = {
  params: Promise<{ api: string }>;
  searchParams: Promise<{ tag?: string; page?: string }>;
};
/** Up to here the overview lists every operation by itself. */
const LISTED_OPERATIONS = 80;

async function load({ params }: Pick<Props, 'params'>) {
  const api = findApi(decodeURIComponent((await params).api));
  const index = api && (await readIndex(api));
  return api && index ? { api, index } : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { index } = await load(props);
  const { title, summary, description, slug } = index.api;
  return {
    title,
    description: metaText(summary ?? description?.text ?? `Reference of the ${title}.`),
    alternates: { canonical: routes.api(slug) },
  };
}

export default async function ApiRoute(props: Props) {
  const [{ api, index }, { tag, page }] = await Promise.all([load(props), props.searchParams]);
  const open = tag === undefined ? undefined : { tag, page: Number(page) || 1 };
  const navigation = await readNavigation(api, open);
  const chosen = index.tags.find((one) => one.slug === tag);
  if (!navigation || (tag !== undefined && !(chosen && navigation.open))) notFound();
  const all = index.api.counts.operations <= LISTED_OPERATIONS ? index.tags : [];
  const branches = await Promise.all(all.map((one) => readNavigation(api, { tag: one.slug })));
  return (
    <ReadingShell
      area="reference"
      navLabel={index.api.title}
      nav={
        <ReferenceNav api={index.api} navigation={navigation} current={{ kind: 'overview', tag }} />
      }
    >
      {chosen && navigation.open
        ? staticSlot(<TagOverview api={index.api} tag={chosen} branch={navigation.open} />)
        : staticSlot(
            <ApiOverview index={index} branches={branches.flatMap((one) => one?.open ?? [])} />,
          )}
    </ReadingShell>
  );
}
