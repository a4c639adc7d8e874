import { checkNumber, checkText } from './check-scalars.ts';
import { at, isObject, type Json, type JsonObject, typeOf } from './json.ts';

/** What an answer says otherwise than the document: where, as a JSON pointer, and what. */
export type Mismatch = { pointer: string; problem: string };

const mostMismatches = 50;
const mostDepth = 40;

/** What is only ever written is not missed in answers, what is only ever read not in requests. */
export type Direction = 'request' | 'answer';
type Check = {
  document: JsonObject;
  found: Mismatch[];
  depth: number;
  direction: Direction;
  /** Values that may still be looked at: schemas that choose among themselves could ask for any number. */
  left: { steps: number };
};
const mostSteps = 400_000;

/**
 * Holds a value against a schema of an OpenAPI document (3.0 and 3.1), and names each mismatch, at most 50. It judges
 * what the schema says of the value's form; keywords that it does not know mean nothing, as JSON Schema has it. null when
 * there is more to look at than a page has time for.
 */
export function checkJson(
  document: JsonObject,
  schema: Json,
  value: Json,
  direction: Direction = 'answer',
): Mismatch[] | null {
  const left = { steps: mostSteps };
  const check: Check = { document, found: [], depth: 0, direction, left };
  checkNode(check, schema, value, '');
  return left.steps > 0 ? check.found : null;
}

function note(check: Check, pointer: string, problem: string): void {
  if (check.found.length < mostMismatches) check.found.push({ pointer, problem });
}

function checkNode(check: Check, node: Json | undefined, value: Json, pointer: string): void {
  check.left.steps -= 1;
  if (check.left.steps <= 0) return;
  if (check.depth > mostDepth || check.found.length >= mostMismatches) return;
  if (node === false) note(check, pointer, 'must not be there');
  if (!isObject(node)) return;
  const inner = { ...check, depth: check.depth + 1 };
  const { $ref } = node;
  if (typeof $ref === 'string') checkNode(inner, at(check.document, $ref), value, pointer);
  const wrongType = typeProblem(node, value);
  if (wrongType) {
    note(check, pointer, wrongType);
    return;
  }
  // `nullable` of 3.0 stands beside the type and lets null through everything.
  if (value === null && node.nullable === true) return;
  checkChoice(check, node, value, pointer);
  if (typeof value === 'string') checkText(node, value, (problem) => note(check, pointer, problem));
  if (typeof value === 'number') {
    checkNumber(node, value, (problem) => note(check, pointer, problem));
  }
  if (Array.isArray(value)) checkList(inner, node, value, pointer);
  else if (isObject(value)) checkMembers(inner, node, value, pointer);
  checkCombined(inner, node, value, pointer);
}

function typeProblem(node: JsonObject, value: Json): string | null {
  const types = [node.type].flat().filter((type) => typeof type === 'string');
  if (types.length === 0) return null;
  if (value === null && node.nullable === true) return null;
  const actual = typeOf(value);
  const fits = types.some((type) => type === actual || (type === 'number' && actual === 'integer'));
  return fits ? null : `is ${actual}, the document says ${types.join(' or ')}`;
}

const same = (a: Json, b: Json) => printed(a) === printed(b);
const printed = (value: Json): string => {
  try {
    return JSON.stringify(value);
  } catch {
    return 'a value that nests too deep'; // For the platform to print it.
  }
};
const shortly = (value: Json): string => {
  const text = printed(value);
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
};

function checkChoice(check: Check, node: JsonObject, value: Json, pointer: string): void {
  const { enum: choices } = node;
  if (Array.isArray(choices) && !choices.some((choice) => same(choice, value))) {
    const some = choices.slice(0, 8).map(shortly);
    const list = some.join(', ') + (choices.length > 8 ? ', …' : '');
    note(check, pointer, `is ${shortly(value)}, the document knows ${list}`);
  }
  if (node.const !== undefined && !same(node.const, value)) {
    note(check, pointer, `is not ${shortly(node.const)}`);
  }
}

function checkList(check: Check, node: JsonObject, value: Json[], pointer: string): void {
  const { minItems, maxItems, prefixItems, items } = node;
  const report = (problem: string) => note(check, pointer, problem);
  if (typeof minItems === 'number' && value.length < minItems) {
    report(`has ${value.length} items, at least ${minItems} are said`);
  }
  if (typeof maxItems === 'number' && value.length > maxItems) {
    report(`has ${value.length} items, at most ${maxItems} are said`);
  }
  const first = Array.isArray(prefixItems) ? prefixItems : [];
  value.forEach((item, index) => {
    checkNode(check, first[index] ?? items, item, `${pointer}/${index}`);
  });
}

function checkMembers(check: Check, node: JsonObject, value: JsonObject, pointer: string): void {
  const { required, additionalProperties } = node;
  const properties = isObject(node.properties) ? node.properties : {};
  const patterns = isObject(node.patternProperties) ? node.patternProperties : null;
  for (const name of Array.isArray(required) ? required : []) {
    if (typeof name !== 'string' || Object.hasOwn(value, name)) continue;
    const property = properties[name];
    const other = check.direction === 'answer' ? 'writeOnly' : 'readOnly';
    const ofOther = isObject(property) && property[other] === true;
    if (!ofOther) note(check, `${pointer}/${escaped(name)}`, 'is required and not there');
  }
  for (const [name, item] of Object.entries(value)) {
    const here = `${pointer}/${escaped(name)}`;
    if (Object.hasOwn(properties, name)) checkNode(check, properties[name], item, here);
    else if (additionalProperties === false && !patterns) {
      note(check, here, 'is not in the document');
    } else if (isObject(additionalProperties)) checkNode(check, additionalProperties, item, here);
  }
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

function mismatchesOf(check: Check, node: Json, value: Json, pointer: string): Mismatch[] {
  const found: Mismatch[] = [];
  checkNode({ ...check, found }, node, value, pointer);
  return found;
}

function checkCombined(check: Check, node: JsonObject, value: Json, pointer: string): void {
  for (const part of Array.isArray(node.allOf) ? node.allOf : []) {
    checkNode(check, part, value, pointer);
  }
  for (const list of [node.anyOf, node.oneOf]) {
    if (!Array.isArray(list) || list.length === 0) continue;
    const chosen = named(check, node, list, value);
    const tries = (chosen ? [chosen] : list).map((each) =>
      mismatchesOf(check, each, value, pointer),
    );
    // The variant that comes nearest says best what is wrong.
    const [nearest] = tries.toSorted((a, b) => a.length - b.length);
    for (const { pointer, problem } of nearest ?? []) note(check, pointer, problem);
  }
}

/** The variant that the discriminator names; null: it names none of them. */
function named(check: Check, node: JsonObject, list: Json[], value: Json): Json | null {
  const { discriminator } = node;
  if (!isObject(discriminator) || !isObject(value)) return null;
  const { propertyName, mapping } = discriminator;
  const name = typeof propertyName === 'string' ? value[propertyName] : undefined;
  if (typeof name !== 'string') return null;
  const mapped = isObject(mapping) ? mapping[name] : undefined;
  const target = typeof mapped === 'string' ? mapped : `#/components/schemas/${name}`;
  const known = list.some((each) => isObject(each) && each.$ref === target);
  return known && at(check.document, target) !== undefined ? { $ref: target } : null;
}
