import type { WebhookPage } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { Breadcrumbs } from '../../site/breadcrumbs.tsx';
import { MarkdownActions } from '../../site/markdown-actions.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { ExchangeBody } from '../operation/exchange-body.tsx';
import { MoreDocs } from '../operation/more-docs.tsx';
import { Notices } from '../operation/notices.tsx';
import { otherExtensions, requiredScope } from '../operation/operation-marks.tsx';
import { ExtensionList } from '../schema/extension-list.tsx';
import { Prose } from '../schema/prose.tsx';

/** One event: what the API sends, and what it expects back. */
export function WebhookArticle({ page }: { page: WebhookPage }) {
  const { api, webhook, schemas } = page;
  const scope = webhook.exchanges.map(requiredScope).find(Boolean);
  return (
    <article>
      <Breadcrumbs
        crumbs={[
          { label: 'Reference', href: routes.reference() },
          { label: api.title, href: routes.api(api.slug) },
          { label: 'Webhooks' },
          { label: webhook.name },
        ]}
      />
      <h1 className="op-title">{webhook.title}</h1>
      <div className="op-path">
        <Badge tone="accent">Webhook</Badge>
        <code>{webhook.name}</code>
      </div>
      {webhook.exchanges.some(({ deprecated }) => deprecated) ? (
        <Callout tone="warn" title="Deprecated" className="my-4" />
      ) : null}
      {scope === undefined ? null : (
        <p className="op-text">
          Sent to installations that hold the scope <Copyable text={scope} label="Copy scope" />
        </p>
      )}
      <div className="mt-2 -ml-2.5">
        <MarkdownActions page={routes.webhook(api.slug, webhook.slug)} />
      </div>
      <Prose prose={webhook.description} headings={2} />
      {webhook.exchanges.map((exchange, index) => (
        <section key={exchange.method}>
          {webhook.exchanges.length > 1 ? (
            <h2 className="op-h op-h2 mt-8">
              <MethodBadge method={exchange.method} /> {exchange.title}
            </h2>
          ) : null}
          <Notices notices={exchange.notices} />
          {exchange.description?.text === webhook.description?.text ? null : (
            <Prose prose={exchange.description} headings={2} />
          )}
          {index > 0 ? null : <MoreDocs docs={exchange.externalDocs} />}
          <ExchangeBody
            api={api.slug}
            exchange={exchange}
            schemas={schemas}
            budgets={{ request: { rows: 200 }, success: { rows: 60 }, error: { rows: 40 } }}
            prefix={index > 0 ? exchange.method : undefined}
          />
          <ExtensionList extensions={otherExtensions(exchange)} className="mt-6" />
        </section>
      ))}
    </article>
  );
}
