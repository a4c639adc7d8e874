import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReferenceNav } from '#components/reference/nav/reference-nav.tsx';
import { SchemaList } from '#components/reference/schema-page/schema-list.tsx';
import { ReadingShell } from '#components/site/reading-shell.tsx';
import { staticSlot } from '#components/site/slot/static-slot.tsx';
import { findApi } from '#lib/openapi/apis.ts';
import { readIndex, readNavigation, readSchemaList } from '#lib/openapi/catalog.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';
type Props = { params: Promise<{ api: string }>; searchParams: Promise<{ page?: string }> };
const PER_PAGE = 600;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const api = findApi(decodeURIComponent((await params).api));
  return api
    ? { title: `Schemas · ${api.title}`, alternates: { canonical: routes.schemas(api.slug) } }
    : {};
}

export default async function SchemasRoute({ params, searchParams }: Props) {
  const api = findApi(decodeURIComponent((await params).api));
  const [index, navigation] = api
    ? await Promise.all([readIndex(api), readNavigation(api)])
    : [null, null];
  if (!api || !index || !navigation) notFound();
  const schemas = await readSchemaList(api);
  const pages = Math.max(1, Math.ceil(schemas.length / PER_PAGE));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number((await searchParams).page)) || 1));
  return (
    <ReadingShell
      area="reference"
      navLabel={index.api.title}
      nav={<ReferenceNav api={index.api} navigation={navigation} current={{ kind: 'schemas' }} />}
    >
      {staticSlot(
        <SchemaList
          api={index.api}
          schemas={schemas.slice((page - 1) * PER_PAGE, page * PER_PAGE)}
          total={schemas.length}
          page={page}
          pages={pages}
        />,
      )}
    </ReadingShell>
  );
}
