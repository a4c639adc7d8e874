import type { SchemaNode } from '../model.ts';
import type { Direction } from './comparison.ts';

/** `allOf` with one part is that part: how older versions put words beside a reference. */
export const unwrap = (node: SchemaNode): SchemaNode => {
  const { allOf, ...rest } = node;
  const [only] = allOf ?? [];
  if (!only || allOf?.length !== 1 || !Object.keys(bare(rest)).every(isBeside)) return node;
  const nullable = rest.nullable === true || only.nullable === true;
  return unwrap({ ...rest, ...only, ...(nullable ? { nullable } : {}) });
};

/**
 * Names a pair of schemas that are put together from shared ones, with what stands beside the reference. Such a pair is
 * compared once: it may lead back to itself.
 */
export const pairOf = (
  older: SchemaNode,
  newer: SchemaNode,
  direction: Direction,
): string | undefined =>
  isComposed(older) || isComposed(newer)
    ? JSON.stringify([direction, bare(older), bare(newer)])
    : undefined;

const isComposed = (node: SchemaNode): boolean => {
  if (node.ref !== undefined || node.parent || node.allOf) return true;
  if (!node.oneOf && !node.anyOf) return false;
  // Alternatives that stand alone are compared one by one, each of them known by itself.
  return (
    (node.oneOf !== undefined && node.anyOf !== undefined) ||
    Object.keys(bare(node)).some((key) => !ALONE.has(key))
  );
};
const ALONE = new Set([
  'oneOf',
  'anyOf',
  'chooser',
  'nullable',
  'types',
  'extensions',
  'deprecated',
]);

const bare = ({ description, examples, title, externalDocs, ...rest }: SchemaNode): SchemaNode =>
  rest;

const isBeside = (key: string): boolean =>
  ['deprecated', 'readOnly', 'writeOnly', 'extensions', 'nullable'].includes(key);
/** A reference, with nothing beside it but words and flags. */
export const isOnlyRef = (node: SchemaNode): boolean =>
  node.ref !== undefined &&
  Object.keys(bare(node)).every((key) => key === 'ref' || key === 'refName' || isBeside(key));
