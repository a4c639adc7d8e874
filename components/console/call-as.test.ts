import { expect, it } from 'vitest';
import type { ConsoleContext, ConsoleEnvironment } from '#lib/domain/console/schemas.ts';
import { contextFor } from './call-as.ts';

const environment = (id: string, kind: ConsoleEnvironment['kind'], base: string) => ({
  id,
  label: id,
  kind,
  base,
});
const context = (environments: ConsoleEnvironment[]): ConsoleContext => ({
  user: null,
  guest: null,
  environments,
  callers: [],
  credentials: [],
});
const ids = ({ environments }: ConsoleContext) => environments.map(({ id }) => id);

it('an operation is sent to its own servers', () => {
  const all = context([
    environment('server-1', 'listed', 'https://api.example.com'),
    environment('server-2', 'listed', 'https://uploads.example.com'),
  ]);
  expect(ids(contextFor(all, ['https://uploads.example.com']))).toEqual(['server-2']);
  expect(ids(contextFor(all, ['https://api.example.com']))).toEqual(['server-1']);
  expect(ids(contextFor(all, []))).toEqual(['server-1', 'server-2']);
});

it('a sandbox and published hosts are there for every operation', () => {
  const all = context([
    environment('sandbox', 'sandbox', 'http://localhost:3000'),
    environment('own', 'published', 'https://{yourOktaDomain}'),
  ]);
  expect(ids(contextFor(all, ['https://elsewhere.example.com']))).toEqual(['sandbox', 'own']);
});
