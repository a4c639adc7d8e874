import { PAGE } from './limits.ts';
import type { Chooser, ChooserOption, SchemaRef } from './model.ts';
import {
  childPointer,
  compact,
  isObject,
  listMember,
  member,
  objectMember,
  type RawObject,
  textMember,
  textOf,
} from './raw.ts';
import { note, type Reader, schemaRef } from './reader.ts';

/** `x-okta-parent: '#/definitions/Policy'`: a reference within an extension, which never fails. */
export const readParent = (reader: Reader, raw: RawObject): SchemaRef | undefined => {
  const parent = textMember(raw, 'x-okta-parent');
  const name = parent?.split('/').at(-1);
  return name === undefined ? undefined : schemaRef(reader, name);
};

/**
 * How a value's schema is chosen: `discriminator` with or without mapping, its spelling in Okta's documents, and the schemas
 * that name this one their parent. A mapping to nothing is noted.
 */
export const readChooser = (
  reader: Reader,
  raw: RawObject,
  pointer: string,
): Chooser | undefined => {
  const extension = objectMember(raw, 'x-openapi-v3-discriminator');
  const discriminator = objectMember(raw, 'discriminator') ?? extension;
  const propertyName = textMember(discriminator, 'propertyName');
  const name = ownName(reader, pointer);
  const options = mappedOptions(
    reader,
    discriminator,
    extension === undefined ? pointer : undefined,
  );
  if (discriminator && options.length === 0) options.push(...impliedOptions(reader, raw, name));
  else if (discriminator) options.push(...unmappedOptions(reader, raw, options));
  const known = new Set(options.map(({ key }) => key));
  for (const child of (name === undefined ? undefined : reader.subtypes.byOktaParent.get(name)) ??
    []) {
    const ref = schemaRef(reader, child);
    if (ref && !known.has(ref.key)) options.push(ref);
  }
  const fallbackName = textMember(discriminator, 'defaultMapping');
  const fallback = fallbackName === undefined ? undefined : schemaRef(reader, fallbackName);
  if (options.length === 0 && !fallback) return undefined;
  return compact({ propertyName, options: options.slice(0, PAGE.alternatives), fallback });
};

/** Only a whole named schema, and no part of it, takes the subtypes. */
const ownName = (reader: Reader, pointer: string): string | undefined =>
  reader.root?.pointer === pointer ? reader.root.ref.name : undefined;

const mappedOptions = (
  reader: Reader,
  discriminator: RawObject | undefined,
  pointer: string | undefined,
): ChooserOption[] => {
  const mapping = member(discriminator, 'mapping');
  const options: ChooserOption[] = [];
  for (const [value, target] of isObject(mapping) ? Object.entries(mapping) : []) {
    const text = textOf(target) ?? '';
    const ref = schemaRef(reader, text) ?? schemaRef(reader, text.split('/').at(-1) ?? '');
    if (ref) options.push({ ...ref, value });
    else if (pointer !== undefined) {
      note(
        reader,
        childPointer(`${pointer}/discriminator/mapping`, value),
        `The value “${value.slice(0, 80)}” is mapped to a schema that does not exist.`,
      );
    }
  }
  return options;
};

/** A mapping adds to the names of the alternatives: those that it leaves out are chosen by their name. */
const unmappedOptions = (
  reader: Reader,
  raw: RawObject,
  mapped: readonly ChooserOption[],
): ChooserOption[] => {
  const known = new Set(mapped.map(({ key }) => key));
  return alternativeRefs(raw).flatMap((target) => {
    const ref = schemaRef(reader, target);
    return ref && !known.has(ref.key) ? [{ ...ref, value: ref.name }] : [];
  });
};

const alternativeRefs = (raw: RawObject): string[] =>
  [...listMember(raw, 'oneOf'), ...listMember(raw, 'anyOf')].flatMap(
    (part) => textMember(part, '$ref') ?? [],
  );

/** Without a mapping the names of the alternatives, or of the schemas built on this one, are the values. */
const impliedOptions = (
  reader: Reader,
  raw: RawObject,
  name: string | undefined,
): ChooserOption[] => {
  const alternatives = alternativeRefs(raw);
  const children =
    alternatives.length > 0 || name === undefined ? [] : (reader.subtypes.byAllOf.get(name) ?? []);
  return [...alternatives, ...children].flatMap((target) => {
    const ref = schemaRef(reader, target);
    return ref ? [{ ...ref, value: ref.name }] : [];
  });
};
