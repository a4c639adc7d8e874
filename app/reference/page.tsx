import type { Metadata } from 'next';
import { ApiList } from '#components/reference/overview/api-list.tsx';
import { SiteShell } from '#components/site/site-shell.tsx';
import { listApis } from '#lib/openapi/apis.ts';
import { readIndex } from '#lib/openapi/catalog.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = {
  title: 'Reference',
  description: 'Every operation, schema and webhook of every API of this portal.',
  alternates: { canonical: routes.reference() },
};

export default async function ReferenceRoute() {
  const apis = await Promise.all(
    listApis().map(async (entry) => ({
      entry,
      summary: entry.status === 'ready' ? (await readIndex(entry))?.api : undefined,
    })),
  );
  return (
    <SiteShell area="reference" className="py-12">
      <h1 className="text-3xl font-semibold">Reference</h1>
      <p className="mt-2 mb-8 max-w-prose text-muted">
        Every operation, schema and webhook, made from the OpenAPI documents themselves. Open an
        operation to read it and to try it.
      </p>
      <ApiList apis={apis} />
    </SiteShell>
  );
}
