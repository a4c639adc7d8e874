import {
  collectionStyle,
  convertMap,
  convertRef,
  convertSchema,
  ownSchema,
} from './from-swagger-schema.ts';
import type { Json } from './model.ts';
import {
  emptyObject,
  flag,
  isExtensionKey,
  isObject,
  listMember,
  member,
  objectMember,
  type RawObject,
  textMember,
  textOf,
} from './raw.ts';
import { METHODS } from './shapes.ts';

type Context = { document: RawObject; consumes: string[]; produces: string[] };

/** A bundled Swagger 2.0 document as OpenAPI 3.0: hosts, bodies, forms, media types and security in their new places. */
export const convertSwagger = (document: RawObject): RawObject => {
  const context: Context = {
    document,
    consumes: texts(document.consumes) ?? ['application/json'],
    produces: texts(document.produces) ?? ['application/json'],
  };
  const out = emptyObject();
  out.openapi = '3.0.3';
  for (const key of ['info', 'tags', 'externalDocs', 'security']) {
    const value = member(document, key);
    if (value !== undefined) out[key] = value;
  }
  out.servers = serversOf(document, texts(document.schemes));
  out.paths = convertMap(document.paths, (item, key) =>
    isExtensionKey(key) ? item : convertPathItem(context, item),
  );
  out.components = convertComponents(context);
  for (const [key, value] of Object.entries(document)) if (isExtensionKey(key)) out[key] = value;
  return out;
};

const texts = (value: Json | undefined): string[] | undefined => {
  const list = Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : [];
  return list.length > 0 ? list : undefined;
};

const serversOf = (document: RawObject, schemes: string[] | undefined): Json[] => {
  const host = textMember(document, 'host');
  const base = textMember(document, 'basePath') ?? '';
  const path = base === '/' ? '' : base.startsWith('/') || base === '' ? base : `/${base}`;
  if (host === undefined) return [{ url: path || '/' }];
  return (schemes ?? ['https']).map((scheme) => ({ url: `${scheme}://${host}${path}` }));
};

const convertComponents = (context: Context): RawObject => {
  const { document } = context;
  const out = emptyObject();
  out.schemas = convertMap(document.definitions, convertSchema);
  out.parameters = convertMap(document.parameters, (item) =>
    isObject(item) && !isBody(item) ? convertParameter(item) : undefined,
  );
  out.responses = convertMap(document.responses, (item) => convertResponse(context.produces, item));
  out.securitySchemes = convertMap(document.securityDefinitions, convertSecurity);
  return out;
};

const convertPathItem = (context: Context, item: Json): Json => {
  if (!isObject(item)) return item;
  const shared = listMember(item, 'parameters');
  const out = emptyObject();
  for (const [key, value] of Object.entries(item)) {
    if (METHODS.some((method) => method === key) && isObject(value))
      out[key] = convertOperation(context, value, shared);
    else if (key !== 'parameters') out[key] = value;
  }
  return out;
};

const convertOperation = (context: Context, operation: RawObject, shared: Json[]): RawObject => {
  const out: RawObject = Object.assign(emptyObject(), operation);
  for (const key of ['consumes', 'produces', 'schemes', 'parameters', 'responses']) delete out[key];
  const consumes = texts(operation.consumes) ?? context.consumes;
  const produces = texts(operation.produces) ?? context.produces;
  const own = listMember(operation, 'parameters');
  const { parameters, requestBody } = convertParameters(
    context.document,
    mergeParameters(context.document, shared, own),
    consumes,
  );
  if (parameters.length > 0) out.parameters = parameters;
  if (requestBody) out.requestBody = requestBody;
  const schemes = texts(operation.schemes);
  if (schemes) out.servers = serversOf(context.document, schemes);
  out.responses = convertMap(operation.responses, (item, key) =>
    isExtensionKey(key) ? item : convertResponse(produces, item),
  );
  return out;
};

const followParameter = (document: RawObject, parameter: Json): Json => {
  const name = /^#\/parameters\/(.*)$/s.exec(textMember(parameter, '$ref') ?? '')?.[1];
  const found =
    name === undefined
      ? undefined
      : member(document.parameters, name.replace(/~1/g, '/').replace(/~0/g, '~'));
  return found ?? parameter;
};

const isBody = (parameter: Json): boolean =>
  ['body', 'formData'].includes(textMember(parameter, 'in') ?? '');

/** Parameters of the path that the operation does not tell anew. */
const mergeParameters = (document: RawObject, shared: Json[], own: Json[]): Json[] => {
  const identity = (parameter: Json): string => {
    const target = followParameter(document, parameter);
    const place = textMember(target, 'in') ?? '';
    return place === 'body' ? 'body' : JSON.stringify([place, textMember(target, 'name') ?? '']);
  };
  const told = new Set(own.map(identity));
  return [...shared.filter((parameter) => !told.has(identity(parameter))), ...own];
};

