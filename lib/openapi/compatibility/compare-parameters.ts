import type { Exchange, Header, Parameter, SchemaNode } from '../model.ts';
import { compareSchemas } from './compare-schema.ts';
import { type At, below, type Comparison, type Direction, report } from './comparison.ts';

/** Path parameters by their place in the path: their names are not part of a request. */
export type PathNames = Map<string, string>;

const keyOf = ({ in: place, name }: Parameter, pathNames: PathNames): string => {
  if (place === 'path') return `path:${pathNames.get(name) ?? name}`;
  return `${place}:${place === 'header' ? name.toLowerCase() : name}`;
};

/** Headers that requests carry without a parameter: media types and security say them. */
const isSaidElsewhere = ({ in: place, name }: Parameter): boolean =>
  place === 'header' && /^(accept|content-type|authorization)$/i.test(name);

const byKey = (parameters: Parameter[], pathNames: PathNames): Map<string, Parameter> =>
  new Map(
    parameters
      .filter((parameter) => !isSaidElsewhere(parameter))
      .map((parameter) => [keyOf(parameter, pathNames), parameter]),
  );

/** Compares what a request carries beside its body. The order makes no difference (C0-07). */
export const compareParameters = (
  c: Comparison,
  at: At,
  older: Exchange,
  newer: Exchange,
  pathNames: { old: PathNames; new: PathNames },
): void => {
  const before = byKey(older.parameters, pathNames.old);
  const after = byKey(newer.parameters, pathNames.new);
  for (const [key, parameter] of before) {
    const place = below(at, `${parameter.in} \`${parameter.name}\``, 'parameters');
    const other = after.get(key);
    if (other) compareOne(c, place, parameter, other);
    else {
      const kind = parameter.in === 'query' ? 'query-parameter-removed' : 'parameter-removed';
      report(c, place, kind, `The ${parameter.in} parameter \`${parameter.name}\` is gone.`, 'old');
    }
  }
  for (const [key, parameter] of after) {
    if (before.has(key)) continue;
    const place = below(at, `${parameter.in} \`${parameter.name}\``, 'parameters');
    const named = `The ${parameter.in} parameter \`${parameter.name}\` is new`;
    if (parameter.required) report(c, place, 'input-required', `${named} and must be sent.`);
    else
      report(
        c,
        place,
        parameter.in === 'query' ? 'query-parameter-added' : 'parameter-added',
        `${named}, optional.`,
      );
  }
};

const compareOne = (c: Comparison, at: At, older: Parameter, newer: Parameter): void => {
  const named = `\`${newer.name}\``;
  if (!older.required && newer.required)
    report(c, at, 'input-required', `${named} must be sent now.`);
  if (older.required && !newer.required)
    report(c, at, 'input-optional', `${named} may be left out now.`);
  if (newer.deprecated === true && older.deprecated !== true)
    report(c, at, 'deprecated', `${named} is deprecated: new code should do without it.`);
  compareStyle(c, at, older, newer);
  compareCarried(c, { ...at, optional: !older.required }, 'request', older, newer);
};

const holdsList = (node: SchemaNode | undefined): boolean =>
  node?.types === undefined || node.types.includes('array') || node.types.includes('object');

/** How lists and objects are written; for one plain value most styles are the same. */
const compareStyle = (c: Comparison, at: At, older: Parameter, newer: Parameter): void => {
  if (!holdsList(older.schema) || !holdsList(newer.schema)) return;
  // A reference tells no type here: judged only where both sides are told in place.
  if (older.schema?.types === undefined || newer.schema?.types === undefined) return;
  const words = ({ style, explode }: Parameter) =>
    `\`${style}\`${explode ? ', each value by itself' : ', values in one'}`;
  if (older.style !== newer.style || older.explode !== newer.explode)
    report(
      c,
      at,
      'parameter-style-changed',
      `It is written in another way: ${words(older)} became ${words(newer)}.`,
    );
};

/** The schema of a parameter or header, told directly or by its one media type. */
const compareCarried = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: Parameter | Header,
  newer: Parameter | Header,
): void =>
  compareSchemas(
    c,
    { ...at, old: `${at.old}`, new: `${at.new}` },
    direction,
    older.schema ?? older.content?.schema,
    newer.schema ?? newer.content?.schema,
  );

/** Compares the headers of one response; upper and lower case are the same. */
export const compareHeaders = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: Header[],
  newer: Header[],
): void => {
  const after = new Map(newer.map((header) => [header.name.toLowerCase(), header]));
  const before = new Set(older.map(({ name }) => name.toLowerCase()));
  for (const header of older) {
    const other = after.get(header.name.toLowerCase());
    const place = below(at, `header \`${header.name}\``, 'headers', header.name);
    if (!other)
      report(c, place, 'response-header-removed', `The header \`${header.name}\` is gone.`, 'old');
    else {
      if (header.required && !other.required)
        report(
          c,
          place,
          'response-property-optional',
          `The header \`${header.name}\` always stood in the answer and may be left out now.`,
        );
      compareCarried(c, place, direction, header, other);
    }
  }
  for (const { name } of newer)
    if (!before.has(name.toLowerCase()))
      report(
        c,
        below(at, `header \`${name}\``, 'headers', name),
        'response-header-added',
        `The header \`${name}\` is new.`,
      );
};
