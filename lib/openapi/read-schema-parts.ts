import { isExactNumber, jsonText } from '../std/exact-number.ts';
import { PAGE } from './limits.ts';
import type {
  EnumValue,
  Example,
  Extension,
  ExternalDocs,
  Json,
  SchemaNode,
  SchemaType,
  XmlForm,
} from './model.ts';
import { inlineValue } from './model.ts';
import {
  childPointer,
  compact,
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
import { note, type Reader } from './reader.ts';

const TYPES: Record<string, SchemaType | undefined> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  object: 'object',
  array: 'array',
  int: 'integer',
  int32: 'integer',
  int64: 'integer',
  long: 'integer',
  float: 'number',
  double: 'number',
  bool: 'boolean',
  file: 'string',
};

/** `type` in all its forms, with `nullable` of 3.0 and `x-nullable`, and with what other keywords imply. */
export const readTypes = (reader: Reader, raw: RawObject, pointer: string): SchemaNode => {
  const told = member(raw, 'type');
  const names =
    told === undefined
      ? []
      : (Array.isArray(told) ? told : [told]).flatMap((name) => textOf(name) ?? []);
  const types: SchemaType[] = [];
  let nullable = flag(raw, 'nullable') === true || flag(raw, 'x-nullable') === true;
  let isAny = false;
  for (const name of names.slice(0, 10)) {
    const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
    if (type) types.push(type);
    else if (name === 'null') nullable = true;
    else if (name === 'any') isAny = true;
    else {
      isAny = true;
      note(
        reader,
        childPointer(pointer, 'type'),
        `“${name.slice(0, 60)}” is not a type of JSON Schema.`,
      );
    }
  }
  if (names.length === 0) {
    return compact({ types: impliedTypes(raw), nullable: nullable || undefined });
  }
  return compact({
    types: isAny ? undefined : [...new Set(types)],
    nullable: nullable || undefined,
  });
};

/** Types that other keywords, or the allowed values themselves, tell. */
const impliedTypes = (raw: RawObject): SchemaType[] | undefined => {
  const implied = impliedType(raw);
  if (implied) return [implied];
  const fixed = member(raw, 'const');
  const values = fixed === undefined ? listMember(raw, 'enum') : [fixed];
  const types = new Set(values.filter((value) => value !== null).map(typeOfValue));
  return types.size > 0 ? [...types] : undefined;
};

const typeOfValue = (value: Json): SchemaType => {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'string') return isExactNumber(value) ? 'number' : 'string';
  return typeof value === 'boolean' ? 'boolean' : 'object';
};

const impliedType = (raw: RawObject): SchemaType | undefined => {
  if (
    ['properties', 'additionalProperties', 'patternProperties'].some(
      (key) => member(raw, key) !== undefined,
    )
  )
    return 'object';
  return ['items', 'prefixItems'].some((key) => member(raw, key) !== undefined)
    ? 'array'
    : undefined;
};

/** Enum values with `x-enumDescriptions` (by value or in order). The null of a nullable enum is told by `nullable`. */
export const readEnum = (reader: Reader, raw: RawObject): SchemaNode => {
  const list = listMember(raw, 'enum');
  if (list.length === 0) return {};
  const told = ['x-enumDescriptions', 'x-enum-descriptions', 'x-enum-description']
    .map((key) => member(raw, key))
    .find((value) => value !== undefined);
  const names =
    ['x-enum-varnames', 'x-enumNames']
      .map((key) => listMember(raw, key))
      .find((value) => value.length > 0) ?? [];
  const generated = listMember(objectMember(raw, 'x-ms-enum'), 'values');
  const describe = (value: Json, index: number): EnumValue => {
    const entry = generated.find((one) => textMember(one, 'value') === inlineValue(value));
    const name = textOf(names[index]) ?? textMember(entry, 'name');
    const text =
      textOf(Array.isArray(told) ? told[index] : member(told, inlineValue(value))) ??
      textMember(entry, 'description');
    return compact({
      value,
      name: text === undefined ? undefined : name?.slice(0, 200),
      description: reader.prose(text ?? name),
    });
  };
  const values = list.slice(0, PAGE.enumValues).map(describe);
  const nullable = list.includes(null);
  return compact({
    enum: nullable && list.length > 1 ? values.filter(({ value }) => value !== null) : values,
    nullable:
      nullable ||
      flag(raw, 'nullable') === true ||
      flag(raw, 'x-nullable') === true ||
      isNullType(raw) ||
      undefined,
    omitted: list.length > PAGE.enumValues ? list.length - PAGE.enumValues : undefined,
  });
};