/** Parameters and request body of an operation in the style of 2.0. Also for `x-okta-multi-operation`. */
export const convertParameters = (
  document: RawObject,
  list: Json[],
  consumes: string[],
): { parameters: Json[]; requestBody?: RawObject } => {
  const parameters: Json[] = [];
  const form: RawObject[] = [];
  let requestBody: RawObject | undefined;
  for (const item of list) {
    const target = followParameter(document, item);
    const place = textMember(target, 'in');
    if (!isObject(target)) parameters.push(item);
    else if (place === 'body') requestBody = convertBody(target, consumes);
    else if (place === 'formData') form.push(target);
    else
      parameters.push(
        target === item
          ? convertParameter(target)
          : { $ref: convertRef(textMember(item, '$ref') ?? '') },
      );
  }
  if (form.length > 0) requestBody = convertForm(form, consumes);
  return requestBody ? { parameters, requestBody } : { parameters };
};

const convertParameter = (value: RawObject): Json => {
  if (typeof value.$ref === 'string') return { $ref: convertRef(value.$ref) };
  const out = emptyObject();
  for (const [key, content] of Object.entries(value)) {
    if (
      ['name', 'in', 'description', 'required', 'deprecated', 'allowEmptyValue'].includes(key) ||
      isExtensionKey(key)
    )
      out[key] = content;
  }
  out.schema = ownSchema(value);
  const example = member(value, 'x-example') ?? member(value, 'example');
  if (example !== undefined) out.example = example;
  return Object.assign(out, collectionStyle(value));
};

/** What belongs to a part whose other members are read one by one; examples are told as such. */
const extensionsOf = (value: RawObject): RawObject =>
  Object.fromEntries(
    Object.entries(value).filter(([key]) => isExtensionKey(key) && !/^x-examples?$/.test(key)),
  );

const convertBody = (value: RawObject, consumes: string[]): RawObject => {
  const schema = member(value, 'schema');
  const media = emptyObject();
  const examples = objectMember(value, 'x-examples');
  for (const type of consumes) {
    const example = member(examples, type);
    media[type] = {
      schema: schema === undefined ? ownSchema(value) : convertSchema(schema),
      ...(example === undefined ? {} : { example }),
    };
  }
  const description = textMember(value, 'description');
  return {
    ...(description === undefined ? {} : { description }),
    required: flag(value, 'required') ?? false,
    content: media,
    ...extensionsOf(value),
    'x-codegen-request-body-name': textMember(value, 'name') ?? 'body',
  };
};

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

const convertForm = (fields: RawObject[], consumes: string[]): RawObject => {
  const properties = emptyObject();
  const encoding = emptyObject();
  for (const field of fields) {
    const name = textMember(field, 'name') ?? '';
    const description = textMember(field, 'description');
    properties[name] = Object.assign(
      emptyObject(),
      ownSchema(field),
      extensionsOf(field),
      description === undefined ? {} : { description },
    );
    const example = member(field, 'x-example') ?? member(field, 'example');
    if (example !== undefined) Object.assign(properties[name], { example });
    if (field.type === 'array') encoding[name] = collectionStyle(field);
  }
  const required = fields
    .filter((field) => flag(field, 'required'))
    .map((field) => textMember(field, 'name') ?? '');
  const schema = { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
  const types = consumes.filter((type) => type === FORM || type === MULTIPART);
  const hasFile = fields.some((field) => field.type === 'file');
  if (types.length === 0 || (hasFile && !types.includes(MULTIPART)))
    types.splice(0, types.length, hasFile ? MULTIPART : FORM);
  const content = emptyObject();
  for (const type of types)
    content[type] = { schema, ...(Object.keys(encoding).length > 0 ? { encoding } : {}) };
  return { required: required.length > 0, content };
};

const convertResponse = (produces: string[], value: Json): Json => {
  if (!isObject(value)) return value;
  if (typeof value.$ref === 'string') return { $ref: convertRef(value.$ref) };
  const out: RawObject = Object.assign(emptyObject(), value);
  for (const key of ['schema', 'examples', 'headers']) delete out[key];
  const examples = objectMember(value, 'examples');
  const schema = member(value, 'schema');
  const types = new Set(schema === undefined ? [] : produces);
  for (const type of Object.keys(examples ?? {})) types.add(type);
  const content = emptyObject();
  for (const type of types) {
    const example = member(examples, type);
    content[type] = {
      ...(schema === undefined ? {} : { schema: convertSchema(schema) }),
      ...(example === undefined ? {} : { example }),
    };
  }
  if (types.size > 0) out.content = content;
  if (isObject(value.headers)) out.headers = convertMap(value.headers, convertHeader);
  return out;
};

const convertHeader = (value: Json): Json => {
  if (!isObject(value)) return value;
  const description = textMember(value, 'description');
  return {
    ...(description === undefined ? {} : { description }),
    ...extensionsOf(value),
    schema: ownSchema(value),
    ...collectionStyle({ ...value, in: 'header' }),
  };
};

const FLOWS: Record<string, string> = {
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
  implicit: 'implicit',
  password: 'password',
};

const convertSecurity = (value: Json): Json => {
  if (!isObject(value)) return value;
  const { flow, authorizationUrl, tokenUrl, scopes, ...rest } = value;
  if (value.type === 'basic') return { ...rest, type: 'http', scheme: 'basic' };
  if (value.type !== 'oauth2') return value;
  const kind = FLOWS[textOf(flow) ?? ''] ?? 'implicit';
  const details = {
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    scopes: scopes ?? {},
  };
  return { ...rest, flows: { [kind]: details } };
};
