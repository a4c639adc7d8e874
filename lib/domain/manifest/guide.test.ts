import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../policy/scan.ts';
import { exampleManifest } from './examples.ts';
import { manifestFields } from './json-schema.ts';

const guide = (name: string) =>
  readFileSync(
    path.join(import.meta.dirname, `../../../content/guides/developer/${name}.mdx`),
    'utf8',
  );

it('the guide’s table is the schema', () => {
  const rows = guide('manifest')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(
    manifestFields().map(
      ({ name, isNeeded, text }) => `| \`${name}\` | ${isNeeded ? 'yes' : 'no'} | ${text} |`,
    ),
  );
});

it('the guide shows the examples that an app begins with', () => {
  const text = guide('manifest');
  for (const [type, slug, en, ar] of [
    ['external', 'attendance-bridge', 'Attendance Bridge', 'جسر الحضور'],
    ['embedded', 'class-lists', 'Class Lists', 'قوائم الفصول'],
    ['notification', 'school-messages', 'School Messages', 'رسائل المدرسة'],
  ] as const) {
    expect(text).toContain(exampleManifest(type, { slug, en, ar }));
  }
});

it('the guide says of each rule what a finding says', () => {
  const text = guide('policy-rules');
  for (const { id, severity, title, why, fix, waivable } of rules) {
    const kind = severity === 'warning' ? 'A warning.' : 'An error';
    const chapter = text.split(`\n### ${id}\n`)[1]?.split('\n#')[0] ?? '';
    expect(chapter, id).toContain(`${title}.** ${why}\n\n${fix}`);
    expect(chapter.trimStart().startsWith(kind), id).toBe(true);
    expect(chapter.includes('cannot be waived'), id).toBe(waivable === false);
  }
});
