import type { SchemaNode } from '#lib/openapi/model.ts';

type Extra = [label: string, node: SchemaNode];
const extra = (label: string, node: SchemaNode | undefined): Extra[] =>
  node && node.always === undefined ? [[label, node]] : [];

/** What a list says of its items as a whole. */
export const listExtras = (list: SchemaNode): Extra[] => [
  ...extra(
    list.minContains === undefined && list.maxContains === undefined
      ? 'At least one item is'
      : 'The items that count are',
    list.contains,
  ),
  ...extra('Any other item', list.unevaluatedItems),
];

/** Schemas with a role beside the properties, each with the words for it. */
export function extrasOf(core: SchemaNode): Extra[] {
  const extras: Extra[] = [];
  const add = (label: string, node: SchemaNode | undefined) => {
    extras.push(...extra(label, node));
  };
  for (const { pattern, schema } of core.patternProperties ?? []) {
    add(`Properties whose name matches ${pattern}`, schema);
  }
  add('Any other property', core.additionalProperties ?? core.unevaluatedProperties);
  core.prefixItems?.forEach((item, index) => {
    add(`Item ${index + 1}`, item);
  });
  if (core.prefixItems) add('Further items', core.items);
  add('The name of each property is', core.propertyNames);
  extras.push(...listExtras(core));
  for (const { name, schema } of core.dependentSchemas ?? []) {
    add(`When ${name} is given, also`, schema);
  }
  add('Its decoded content', core.contentSchema);
  add('Must not be', core.not);
  add('If the value is', core.condition?.if);
  add('then it is also', core.condition?.whenTrue);
  add('else it is also', core.condition?.whenFalse);
  return extras;
}