const isNullType = (raw: RawObject): boolean =>
  raw.type === 'null' || listMember(raw, 'type').includes('null');

/** A value as an example, cut when it is too long for a page. */
export const exampleOfValue = (value: Json): Example => {
  const size =
    typeof value === 'object' && value !== null
      ? JSON.stringify(value).length
      : String(value).length;
  if (size <= PAGE.exampleBytes) return { value };
  const text = typeof value === 'string' ? value : jsonText(value, 2);
  return { text: `${text.slice(0, PAGE.exampleBytes)}…`, truncated: true };
};

export const readSchemaExamples = (raw: RawObject): Example[] | undefined => {
  const several = member(raw, 'examples');
  const list = Array.isArray(several) ? several : isObject(several) ? Object.values(several) : [];
  const one = member(raw, 'example') ?? member(raw, 'x-example');
  const values = (one === undefined ? list : [one, ...list]).slice(0, 20);
  return values.length > 0 ? values.map(exampleOfValue) : undefined;
};

export const readExternalDocs = (reader: Reader, raw: RawObject): ExternalDocs | undefined => {
  const docs = objectMember(raw, 'externalDocs');
  const url = safeUrl(textMember(docs, 'url'));
  return url === undefined
    ? undefined
    : compact({ url, description: reader.prose(textMember(docs, 'description')) });
};

/** An address a page may link to: http, https, mailto or relative. Everything else is dropped. */
export const safeUrl = (url: string | undefined): string | undefined => {
  const trimmed = url?.trim();
  if (!trimmed || trimmed.length > 4000 || /[\p{Cc}\s]/u.test(trimmed)) return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(trimmed)?.[1]?.toLowerCase();
  return scheme === undefined || ['http', 'https', 'mailto'].includes(scheme) ? trimmed : undefined;
};

export const readXml = (raw: RawObject): XmlForm | undefined => {
  const xml = objectMember(raw, 'xml');
  if (!xml) return undefined;
  return compact({
    name: textMember(xml, 'name'),
    namespace: textMember(xml, 'namespace'),
    prefix: textMember(xml, 'prefix'),
    attribute: flag(xml, 'attribute') || undefined,
    wrapped: flag(xml, 'wrapped') || undefined,
    nodeType: textMember(xml, 'nodeType'),
  });
};

/** Extensions that another field of the model carries, or that only steer code generators. */
const CARRIED =
  /^x-(?:nullable|collection-format|enum.*|okta-parent|openapi-v3-discriminator|example|examples|go-.*|omitempty|codegen.*|portal-.*|displayName)$/i;

/** How much of them one place shows; the rest is in the document. */
const EXTENSION_CHARACTERS = 2000;
const EXTENSIONS = 50;

/** Extensions that say something of their own. Of a long value its beginning is kept, as JSON. */
export const readExtensions = (raw: RawObject): Extension[] | undefined => {
  const found = Object.entries(raw).filter(
    ([name]) => isExtensionKey(name) && name.length < 100 && !CARRIED.test(name),
  );
  return found.length > 0
    ? found.slice(0, EXTENSIONS).map(([name, value]) => ({ name, value: bounded(value) }))
    : undefined;
};

const bounded = (value: Json): Json => {
  const text = typeof value === 'string' ? value : jsonText(value);
  return text.length <= EXTENSION_CHARACTERS ? value : `${text.slice(0, EXTENSION_CHARACTERS)}…`;
};
