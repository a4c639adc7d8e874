import type {
  Example,
  Extension,
  ExternalDocs,
  Json,
  Notice,
  Prose,
  SchemaNode,
  Slug,
} from './model-schema.ts';

export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie' | 'querystring';
export type ParameterStyle =
  | 'matrix'
  | 'label'
  | 'simple'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'tabDelimited'
  | 'deepObject'
  | 'cookie';

export type Parameter = {
  name: string;
  in: ParameterPlace;
  required: boolean;
  deprecated?: boolean;
  description?: Prose;
  style: ParameterStyle;
  explode: boolean;
  allowReserved?: boolean;
  allowEmptyValue?: boolean;
  /** Either a schema, or one media type whose text is the value. */
  schema?: SchemaNode;
  content?: MediaType;
  examples: Example[];
  /** The first example (or one made from the schema) as it stands in the request: `;color=blue,black`, `?id=1&id=2`. */
  serialized?: string;
  extensions?: Extension[];
};

export type MediaType = {
  mediaType: string;
  schema?: SchemaNode;
  /** OpenAPI 3.2: the schema of each item of a stream (JSON lines, server-sent events, multipart). */
  itemSchema?: SchemaNode;
  encoding?: Encoding[];
  /** Examples of the document, else one `generated` from the schema where one can be made. */
  examples: Example[];
  extensions?: Extension[];
};

/** How one property of a form or one part of a multipart body is sent. `name` `*` stands for every item, `#1` for the first part (3.2). */
export type Encoding = {
  name: string;
  contentType?: string;
  style?: ParameterStyle;
  explode?: boolean;
  allowReserved?: boolean;
  headers?: Header[];
};

export type Header = Omit<Parameter, 'in' | 'allowEmptyValue'>;

export type RequestBody = {
  description?: Prose;
  required: boolean;
  content: MediaType[];
  extensions?: Extension[];
};

export type ApiResponse = {
  /** `200`, `2XX` or `default`. */
  status: string;
  summary?: string;
  description?: Prose;
  headers: Header[];
  content: MediaType[];
  links: ResponseLink[];
  extensions?: Extension[];
};

export type ResponseLink = {
  name: string;
  description?: Prose;
  /** The operation it leads to, when that is in this document. */
  operation?: OperationLink;
  operationId?: string;
  operationRef?: string;
  parameters: { name: string; value: Json }[];
  requestBody?: { value: Json };
  server?: Server;
};

export type Callback = {
  name: string;
  /** The runtime expression of the address, e.g. `{$request.body#/callbackUrl}`. */
  expression: string;
  exchanges: Exchange[];
};

/** What operations, callbacks and webhooks have in common: one request and its responses. */
export type Exchange = {
  /** Upper case: `GET`, `QUERY`, or another that a 3.2 document adds. */
  method: string;
  operationId?: string;
  /** Summary, else operationId, else method and path. Never empty. */
  title: string;
  summary?: string;
  description?: Prose;
  deprecated?: boolean;
  tags: TagRef[];
  servers: Server[];
  /** Any one of them is enough; one with no schemes means that none is needed; empty: the document names none. */
  security: SecurityAlternative[];
  parameters: Parameter[];
  requestBody?: RequestBody;
  responses: ApiResponse[];
  callbacks: Callback[];
  externalDocs?: ExternalDocs;
  /** `x-codeSamples`, `x-code-samples`. */
  codeSamples: CodeSample[];
  /** `x-okta-multi-operation`: other forms of the same call. */
  variants: OperationVariant[];
  extensions: Extension[];
  notices: Notice[];
};

export type Operation = Exchange & {
  slug: Slug;
  path: string;
  /** `path` cut at its parameters; the pieces joined give it again. */
  pathPieces: PathPiece[];
  /** Summary and description of the path item. */
  pathSummary?: string;
  pathDescription?: Prose;
  pointer: string;
  /** `x-internal`: has a page, but navigation and search leave it out. */
  internal?: boolean;
};

export type PathPiece = { text: string; parameter?: string };
export type TagRef = { slug: Slug; name: string; title: string };
export type OperationLink = {
  slug: Slug;
  method: string;
  path: string;
  title: string;
  deprecated?: boolean;
};
export type CodeSample = { lang: string; label?: string; source: string };

export type OperationVariant = {
  operationId?: string;
  title: string;
  description?: Prose;
  parameters: Parameter[];
  requestBody?: RequestBody;
  /** `encoding` of the variant, e.g. `base64`. */
  encoding?: string;
};

export type Server = {
  /** Absolute, or relative to where the document is served. May hold `{variables}`. */
  url: string;
  name?: string;
  description?: Prose;
  variables: ServerVariable[];
};
export type ServerVariable = {
  name: string;
  default: string;
  enum?: string[];
  description?: Prose;
};

export type SecurityScheme = {
  key: string;
  description?: Prose;
  deprecated?: boolean;
} & (
  | { type: 'apiKey'; name: string; in: 'query' | 'header' | 'cookie' }
  | { type: 'http'; scheme: string; bearerFormat?: string }
  | { type: 'oauth2'; flows: OAuthFlow[]; metadataUrl?: string }
  | { type: 'openIdConnect'; url: string }
  | { type: 'mutualTLS' }
  /** Named by an operation, but not described by the document, or of a type nobody knows. */
  | { type: 'unknown' }
);

export type OAuthFlow = {
  kind: 'implicit' | 'password' | 'clientCredentials' | 'authorizationCode' | 'deviceAuthorization';
  authorizationUrl?: string;
  tokenUrl?: string;
  refreshUrl?: string;
  deviceAuthorizationUrl?: string;
  scopes: Scope[];
};
export type Scope = { name: string; description?: Prose };
export type SecurityAlternative = { schemes: { scheme: SecurityScheme; scopes: Scope[] }[] };
