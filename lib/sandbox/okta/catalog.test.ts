import { expect, it } from 'vitest';
import { operations } from '../../../test/okta/okta-document.ts';
import { catalog } from './catalog.ts';

it('the catalogue is the document: methods, paths, scopes and the CORS mark', () => {
  const documented = operations.map(({ method, path, operation }) => [
    operation.operationId,
    {
      method,
      path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      scope: operation['x-required-scope'],
      cors: operation['x-okta-cors'],
    },
  ]);
  expect(Object.fromEntries(documented)).toEqual({ ...catalog });
});
