import { type FormHandle, formField, type SavedForm, type SavedParameter } from './form-memory.ts';
import type { Node } from './swagger-types.ts';

// The parts of swagger-ui's system that hold the form of an operation.
type PathMethod = readonly [path: string, method: string];
type List = { push(value: unknown): List };
type Fields = { set(name: string, value: unknown): Fields; clear(): Fields; toList(): List };
type FormSystem = {
  specSelectors: {
    taggedOperations(): { entrySeq(): Iterable<[string, Node]> };
    parameterWithMeta(pathMethod: PathMethod, name: string, location: string): Node | undefined;
    specJson(): Fields;
    specResolvedSubtree(path: readonly string[]): Node | undefined;
  };
  specActions: {
    changeParam(pathMethod: PathMethod, name: string, location: string, value: unknown): void;
  };
  oas3Selectors: {
    requestBodyValue(...pathMethod: PathMethod): unknown;
    requestContentType(...pathMethod: PathMethod): unknown;
  };
  oas3Actions: {
    setRequestBodyValue(change: { value: unknown; pathMethod: PathMethod }): void;
    setRequestContentType(change: { value: string; pathMethod: PathMethod }): void;
  };
};

/** A handle on the form, given what swagger-ui calls its system. */
export function formHandle(
  system: unknown,
  pathMethod: PathMethod,
  parameters: readonly { name: string; in: string }[],
): FormHandle {
  // The library hands its system out without a type; the pinned version has these members.
  const { specSelectors, specActions, oas3Selectors, oas3Actions } = system as FormSystem;
  const found = (name: string, location: string) =>
    specSelectors.parameterWithMeta(pathMethod, name, location);
  const contentType = () => {
    const type = oas3Selectors.requestContentType(...pathMethod);
    return typeof type === 'string' ? type : null;
  };
  /** What the form keeps a value as: a list where its schema is one. */
  const kept = (value: string, schema: unknown): unknown => {
    const items = isList(schema) ? listed(value) : null;
    if (items === null) return value;
    return items.reduce<List>(
      (list, item) => list.push(item),
      specSelectors.specJson().clear().toList(),
    );
  };
  const setField = (name: string, value: string) => {
    const path = ['requestBody', 'content', contentType() ?? '', 'schema', 'properties', name];
    const schema = specSelectors
      .specResolvedSubtree(['paths', ...pathMethod])
      ?.getIn([...path, 'type']);
    // One field at a time: the library's own reducer keeps no more of several.
    const one = specSelectors.specJson().clear().set(name, kept(value, schema));
    oas3Actions.setRequestBodyValue({ value: one, pathMethod });
  };
  return {
    read() {
      const values = parameters.flatMap(({ name, in: location }) =>
        saved(name, location, found(name, location)?.get('value')),
      );
      const body = oas3Selectors.requestBodyValue(...pathMethod);
      return {
        parameters: [...values, ...fieldsOf(body)],
        body: typeof body === 'string' ? body : null,
        contentType: contentType(),
      };
    },
    fill(form: SavedForm) {
      if (form.contentType) {
        oas3Actions.setRequestContentType({ value: form.contentType, pathMethod });
      }
      for (const { name, in: location, value } of form.parameters) {
        if (location === formField) setField(name, value);
        const parameter = parameters.some((each) => each.name === name && each.in === location)
          ? found(name, location)
          : undefined;
        if (parameter === undefined) continue;
        const type = parameter.getIn(['schema', 'type']);
        specActions.changeParam(pathMethod, name, location, kept(value, type));
      }
      if (form.body !== null) {
        oas3Actions.setRequestBodyValue({ value: form.body, pathMethod });
      }
    },
  };
}

type Immutable = { toJS(): unknown };
const isImmutable = (value: unknown): value is Immutable =>
  typeof value === 'object' && value !== null && 'toJS' in value;

/** A value of the form as text; a list as JSON. Files and what is empty are left out. */
function saved(name: string, location: string, value: unknown): SavedParameter[] {
  const plain = isImmutable(value) ? value.toJS() : value;
  if (Array.isArray(plain)) {
    const items = plain.filter((item) => !(item instanceof File));
    return items.length > 0 ? [{ name, in: location, value: JSON.stringify(items) }] : [];
  }
  const isText = ['string', 'number', 'boolean'].includes(typeof plain) && plain !== '';
  return isText ? [{ name, in: location, value: String(plain) }] : [];
}

/** The fields of a body that is a form. */
function fieldsOf(body: unknown): SavedParameter[] {
  const fields = isImmutable(body) ? body.toJS() : null;
  if (typeof fields !== 'object' || fields === null) return [];
  return Object.entries(fields).flatMap(([name, field]) =>
    typeof field === 'object' && field !== null && 'value' in field
      ? saved(name, formField, field.value)
      : [],
  );
}

/** `type` of a schema is a word, or several of them since 3.1. */
const isList = (type: unknown): boolean =>
  type === 'array' || (isImmutable(type) && [type.toJS()].flat().includes('array'));

function listed(value: string): unknown[] {
  try {
    const items: unknown = JSON.parse(value);
    if (Array.isArray(items)) return items;
  } catch {
    // No list: one item.
  }
  return [value];
}
