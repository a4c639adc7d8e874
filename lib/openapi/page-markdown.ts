import { routes } from '../routes.ts';
import type {
  ApiIndex,
  ApiResponse,
  Exchange,
  NavigationBranch,
  OperationPage,
  Parameter,
  SchemaMap,
  SchemaPage,
  WebhookPage,
} from './model.ts';
import { typeWords } from './model.ts';
import { operationSamples } from './operation-samples.ts';
import { schemaMarkdown } from './schema-markdown.ts';

/** An operation as Markdown: what its page says, for readers without a browser. */
export const operationMarkdown = (page: OperationPage, portalUrl: string): string => {
  const { api, operation, schemas } = page;
  const curl = operationSamples(page, portalUrl).find(({ id }) => id === 'curl');
  return joined([
    `# ${operation.title}`,
    `\`${operation.method} ${operation.path}\` · [${api.title}](${portalUrl}${routes.api(api.slug)})`,
    operation.deprecated ? '**Deprecated.**' : '',
    operation.description?.text ?? operation.summary ?? '',
    security(operation),
    exchange(operation, schemas),
    curl ? `## Example\n\n\`\`\`sh\n${curl.code}\n\`\`\`` : '',
  ]);
};

export const webhookMarkdown = ({ webhook, schemas }: WebhookPage): string =>
  joined([
    `# ${webhook.title}`,
    `Webhook \`${webhook.name}\``,
    webhook.description?.text ?? '',
    ...webhook.exchanges.map((one) => exchange(one, schemas)),
  ]);

export const schemaPageMarkdown = ({ schema, schemas }: SchemaPage): string =>
  joined([`# ${schema.name}`, schemaMarkdown(schema.node, schemas, 'both')]);

/** An API's overview: its text, and a link to the Markdown of each operation that is listed. */
export const apiMarkdown = (
  { api, tags }: ApiIndex,
  branches: readonly NavigationBranch[],
  portalUrl: string,
): string =>
  joined([
    `# ${api.title}`,
    `Version ${api.version}. Document: ${portalUrl}${routes.document(api.slug)}`,
    api.summary ?? '',
    api.description?.text ?? '',
    api.servers.length > 0
      ? `## Servers\n\n${api.servers.map((one) => `- ${one.url}`).join('\n')}`
      : '',
    '## Operations',
    ...tags.map((tag) =>
      joined([
        `### ${tag.title}`,
        tag.description?.text ?? '',
        (branches.find((one) => one.tag === tag.slug)?.operations ?? [])
          .map(
            (one) =>
              `- [${one.title}](${portalUrl}${routes.operation(api.slug, one.slug)}.md) \`${one.method} ${one.path}\``,
          )
          .join('\n'),
      ]),
    ),
  ]);

const joined = (parts: readonly string[]): string =>
  `${parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n')}\n`;

const security = ({ security: ways }: Exchange): string => {
  const lines = ways.map(({ schemes }) =>
    schemes.length === 0
      ? '- none'
      : `- ${schemes
          .map(({ scheme, scopes }) => {
            const needs = scopes.map(({ name }) => `\`${name}\``).join(', ');
            return needs === '' ? scheme.key : `${scheme.key} with ${needs}`;
          })
          .join(' and ')}`,
  );
  return lines.length === 0 ? '' : `## Authorization\n\n${lines.join('\n')}`;
};

const exchange = (one: Exchange, schemas: SchemaMap): string =>
  joined([
    one.parameters.length > 0 ? `## Parameters\n\n${one.parameters.map(parameter).join('\n')}` : '',
    ...(one.requestBody?.content
      .slice(0, 1)
      .map((media) =>
        joined([
          `## Request body (${media.mediaType})`,
          one.requestBody?.description?.text ?? '',
          media.schema ? schemaMarkdown(media.schema, schemas, 'request') : '',
        ]),
      ) ?? []),
    one.responses.length > 0 ? '## Responses' : '',
    ...one.responses.map((response) => responseMarkdown(response, schemas)),
  ]);

const parameter = (one: Parameter): string => {
  const type = one.schema ? typeWords(one.schema) : 'any';
  const text = one.description ? `: ${one.description.text.replace(/\s+/g, ' ').trim()}` : '';
  return `- \`${one.name}\` (${one.in}) ${type}${one.required ? ', required' : ''}${text}`;
};

const responseMarkdown = (response: ApiResponse, schemas: SchemaMap): string => {
  const media = response.content[0];
  // Errors are told in one line: their bodies look alike within an API.
  const shape = /^[45]/.test(response.status) ? undefined : media?.schema;
  return joined([
    `### ${response.status}`,
    response.description?.text ?? response.summary ?? '',
    shape ? schemaMarkdown(shape, schemas, 'response') : '',
  ]);
};
