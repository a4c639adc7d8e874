import type { Webhook } from '#lib/openapi/model.ts';
import { SchemaExamples } from '../schema-page/schema-examples.tsx';

/** What arrives at the receiver. */
export function WebhookExamples({ webhook }: { webhook: Webhook }) {
  const examples = webhook.exchanges.flatMap(
    (exchange) => exchange.requestBody?.content.flatMap((media) => media.examples) ?? [],
  );
  return <SchemaExamples examples={examples} />;
}
