import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReferenceNav } from '#components/reference/nav/reference-nav.tsx';
import { SchemaArticle } from '#components/reference/schema-page/schema-article.tsx';
import { schemaExamples } from '#components/reference/schema-page/schema-examples.tsx';
import { ReadingShell } from '#components/site/reading-shell.tsx';
import { staticSlot } from '#components/site/slot/static-slot.tsx';
import { findApi } from '#lib/openapi/apis.ts';
import { readNavigation, readSchema } from '#lib/openapi/catalog.ts';
import { routes } from '#lib/routes.ts';
import { metaText } from '#lib/std/meta-text.ts';
import { leadToPage } from '../../../lead-to-page.ts';

export const dynamic = 'force-dynamic';
type Props = { params: Promise<{ api: string; name: string }> };

async function load({ params }: Props) {
  const names = await params;
  const api = findApi(decodeURIComponent(names.api));
  const page = api && (await readSchema(api, decodeURIComponent(names.name)));
  return api && page ? { api, page } : leadToPage(api, 'schemas', names.name);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { api, page } = await load(props);
  const { schema } = page;
  return {
    title: `${schema.name} · ${page.api.title}`,
    description: metaText(
      schema.node.description?.text ?? `The schema ${schema.name} of the ${page.api.title}.`,
    ),
    alternates: { canonical: routes.schema(api.slug, schema.key) },
  };
}

export default async function SchemaRoute(props: Props) {
  const { api, page } = await load(props);
  const navigation = (await readNavigation(api)) ?? notFound();
  return (
    <ReadingShell
      area="reference"
      navLabel={page.api.title}
      nav={<ReferenceNav api={page.api} navigation={navigation} current={{ kind: 'schemas' }} />}
      aside={page.examples.length > 0 ? staticSlot(await schemaExamples(page.examples)) : undefined}
      asideKind="samples"
    >
      {staticSlot(<SchemaArticle page={page} />)}
    </ReadingShell>
  );
}
