import { plainAllOf } from './combine-schema.ts';
import type { SchemaNode } from './model.ts';
import { compact } from './raw.ts';

/** `anyOf: [X, null]` is X or null; alternatives that are single values are an enum with descriptions. */
export const simplifySchema = (node: SchemaNode): SchemaNode => {
  for (const key of ['oneOf', 'anyOf'] as const) {
    const parts = node[key];
    if (!parts) continue;
    const rest = parts.filter((part) => !isNull(part));
    if (rest.length < parts.length) node.nullable = true;
    const [only] = rest;
    if (rest.length > 1 && rest.every(isConstant)) {
      node.enum ??= rest.map((part) =>
        compact({
          value: part.const?.value ?? null,
          name: part.description ? part.title : undefined,
          description: part.description ?? titleProse(part),
        }),
      );
      node.types ??= rest[0]?.types;
      delete node[key];
    } else if (
      only &&
      rest.length === 1 &&
      parts.length > 1 &&
      (only.ref === undefined || node.ref === undefined)
    ) {
      delete node[key];
      return compact({ ...only, ...node, nullable: true });
    } else if (rest.length < parts.length) node[key] = rest;
  }
  return plainAllOf(node, {}) ?? node;
};

const titleProse = (part: SchemaNode) =>
  part.title === undefined ? undefined : { text: part.title };
const isNull = (node: SchemaNode): boolean =>
  node.nullable === true && node.types?.length === 0 && !node.enum;
const isConstant = (node: SchemaNode): boolean =>
  node.const !== undefined && !node.properties && !node.ref && typeof node.const.value !== 'object';
