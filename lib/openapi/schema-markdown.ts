import { plainAllOf } from './combine-schema.ts';
import { mergeSchema, visibleProperties } from './merge-schema.ts';
import {
  constraintWords,
  inlineValue,
  type SchemaMap,
  type SchemaNode,
  schemaOf,
  typeWords,
} from './model.ts';

type Outline = {
  schemas: SchemaMap;
  direction: 'request' | 'response' | 'both';
  lines: string[];
  path: string[];
};

const MAX_LINES = 150;
const MAX_DEPTH = 4;

/** A schema as a nested Markdown list of its properties: at most 150 lines, four levels. */
export const schemaMarkdown = (
  node: SchemaNode,
  schemas: SchemaMap,
  direction: Outline['direction'],
): string => {
  const outline: Outline = { schemas, direction, lines: [], path: [] };
  outline.lines.push(`${typeWords(node)}${facts(node)}${told(node)}`);
  inside(outline, node, 0);
  return outline.lines.join('\n');
};

/** A named string or number is told by its type: its name says less. */
const words = (schema: SchemaNode, { schemas }: Outline): string => {
  const plain = plainAllOf(schema, schemas);
  if (plain) return typeWords(plain);
  const target = schemaOf(schemas, schema.ref)?.node;
  const isScalar = target?.types?.every((type) => type !== 'object' && type !== 'array') ?? false;
  return target && isScalar ? typeWords(target) : typeWords(schema);
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const told = (node: SchemaNode): string =>
  node.description ? `: ${oneLine(node.description.text)}` : '';

const enumWords = (values: NonNullable<SchemaNode['enum']>): string =>
  `one of ${values
    .slice(0, 20)
    .map((one) => {
      const text = one.description ? oneLine(one.description.text) : one.name;
      return text === undefined ? inlineValue(one.value) : `${inlineValue(one.value)} (${text})`;
    })
    .join(', ')}${values.length > 20 ? ' and others' : ''}`;

/** What a value must keep to, in brackets, or nothing. */
export const facts = (node: SchemaNode): string => {
  const words = constraintWords(node).filter(
    (word) => !word.includes(String(Number.MAX_SAFE_INTEGER)),
  );
  if (node.enum) words.push(enumWords(node.enum));
  if (node.const) words.push(`always ${inlineValue(node.const.value)}`);
  if (node.default) words.push(`default ${inlineValue(node.default.value)}`);
  if (node.pattern !== undefined) words.push(`pattern \`${node.pattern}\``);
  return words.length > 0 ? ` (${words.join('; ')})` : '';
};

const inside = (outline: Outline, node: SchemaNode, depth: number): void => {
  const target = schemaOf(outline.schemas, node.ref)?.node;
  const core = node.items && !node.properties ? node.items : node;
  if (core !== node) {
    inside(outline, core, depth);
    return;
  }
  if (target?.items && !target.properties) {
    inside(outline, target.items, depth);
    return;
  }
  if (depth >= MAX_DEPTH || (node.ref !== undefined && outline.path.includes(node.ref))) return;
  if (node.ref !== undefined) outline.path.push(node.ref);
  const merged = mergeSchema(node, outline.schemas);
  const indent = '  '.repeat(depth);
  for (const { name, required, schema } of visibleProperties(
    merged.properties,
    outline.direction,
  )) {
    if (outline.lines.length >= MAX_LINES) break;
    const own = plainAllOf(schema, outline.schemas) ?? {
      ...schemaOf(outline.schemas, schema.ref)?.node,
      ...schema,
    };
    const flags = [
      required ? ', required' : '',
      own.readOnly ? ', read-only' : '',
      own.writeOnly ? ', write-only' : '',
      own.deprecated ? ', deprecated' : '',
    ].join('');
    outline.lines.push(
      `${indent}- \`${name}\` ${words(schema, outline)}${flags}${facts(own)}${told(own)}`,
    );
    inside(outline, schema, depth + 1);
  }
  for (const option of (target ?? node).oneOf ?? (target ?? node).anyOf ?? []) {
    if (outline.lines.length >= MAX_LINES) break;
    outline.lines.push(`${indent}- one form: ${option.title ?? typeWords(option)}`);
    inside(outline, option, depth + 1);
  }
  if (node.ref !== undefined) outline.path.pop();
};
