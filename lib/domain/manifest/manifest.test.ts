import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { exampleManifest } from './examples.ts';
import { manifestJsonSchema } from './json-schema.ts';
import { diagnoseManifest, readManifest } from './schemas.ts';
import { editScope, raiseVersion } from './write-manifest.ts';

const names = { slug: 'attendance-bridge', en: 'Attendance "Bridge"', ar: 'جسر الحضور' };
const types = ['embedded', 'external', 'notification'] as const;
const good = exampleManifest('external', names);
const say = (source: string, format: 'yaml' | 'json' = 'yaml') =>
  diagnoseManifest(source, format).map(({ line, column, rule, message }) => [
    `${line}:${column}`,
    rule,
    message,
  ]);

it.each(types)('the example of an %s app is a manifest, as YAML and as JSON', (type) => {
  const source = exampleManifest(type, names);
  expect(say(source)).toEqual([]);
  const json = JSON.stringify(parse(source), null, '\t');
  expect(say(json, 'json')).toEqual([]);
  expect(readManifest(json, 'json')).toEqual(readManifest(source, 'yaml'));
});

it('names unknown keys at any depth, with the key that is meant', () => {
  const source = good
    .replace('version:', 'verison:')
    .replace('    events:', '    evnts: [ping]\n    events:');
  expect(say(source)).toEqual([
    ['1:1', 'manifest-shape', 'version is missing.'],
    ['6:1', 'unknown-field', '“verison” is not a field of the manifest; is version meant?'],
    ['20:5', 'unknown-field', '“evnts” is not a field of webhooks; is events meant?'],
  ]);
});

it('says line and column of what has the wrong form', () => {
  const number = good.replace('version: 1.0.0', 'version: 1.4');
  expect(say(number)).toEqual([
    ['6:10', 'manifest-shape', 'version must be text (put numbers in quotes).'],
  ]);
  const url = good.replace(/url: .*/, 'url: www.example.com');
  expect(say(url)[0]?.slice(0, 2)).toEqual(['19:10', 'manifest-shape']);
  expect(say('{\n  "slug": "abc",\n}', 'json')).toEqual([
    ['3:1', 'manifest-unreadable', expect.stringContaining('property name')],
  ]);
  expect(say(`${good}slug: other-app\n`)).toMatchObject([
    [expect.stringMatching(/^\d+:1$/), 'duplicate-key', 'slug stands here a second time.'],
  ]);
});

it.each([
  ['an alias bomb', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', 'anchors'],
  ['a megabyte', 'x'.repeat(1_048_576), 'longer than'],
  ['deep lists', '['.repeat(30_000), 'deeper than'],
  ['deep blocks', '- '.repeat(20_000), 'deeper than'],
  ['deep mappings', '{a: '.repeat(10_000), 'deeper than'],
  ['two documents', 'slug: abc\n---\nslug: abd\n', 'one document'],
  ['nothing', ' \n', 'empty'],
])('%s is refused with a sentence', (_, source, text) => {
  const found = say(source);
  expect(found).toHaveLength(1);
  expect(found[0]?.[1]).toBe('manifest-unreadable');
  expect(found[0]?.[2]).toContain(text);
});

it('keys that would change an object’s nature are only unknown fields', () => {
  const found = say(`__proto__: {polluted: true}\nconstructor: 1\n${good}`);
  expect(found.map(([, rule]) => rule)).toEqual(['unknown-field', 'unknown-field']);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

it('the JSON Schema agrees with what the portal accepts', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const check = ajv.compile(manifestJsonSchema('https://portal.example/docs/manifest.schema.json'));
  for (const type of types) expect(check(parse(exampleManifest(type, names)))).toBe(true);
  for (const wrong of [
    { slug: 'Not A Slug' },
    { integration_type: 'plugin' },
    { contacts: [] },
    { scopes: { 'education.students.delete': 'Removes students who left.' } },
    { nobody: 'knows me' },
  ]) {
    const manifest = { ...parse(good), ...wrong };
    expect(check(manifest), JSON.stringify(wrong)).toBe(false);
    expect(readManifest(stringify(manifest), 'yaml'), JSON.stringify(wrong)).toBeNull();
  }
});

it('a scope is added, moved and dropped without touching the rest', () => {
  const scope = 'education.terms.read';
  const reason = 'Counts absences by term: one report each.';
  const added = editScope(good, 'yaml', { scope, reason, isOptional: false });
  expect(added).toContain('# Each scope with a reason');
  expect(readManifest(added, 'yaml')?.scopes?.[scope]).toBe(reason);
  const moved = editScope(added, 'yaml', { scope, reason, isOptional: true });
  expect(readManifest(moved, 'yaml')?.scopes?.[scope]).toBeUndefined();
  expect(readManifest(moved, 'yaml')?.optional_scopes?.[scope]).toBe(reason);
  const dropped = editScope(moved, 'yaml', { scope, drop: true });
  expect(readManifest(dropped, 'yaml')).toEqual(readManifest(good, 'yaml'));
  expect(() => editScope('[', 'yaml', { scope, drop: true })).toThrow(/cannot be read/);
});

it('the next version has a higher number', () => {
  expect(readManifest(raiseVersion(good, 'yaml'), 'yaml')?.version).toBe('1.1.0');
  expect(raiseVersion('slug: [', 'yaml')).toBe('slug: [');
});
