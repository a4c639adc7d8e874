import { describe, expect, it } from 'vitest';
import { readOperation } from './document.ts';
import { isListField } from './form-lists.ts';
import { formHandle } from './swagger-form.ts';

const operation = readOperation({
  openapi: '3.1.0',
  paths: {
    '/buses': {
      parameters: [{ $ref: '#/components/parameters/Stops' }],
      post: {
        parameters: [{ name: 'day', in: 'query', schema: { type: 'string' } }],
        requestBody: { $ref: '#/components/requestBodies/Bus' },
        responses: { 204: { description: 'Kept.' } },
      },
    },
  },
  components: {
    parameters: {
      Stops: { name: 'stop', in: 'query', schema: { $ref: '#/components/schemas/Names' } },
    },
    requestBodies: {
      Bus: { content: { 'multipart/form-data': { schema: { $ref: '#/components/schemas/Bus' } } } },
    },
    schemas: {
      Names: { type: ['array', 'null'], items: { type: 'string' } },
      Bus: {
        properties: { driver: { type: 'string' } },
        allOf: [{ properties: { seats: { $ref: '#/components/schemas/Names' } } }],
      },
    },
  },
});
if (!operation) throw new Error('The document has an operation.');

/** What swagger-ui is before it has followed the operation's references: asked for a parameter, it answers null. */
function unresolved() {
  const changes: unknown[] = [];
  const lists = { push: (item: unknown) => listOf([item]) };
  const listOf = (items: unknown[]) => ({
    items,
    push: (item: unknown) => listOf([...items, item]),
  });
  return {
    changes,
    specSelectors: {
      parameterWithMeta: () => null,
      specJson: () => ({ clear: () => ({ toList: () => lists }) }),
      specResolvedSubtree: () => null,
    },
    specActions: { changeParam: (...change: unknown[]) => changes.push(change) },
    oas3Selectors: { requestBodyValue: () => undefined, requestContentType: () => undefined },
    oas3Actions: { setRequestBodyValue: () => undefined, setRequestContentType: () => undefined },
  };
}

describe('the form of an operation', () => {
  const form = {
    parameters: [
      { name: 'stop', in: 'query', value: '["Wadi","Old souk"]' },
      { name: 'day', in: 'query', value: '["Sunday"]' },
      { name: 'gone', in: 'query', value: 'x' },
    ],
    body: null,
    contentType: null,
  };

  it('is filled before swagger-ui knows its parameters, lists as lists', () => {
    const system = unresolved();
    formHandle(system, operation).fill(form);
    expect(system.changes).toMatchObject([
      [['/buses', 'post'], 'stop', 'query', { items: ['Wadi', 'Old souk'] }],
      [['/buses', 'post'], 'day', 'query', '["Sunday"]'],
    ]);
  });

  it('reads as it was filled until then, so that nothing of it is lost', () => {
    const handle = formHandle(unresolved(), operation);
    expect(handle.read().parameters).toEqual([]);
    handle.fill(form);
    expect(handle.read()).toEqual(form);
  });

  it('knows the lists of a body by the document, through references and parts', () => {
    expect(isListField(operation, 'multipart/form-data', 'seats')).toBe(true);
    expect(isListField(operation, 'multipart/form-data', 'driver')).toBe(false);
    expect(isListField(operation, 'application/json', 'seats')).toBe(false);
  });
});
