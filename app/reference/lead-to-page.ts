import { notFound, redirect } from 'next/navigation';
import type { ReadyApi } from '#lib/openapi/apis.ts';
import { readPageName } from '#lib/openapi/page-names.ts';
import { routes } from '#lib/routes.ts';

const addresses = {
  operations: routes.operation,
  schemas: routes.schema,
  webhooks: routes.webhook,
} as const;

/** Leads from a name of the document to its page, whose address has letters of ASCII only; else there is no such page. */
export async function leadToPage(
  api: ReadyApi | undefined,
  kind: keyof typeof addresses,
  encodedName: string,
): Promise<never> {
  const slug = api && (await readPageName(api, kind, decodeURIComponent(encodedName)));
  if (!api || !slug) notFound();
  redirect(addresses[kind](api.slug, slug));
}
