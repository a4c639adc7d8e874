import { expect, it } from 'vitest';
import { catalog } from '#lib/sandbox/partners/catalog.ts';
import { operationNames, scopeOfOperation } from './operation-scopes.ts';

it('names the operations of the sandbox with their scopes', () => {
  const ofSandbox = Object.entries(catalog).map(([name, { scope }]) => [name, scope]);
  const ours = operationNames.map((name) => [name, scopeOfOperation(name)]);
  expect(ours.toSorted()).toEqual(ofSandbox.toSorted());
  expect(scopeOfOperation('deleteStudent')).toBeUndefined();
});
