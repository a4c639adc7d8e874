import type {
  Exchange,
  Operation,
  OperationLink,
  SecurityScheme,
  Server,
  TagRef,
} from './model-exchange.ts';
import type {
  Example,
  ExternalDocs,
  NamedSchema,
  Notice,
  Prose,
  SchemaMap,
  SchemaRef,
  Slug,
} from './model-schema.ts';

export type SpecVersion = '2.0' | '3.0' | '3.1' | '3.2';

export type ApiSummary = {
  slug: Slug;
  title: string;
  version: string;
  specVersion: SpecVersion;
  summary?: string;
  description?: Prose;
  termsOfService?: string;
  contact?: { name?: string; url?: string; email?: string };
  license?: { name: string; url?: string; identifier?: string };
  externalDocs?: ExternalDocs;
  servers: Server[];
  securitySchemes: SecurityScheme[];
  /** Responses (4xx, 5xx, default) that most operations share, so that pages can tell them once. */
  commonErrors: CommonError[];
  counts: { operations: number; schemas: number; webhooks: number; tags: number; notices: number };
};

export type CommonError = {
  status: string;
  description?: Prose;
  schema?: SchemaRef;
  operations: number;
};

export type TagSummary = TagRef & {
  description?: Prose;
  externalDocs?: ExternalDocs;
  /** OpenAPI 3.2: `nav`, `badge`, `audience` or another. */
  kind?: string;
  /** The slug of the tag it stands under (3.2 `parent`). */
  parent?: Slug;
  /** Operations with this tag, without those of child tags. */
  operations: number;
};

/**
 * `x-tagGroups`, or groups made where there are too many tags for one list. `title` is absent when there is only one group.
 * In a page's navigation of a large document only the open group carries its tags; `total` counts all.
 */
export type TagGroup = {
  title?: string;
  tags: Slug[];
  total: number;
  /** The slug of its first operation, where a link to a closed group leads. */
  first?: Slug;
};

export type WebhookLink = {
  slug: Slug;
  name: string;
  title: string;
  method: string;
  deprecated?: boolean;
};

export type ApiIndex = {
  api: ApiSummary;
  tags: TagSummary[];
  groups: TagGroup[];
  webhooks: WebhookLink[];
  /** The first component schemas by name; all of them: `readSchemaList`. */
  schemas: SchemaRef[];
  notices: Notice[];
  /** Those of the document, then those that only some of its paths and operations name. */
  servers: Server[];
  /** Names of header parameters and of keys that travel in a header, in lower case. */
  requestHeaders: string[];
};

/**
 * The left navigation of one page: every tag (of a large document those of the open group), but operations only of the open
 * tag. At most `NAVIGATION_TAGS` webhooks.
 */
export type Navigation = {
  tags: TagSummary[];
  groups: TagGroup[];
  webhooks: WebhookLink[];
  open?: NavigationBranch;
};
/** Operations of one tag, at most `NAVIGATION_PAGE_SIZE`; `page` and `pages` count from 1. */
export type NavigationBranch = {
  tag: Slug;
  operations: OperationLink[];
  page: number;
  pages: number;
  total: number;
};
export const NAVIGATION_PAGE_SIZE = 200;
/**
 * Operations that the explorer lists at once. Each is loaded when it is opened, so a list costs little: in Chromium a
 * thousand operations under 20 tags took 140 to 190 ms of the main thread, ten took 60 to 150. More was not measured.
 */
export const EXPLORER_OPERATIONS = 1_000;
/** Where the explorer's document lists operations whose method Swagger UI has no place for. */
export const explorerElsewhere = 'x-portal-elsewhere';
/** Where an operation's document for the console has the addresses that it can be called at, variables filled in. */
export const consoleServers = 'x-portal-servers';
/** How many tags a list may have before it is cut into groups. */
export const NAVIGATION_TAGS = 80;

export type OperationPage = {
  api: ApiSummary;
  operation: Operation;
  schemas: SchemaMap;
  /** Where it stands in the left navigation. */
  place: { tag: Slug; page: number };
  previous?: OperationLink;
  next?: OperationLink;
};

export type Webhook = {
  slug: Slug;
  name: string;
  title: string;
  description?: Prose;
  exchanges: Exchange[];
};
export type WebhookPage = { api: ApiSummary; webhook: Webhook; schemas: SchemaMap };

export type SchemaUse =
  | { kind: 'operation'; operation: OperationLink; as: 'request' | 'response' | 'parameter' }
  | { kind: 'schema'; schema: SchemaRef }
  | { kind: 'webhook'; webhook: WebhookLink };

export type SchemaPage = {
  api: ApiSummary;
  schema: NamedSchema;
  schemas: SchemaMap;
  examples: Example[];
  /** At most 200, operations first; `usedByTotal` counts all. */
  usedBy: SchemaUse[];
  usedByTotal: number;
  notices: Notice[];
};

export type SearchEntry = {
  kind: 'operation' | 'schema' | 'webhook' | 'parameter' | 'tag';
  /** The page; for a parameter the operation's. */
  slug: Slug;
  /** Where on the page, for a parameter. */
  anchor?: string;
  title: string;
  method?: string;
  path?: string;
  operationId?: string;
  tag?: string;
  /** The start of the description as plain text, at most 200 characters. */
  text?: string;
  deprecated?: boolean;
};

export type CatalogEntry = {
  slug: Slug;
  title: string;
  /** `content`: kept by the project's writers; `dropped`: from the operator's folder of documents. */
  source: 'content' | 'dropped';
  /** The name of the file or folder, for messages. */
  file: string;
} & (
  | { status: 'ready'; dir: string; version: string; operations: number; notices: number }
  /** `reason` is a sentence; `place` is `line:column` or a JSON pointer. */
  | { status: 'refused'; reason: string; place?: string }
);
