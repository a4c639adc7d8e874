import { plainText } from './markdown.ts';
import {
  anchorId,
  type NamedSchema,
  type Operation,
  type Prose,
  type SearchEntry,
  type TagSummary,
  type Webhook,
  type WebhookLink,
} from './model.ts';
import { compact } from './raw.ts';

export type SearchList = {
  addOperation: (operation: Operation) => void;
  addSchema: (schema: NamedSchema) => void;
  addWebhook: (webhook: Webhook, link: WebhookLink) => void;
  entries: () => SearchEntry[];
};

const TEXT_LENGTH = 200;
const textOf = (prose: Prose | undefined): string | undefined =>
  (prose ? plainText(prose.text, TEXT_LENGTH) : undefined) || undefined;

/** What search can find in one API: operations, their parameters, schemas, webhooks and tags. */
export const createSearchList = (tags: TagSummary[]): SearchList => {
  const list: SearchEntry[] = tags.map((tag) =>
    compact({ kind: 'tag', slug: tag.slug, title: tag.title, text: textOf(tag.description) }),
  );
  return {
    entries: () => list,
    addOperation: (operation) => {
      const { slug, title, method, path, operationId, deprecated, tags: own } = operation;
      const shared = { slug, method, path, tag: own[0]?.title };
      list.push(
        compact({
          kind: 'operation',
          title,
          operationId,
          text: textOf(operation.description),
          deprecated,
          ...shared,
        }),
      );
      for (const parameter of operation.parameters) {
        list.push(
          compact({
            kind: 'parameter',
            title: parameter.name,
            anchor: anchorId(parameter.in, parameter.name),
            text: textOf(parameter.description),
            ...shared,
          }),
        );
      }
    },
    addSchema: ({ key, name, node }) => {
      list.push(
        compact({
          kind: 'schema',
          slug: key,
          title: name,
          text: textOf(node.description),
          deprecated: node.deprecated,
        }),
      );
    },
    addWebhook: (webhook, link) => {
      const text = textOf(webhook.exchanges[0]?.description ?? webhook.description);
      list.push(
        compact({
          kind: 'webhook',
          slug: link.slug,
          title: link.title,
          method: link.method,
          operationId: link.name,
          text,
          deprecated: link.deprecated,
        }),
      );
    },
  };
};
