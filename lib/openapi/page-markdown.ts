import { routes } from '../routes.ts';
import type {
  ApiIndex,
  ApiResponse,
  Exchange,
  MediaType,
  NavigationBranch,
  OperationPage,
  Parameter,
  Prose,
  SchemaMap,
  SchemaPage,
  WebhookPage,
} from './model.ts';
import { schemaOf, typeWords } from './model.ts';
import { operationSamples } from './operation-samples.ts';
import { facts, schemaMarkdown } from './schema-markdown.ts';

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
    operation.servers.length > 0
      ? `## Servers\n\n${operation.servers.map((one) => `- ${one.url}${lineOf(one.description)}`).join('\n')}`
      : '',
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
  { api, tags, webhooks }: ApiIndex,
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
    webhooks.length > 0 ? '## Webhooks' : '',
    webhooks
      .map(
        (one) =>
          `- [${one.title}](${portalUrl}${routes.webhook(api.slug, one.slug)}.md) \`${one.name}\``,
      )
      .join('\n'),
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
    one.parameters.length > 0
      ? `## Parameters\n\n${one.parameters.map((each) => parameter(each, schemas)).join('\n')}`
      : '',
    requestBody(one, schemas),
    one.responses.length > 0 ? '## Responses' : '',
    ...one.responses.map((response) => responseMarkdown(response, schemas)),
    ...one.callbacks.flatMap(({ name, expression, exchanges }) =>
      exchanges.map((inner) =>
        joined([
          `## Callback ${name}: \`${inner.method} ${expression}\``,
          inner.description?.text ?? inner.summary ?? '',
          // Its own headings stand below the one above.
          exchange(inner, schemas).replace(/^#(?=#+ )/gm, '##'),
        ]),
      ),
    ),
  ]);

const requestBody = ({ requestBody: body }: Exchange, schemas: SchemaMap): string => {
  if (!body) return '';
  const types = body.content.map(({ mediaType }) => `\`${mediaType}\``).join(', ');
  return joined([
    `## Request body${body.required ? '' : ' (optional)'}`,
    types,
    body.description?.text ?? '',
    ...mediaMarkdown(body.content, schemas, 'request'),
  ]);
};

/** The schema of each media type, told once where several share it. */
const mediaMarkdown = (
  content: readonly MediaType[],
  schemas: SchemaMap,
  direction: 'request' | 'response',
): string[] => {
  const told = new Set<string>();
  return content.slice(0, 6).flatMap(({ mediaType, schema, itemSchema }) => {
    const node = schema ?? itemSchema;
    const text = node ? schemaMarkdown(node, schemas, direction) : '';
    if (text === '' || told.has(text)) return [];
    told.add(text);
    const lead = `${content.length > 1 ? `As \`${mediaType}\`` : ''}${schema ? '' : ', each item'}`;
    return [lead === '' ? text : `${lead.replace(/^, e/, 'E')}:\n\n${text}`];
  });
};

const parameter = (one: Parameter, schemas: SchemaMap): string => {
  const node = one.schema ?? one.content?.schema;
  const own = node && { ...schemaOf(schemas, node.ref)?.node, ...node };
  const flags = `${one.required ? ', required' : ''}${one.deprecated ? ', deprecated' : ''}`;
  return `- \`${one.name}\` (${one.in}) ${node ? typeWords(node) : 'any'}${flags}${own ? facts(own) : ''}${lineOf(one.description)}`;
};

const lineOf = (prose: Prose | undefined): string =>
  prose ? `: ${prose.text.replace(/\s+/g, ' ').trim()}` : '';

const responseMarkdown = (response: ApiResponse, schemas: SchemaMap): string => {
  const { status, description, summary, headers, content } = response;
  // Errors are told in one line: their bodies look alike within an API.
  const isError = /^[45]/.test(status);
  const name = content[0]?.schema?.refName;
  return joined([
    `### ${status}`,
    description?.text ?? summary ?? '',
    isError && name ? `Body: ${name}.` : '',
    headers.map((header) => `- header \`${header.name}\`${lineOf(header.description)}`).join('\n'),
    ...(isError ? [] : mediaMarkdown(content, schemas, 'response')),
  ]);
};
