import type { ConsoleOperation } from './document.ts';
import { isListField } from './form-lists.ts';
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
    specResolvedSubtree(path: readonly string[]): Node | null | undefined;
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

/**
 * A handle on the form, given what swagger-ui calls its system. Filling asks it nothing about the document: it may not
 * have followed the references of the operation yet, and knows its parameters only then.
 */
export function formHandle(system: unknown, operation: ConsoleOperation): FormHandle {
  const pathMethod: PathMethod = [operation.path, operation.form];
  const { parameters } = operation;
  // The library hands its system out without a type; the pinned version has these members.
  const { specSelectors, specActions, oas3Selectors, oas3Actions } = system as FormSystem;
  const isKnown = () => Boolean(specSelectors.specResolvedSubtree(['paths', ...pathMethod]));
  const contentType = () => {
    const type = oas3Selectors.requestContentType(...pathMethod);
    return typeof type === 'string' ? type : null;
  };
  /** What the form keeps a value as: a list where its schema is one. */
  const kept = (value: string, isList: boolean): unknown => {
    if (!isList) return value;
    const none = specSelectors.specJson().clear().toList();
    return listed(value).reduce<List>((list, item) => list.push(item), none);
  };
  const setField = (name: string, value: string) => {
    const isList = isListField(operation, contentType() ?? '', name);
    // One field at a time: the library's own reducer keeps no more of several.
    const one = specSelectors.specJson().clear().set(name, kept(value, isList));
    oas3Actions.setRequestBodyValue({ value: one, pathMethod });
  };
  let filled: SavedForm = { parameters: [], body: null, contentType: null };
  return {
    read() {
      if (!isKnown()) return filled;
      const values = parameters.flatMap(({ name, in: location }) =>
        saved(
          name,
          location,
          specSelectors.parameterWithMeta(pathMethod, name, location)?.get('value'),
        ),
      );
      const body = oas3Selectors.requestBodyValue(...pathMethod);
      return {
        parameters: [...values, ...fieldsOf(body)],
        body: typeof body === 'string' ? body : null,
        contentType: contentType(),
      };
    },
    fill(form: SavedForm) {
      filled = form;
      if (form.contentType) {
        oas3Actions.setRequestContentType({ value: form.contentType, pathMethod });
      }
      for (const { name, in: location, value } of form.parameters) {
        if (location === formField) setField(name, value);
        const known = parameters.find((each) => each.name === name && each.in === location);
        if (known) specActions.changeParam(pathMethod, name, location, kept(value, known.list));
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

function listed(value: string): unknown[] {
  try {
    const items: unknown = JSON.parse(value);
    if (Array.isArray(items)) return items;
  } catch {
    // No list: one item.
  }
  return [value];
}
