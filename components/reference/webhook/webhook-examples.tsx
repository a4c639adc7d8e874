import type { Example, Webhook } from '#lib/openapi/model.ts';

/** What arrives at the receiver. */
export const webhookExamples = (webhook: Webhook): Example[] =>
  webhook.exchanges.flatMap(
    (exchange) => exchange.requestBody?.content.flatMap((media) => media.examples) ?? [],
  );
