import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReferenceNav } from '#components/reference/nav/reference-nav.tsx';
import { operationAside } from '#components/reference/operation/operation-aside.tsx';
import { OperationMain } from '#components/reference/operation/operation-main.tsx';
import { ReadingShell } from '#components/site/reading-shell.tsx';
import { staticSlot } from '#components/site/slot/static-slot.tsx';
import { getConfig } from '#lib/config/runtime.ts';
import { findApi } from '#lib/openapi/apis.ts';
import { readNavigation, readOperation } from '#lib/openapi/catalog.ts';
import { operationSamples } from '#lib/openapi/operation-samples.ts';
import { routes } from '#lib/routes.ts';
import { metaText } from '#lib/std/meta-text.ts';
import { leadToPage } from '../../lead-to-page.ts';

export const dynamic = 'force-dynamic';
type Params = { params: Promise<{ api: string; operation: string }> };

async function load({ params }: Params) {
  const names = await params;
  const api = findApi(decodeURIComponent(names.api));
  const page = api && (await readOperation(api, decodeURIComponent(names.operation)));
  return api && page ? { api, page } : leadToPage(api, 'operations', names.operation);
}

export async function generateMetadata(props: Params): Promise<Metadata> {
  const { api, page } = await load(props);
  const { operation } = page;
  return {
    title: `${operation.title} · ${page.api.title}`,
    description: metaText(
      `${operation.method} ${operation.path}. ${operation.description?.text ?? operation.summary ?? ''}`,
    ),
    alternates: { canonical: routes.operation(api.slug, operation.slug) },
    ...(operation.internal ? { robots: { index: false, follow: true } } : {}),
  };
}

export default async function OperationRoute(props: Params) {
  const { api, page } = await load(props);
  const navigation = (await readNavigation(api, page.place)) ?? notFound();
  const samples = operationSamples(page, getConfig().portalUrl);
  return (
    <ReadingShell
      area="reference"
      navLabel={page.api.title}
      nav={
        <ReferenceNav
          api={page.api}
          navigation={navigation}
          current={{ kind: 'operation', slug: page.operation.slug }}
        />
      }
      aside={staticSlot(await operationAside({ page, samples }))}
      asideKind="samples"
    >
      <OperationMain page={page} />
    </ReadingShell>
  );
}
