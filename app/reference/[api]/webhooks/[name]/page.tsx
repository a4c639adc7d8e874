import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReferenceNav } from '#components/reference/nav/reference-nav.tsx';
import { schemaExamples } from '#components/reference/schema-page/schema-examples.tsx';
import { WebhookArticle } from '#components/reference/webhook/webhook-article.tsx';
import { webhookExamples } from '#components/reference/webhook/webhook-examples.tsx';
import { ReadingShell } from '#components/site/reading-shell.tsx';
import { staticSlot } from '#components/site/slot/static-slot.tsx';
import { findApi } from '#lib/openapi/apis.ts';
import { readNavigation, readWebhook } from '#lib/openapi/catalog.ts';
import { routes } from '#lib/routes.ts';
import { metaText } from '#lib/std/meta-text.ts';
import { leadToPage } from '../../../lead-to-page.ts';

export const dynamic = 'force-dynamic';
type Props = { params: Promise<{ api: string; name: string }> };

async function load({ params }: Props) {
  const names = await params;
  const api = findApi(decodeURIComponent(names.api));
  const page = api && (await readWebhook(api, decodeURIComponent(names.name)));
  return api && page ? { api, page } : leadToPage(api, 'webhooks', names.name);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { api, page } = await load(props);
  const { webhook } = page;
  return {
    title: `${webhook.name} · ${page.api.title}`,
    description: metaText(webhook.description?.text ?? `The webhook ${webhook.name}.`),
    alternates: { canonical: routes.webhook(api.slug, webhook.slug) },
  };
}

export default async function WebhookRoute(props: Props) {
  const { api, page } = await load(props);
  const navigation = (await readNavigation(api)) ?? notFound();
  return (
    <ReadingShell
      area="reference"
      navLabel={page.api.title}
      nav={
        <ReferenceNav
          api={page.api}
          navigation={navigation}
          current={{ kind: 'webhook', slug: page.webhook.slug }}
        />
      }
      aside={staticSlot(await schemaExamples(webhookExamples(page.webhook)))}
      asideKind="samples"
    >
      {staticSlot(<WebhookArticle page={page} />)}
    </ReadingShell>
  );
}
