import type { FormHandle, SavedForm, SavedParameter } from './form-memory.ts';
import type { Node } from './swagger-types.ts';

// The parts of swagger-ui's system that hold the form of an operation.
type PathMethod = readonly [path: string, method: string];
type FormSystem = {
  specSelectors: {
    taggedOperations(): { entrySeq(): Iterable<[string, Node]> };
    parameterWithMeta(pathMethod: PathMethod, name: string, location: string): Node;
    specJson(): Node;
  };
  specActions: {
    changeParam(pathMethod: PathMethod, name: string, location: string, value: unknown): void;
  };
  oas3Selectors: {
    requestBodyValue(...pathMethod: PathMethod): unknown;
    requestContentType(...pathMethod: PathMethod): unknown;
  };
  oas3Actions: {
    setRequestBodyValue(change: { value: string; pathMethod: PathMethod }): void;
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
  return {
    read() {
      const values = parameters.flatMap(({ name, in: location }): SavedParameter[] => {
        const value = specSelectors.parameterWithMeta(pathMethod, name, location)?.get('value');
        return typeof value === 'string' && value !== '' ? [{ name, in: location, value }] : [];
      });
      const body = oas3Selectors.requestBodyValue(...pathMethod);
      const contentType = oas3Selectors.requestContentType(...pathMethod);
      return {
        parameters: values,
        body: typeof body === 'string' ? body : null,
        contentType: typeof contentType === 'string' ? contentType : null,
      };
    },
    fill(saved: SavedForm) {
      for (const { name, in: location, value } of saved.parameters) {
        const known = parameters.some((each) => each.name === name && each.in === location);
        if (known) specActions.changeParam(pathMethod, name, location, value);
      }
      if (saved.contentType) {
        oas3Actions.setRequestContentType({ value: saved.contentType, pathMethod });
      }
      if (saved.body !== null) {
        oas3Actions.setRequestBodyValue({ value: saved.body, pathMethod });
      }
    },
  };
}
