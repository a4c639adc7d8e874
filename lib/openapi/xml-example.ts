import { jsonText, withoutMark } from '../std/exact-number.ts';
import type { Json, SchemaMap, SchemaNode } from './model.ts';
import { mergeSchema, schemaOf } from './model.ts';
import { escapeHtml } from './model-helpers.ts';

/** A value as XML by the schema's `xml` forms: names, prefixes, attributes, wrapped lists. At most `MAX_LENGTH` characters. */
export const xmlExample = (value: Json, node: SchemaNode, schemas: SchemaMap): string => {
  const target = resolve(node, schemas);
  const name = tagName(
    node.xml?.name ?? target.xml?.name ?? node.refName ?? node.title ?? 'root',
    target,
  );
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8"?>'];
  if (Array.isArray(value)) writeList(out, name, value, target, schemas, 0, true);
  else write(out, name, value, target, schemas, 0);
  return out.join('\n').slice(0, MAX_LENGTH);
};

const MAX_LENGTH = 40_000;
const MAX_DEPTH = 12;

const resolve = (node: SchemaNode, schemas: SchemaMap): SchemaNode => {
  const target = schemaOf(schemas, node.ref)?.node;
  return target
    ? { ...target, ...(node.xml ? { xml: { ...target.xml, ...node.xml } } : {}) }
    : node;
};

/** XML names hold few characters; what else a document names becomes `_`. */
const tagName = (name: string, node: SchemaNode): string => {
  const safe =
    name
      .replace(/[^\p{L}\p{N}._-]+/gu, '_')
      .replace(/^[^\p{L}_]+/u, '_')
      .slice(0, 100) || 'item';
  const prefix = node.xml?.prefix?.replace(/[^\p{L}\p{N}._-]+/gu, '_');
  return prefix ? `${prefix}:${safe}` : safe;
};

const text = (value: Json): string =>
  escapeHtml(
    value === null ? '' : typeof value === 'object' ? jsonText(value) : withoutMark(String(value)),
  );

const write = (
  out: string[],
  name: string,
  value: Json,
  node: SchemaNode,
  schemas: SchemaMap,
  depth: number,
): void => {
  const indent = '  '.repeat(depth);
  const space = node.xml?.namespace;
  const own =
    space === undefined
      ? ''
      : ` xmlns${node.xml?.prefix ? `:${node.xml.prefix.replace(/[^\w.-]+/g, '_')}` : ''}="${escapeHtml(space)}"`;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) {
    out.push(`${indent}<${name}${own}>${text(value)}</${name}>`);
    return;
  }
  if (Array.isArray(value)) {
    writeList(out, name, value, node, schemas, depth, node.xml?.wrapped === true);
    return;
  }
  const properties = new Map(
    mergeSchema(node, schemas).properties.map((property) => [property.name, property.schema]),
  );
  const attributes: string[] = [];
  const inner: string[] = [];
  for (const [key, item] of Object.entries(value)) {
    const schema = resolve(properties.get(key) ?? {}, schemas);
    const child = tagName(schema.xml?.name ?? key, schema);
    if (schema.xml?.attribute === true || schema.xml?.nodeType === 'attribute')
      attributes.push(` ${child}="${text(item)}"`);
    else write(inner, child, item, schema, schemas, depth + 1);
  }
  if (inner.length === 0) out.push(`${indent}<${name}${own}${attributes.join('')}/>`);
  else out.push(`${indent}<${name}${own}${attributes.join('')}>`, ...inner, `${indent}</${name}>`);
};

const writeList = (
  out: string[],
  name: string,
  value: Json[],
  node: SchemaNode,
  schemas: SchemaMap,
  depth: number,
  wrapped: boolean,
): void => {
  const items = resolve(node.items ?? {}, schemas);
  const child = tagName(items.xml?.name ?? node.items?.refName ?? name, items);
  const indent = '  '.repeat(depth);
  const inner: string[] = [];
  for (const item of value)
    write(
      inner,
      wrapped ? child : items.xml?.name ? child : name,
      item,
      items,
      schemas,
      wrapped ? depth + 1 : depth,
    );
  if (wrapped) out.push(`${indent}<${name}>`, ...inner, `${indent}</${name}>`);
  else out.push(...inner);
};
