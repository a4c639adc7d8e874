import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { renderPage } from '#lib/content/page-blocks.ts';
import { exampleManifest } from '../manifest/examples.ts';
import type { PolicyContext } from './rule.ts';
import { rules, scanManifest } from './scan.ts';

const good = exampleManifest('external', {
  slug: 'attendance-bridge',
  en: 'Attendance Bridge',
  ar: 'جسر الحضور',
});
type Fields = Record<string, unknown>;
type Edit = (manifest: Fields) => unknown;

const edited = (edit: Edit): string => {
  const manifest: Fields = parse(good);
  return stringify(edit(manifest) ?? manifest, { lineWidth: 0 });
};
const withUrl =
  (url: string): Edit =>
  (m) => ({ ...m, bridge_url: url });
const withScope =
  (scope: string, reason: unknown = 'Adds the students whom a teacher finds missing.'): Edit =>
  (m) => ({ ...m, scopes: { ...Object(m.scopes), [scope]: reason } });
const withEvents =
  (...events: string[]): Edit =>
  (m) => ({ ...m, webhooks: [{ url: 'https://a.example.com/h', events }] });
const withContact =
  (email: string): Edit =>
  (m) => ({ ...m, contacts: [{ name: 'Support', email }] });
const without =
  (field: string): Edit =>
  (m) =>
    Object.fromEntries(Object.entries(m).filter(([name]) => name !== field));
const named =
  (en: string): Edit =>
  (m) => ({ ...m, names: { en, ar: 'جسر الحضور' } });
const notification: Edit = (m) => ({
  ...Object(without('bridge_url')(m)),
  integration_type: 'notification',
});
const many = Object.fromEntries(
  [
    'education.academic_years.read',
    'education.grades.read',
    'education.guardians.read',
    'education.guardians.write',
    'education.sections.read',
    'education.students.read',
    'education.students.write',
    'education.subjects.read',
    'education.subjects.write',
    'education.terms.read',
    'reports.builder.read',
  ].map((scope) => [scope, `Shows what ${scope} opens to the teacher of a class.`]),
);
const registered = { slug: 'attendance-bridge', integrationType: 'external' };

type Case = {
  rule: string;
  fails: string | Edit;
  passes?: string | Edit;
  context?: PolicyContext;
  /** The line that is shown. */
  line?: string;
};

const cases: readonly Case[] = [
  { rule: 'manifest-unreadable', fails: 'slug: [' },
  {
    rule: 'duplicate-key',
    fails: `${good}slug: attendance-bridge\n`,
    line: 'slug: attendance-bridge',
  },
  { rule: 'unknown-field', fails: (m) => ({ ...m, colour: 'blue' }), line: 'colour: blue' },
  { rule: 'manifest-shape', fails: (m) => ({ ...m, version: 1.4 }), line: 'version: 1.4' },
  {
    rule: 'slug-renamed',
    fails: (m) => ({ ...m, slug: 'attendance-bridges' }),
    context: { app: registered },
    line: 'slug: attendance-bridges',
  },
  {
    rule: 'type-changed',
    fails: (m) => ({ ...m, integration_type: 'embedded' }),
    context: { app: registered },
  },
  {
    rule: 'version-not-higher',
    fails: (m) => ({ ...m, version: '1.9.0' }),
    passes: (m) => ({ ...m, version: '1.10.0' }),
    context: { lastVersion: '1.9.3' },
    line: 'version: 1.9.0',
  },
  { rule: 'bridge-not-external', fails: (m) => ({ ...m, integration_type: 'embedded' }) },
  { rule: 'external-without-bridge', fails: without('bridge_url') },
  {
    rule: 'notification-without-send',
    fails: notification,
    passes: () => withScope('notifications.providers.send')(parse(edited(notification))),
  },
  { rule: 'one-language', fails: (m) => ({ ...m, names: { en: 'Attendance Bridge' } }) },
  { rule: 'unknown-scope', fails: withScope('education.student.read') },
  {
    rule: 'delete-scope',
    fails: withScope('education.students.delete'),
    line: '  education.students.delete: Adds the students whom a teacher finds missing.',
  },
  { rule: 'scope-twice', fails: withScope('notifications.providers.send') },
  { rule: 'write-without-read', fails: withScope('education.subjects.write') },
  {
    rule: 'unused-scope',
    fails: withScope('education.terms.read'),
    passes: (m) => {
      const asked = withScope('education.terms.read')(m);
      return { ...Object(asked), operations: [...Object(m).operations, 'listTerms'] };
    },
  },
  {
    rule: 'unused-scope',
    fails: (m) => without('operations')(m),
    passes: (m) => ({ ...Object(without('operations')(m)), optional_scopes: {} }),
    context: { callsByScope: { 'education.students.read': 3, 'education.sections.read': 1 } },
  },
  { rule: 'many-scopes', fails: (m) => ({ ...m, scopes: many }) },
  { rule: 'unknown-operation', fails: (m) => ({ ...m, operations: ['listStudent'] }) },
  { rule: 'operation-without-scope', fails: (m) => ({ ...m, operations: ['listTerms'] }) },
  { rule: 'scope-without-reason', fails: withScope('education.terms.read', '') },
  { rule: 'scope-without-reason', fails: (m) => ({ ...m, scopes: ['education.students.read'] }) },
  { rule: 'weak-reason', fails: withScope('education.terms.read', 'Needed for the integration.') },
  {
    rule: 'repeated-reason',
    fails: withScope('education.terms.read', 'Groups students by class.'),
  },
  { rule: 'unknown-event', fails: withEvents('education.students.deleted') },
  {
    rule: 'event-without-scope',
    fails: withEvents('education.guardians.created'),
    passes: withEvents('ping', 'app.installed'),
  },
  {
    rule: 'event-with-optional-scope',
    fails: withEvents('notifications.message.queued'),
  },
  { rule: 'event-twice', fails: withEvents('ping', 'ping') },
  {
    rule: 'plain-http',
    fails: withUrl('http://app.example.com/bridge'),
    line: 'bridge_url: http://app.example.com/bridge',
  },
  ...[
    'https://localhost/b',
    'https://10.1.2.3/',
    'https://[::1]/',
    'https://0x7f.1/',
    'https://db.internal/x',
    'https://LOCALHOST./',
    'https://intranet/',
  ].map((url) => ({ rule: 'private-address', fails: withUrl(url) })),
  { rule: 'tunnel-address', fails: withUrl('https://f00d.ngrok-free.app/b') },
  { rule: 'address-as-number', fails: withUrl('https://8.8.8.8/b') },
  { rule: 'address-with-credentials', fails: withUrl('https://user:pw@app.example.com/') },
  {
    rule: 'endpoint-twice',
    fails: (m) => ({
      ...m,
      webhooks: [...Object(m).webhooks, ...structuredClone(Object(m).webhooks)],
    }),
  },
  { rule: 'missing-contact', fails: without('contacts') },
  { rule: 'missing-contact', fails: (m) => ({ ...m, contacts: [] }), line: 'contacts: []' },
  { rule: 'free-mail-contact', fails: withContact('layla@gmail.com') },
  { rule: 'personal-data-without-retention', fails: without('data_retention') },
  { rule: 'personal-data-without-privacy-url', fails: without('privacy_url') },
  {
    rule: 'vague-retention',
    fails: (m) => ({ ...m, data_retention: 'As required by law.' }),
    passes: (m) => ({ ...m, data_retention: 'تُحذف البيانات بعد شهر من إزالة التطبيق.' }),
  },
  { rule: 'missing-homepage', fails: without('homepage_url') },
  ...[
    'okp_test_9fKq2mXw7Lr4Tz8Vb1Nc6Hd3Js5Gp0Ye2Ua4Wi7Ro',
    '-----BEGIN RSA PRIVATE KEY-----',
    'ghp_0123456789abcdefghijABCDEFGHIJ012345',
    'client_secret=hunter2hunter2',
  ].map((secret) => ({
    rule: 'secret-in-manifest',
    fails: `# ${secret}\n${good}`,
    line: '# …',
  })),
  {
    rule: 'hidden-characters',
    fails: named('Attendance \u202eegdirB'),
  },
  { rule: 'markup-in-text', fails: named('Attendance <b>Bridge</b>'), passes: named('Grades < 5') },
  { rule: 'placeholder-text', fails: named('TODO'), passes: named('Todos of a class') },
];

const found = (text: string | Edit, context: PolicyContext = {}) =>
  scanManifest(typeof text === 'string' ? text : edited(text), 'yaml', context).findings;

it('the example passes every rule', () => {
  expect(found(good, { app: registered, lastVersion: '0.9.9' })).toEqual([]);
});

it.each(cases.map((one, at) => ({ ...one, at })))('$rule ($at)', (one) => {
  const { rule, fails, passes, context, line } = one;
  const hits = found(fails, context).filter((finding) => finding.rule === rule);
  expect(hits.length, rule).toBeGreaterThan(0);
  if (line !== undefined) expect(hits.map(({ excerpt }) => excerpt)).toContain(line);
  const twin = passes ?? (typeof fails === 'string' ? good : (m: Fields) => m);
  expect(found(twin, context).filter((finding) => finding.rule === rule)).toEqual([]);
});

it('every rule has a case, an own id and a chapter in the guide', () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !cases.some(({ rule }) => rule === id))).toEqual([]);
  const file = path.join(import.meta.dirname, '../../../content/guides/developer/policy-rules.mdx');
  const html = renderPage(readFileSync(file, 'utf8').replace(/^---[\s\S]*?---/, ''))
    .blocks.flatMap((block) => (block.kind === 'html' ? block.html : []))
    .join('');
  const anchors = [...html.matchAll(/<h3 id="([^"]*)"/g)].map(([, id]) => id);
  expect(anchors).toEqual(ids);
});

const cpuMsOf = (piece: string, chars: number): number => {
  const text = JSON.stringify(piece.repeat(Math.floor(chars / piece.length)));
  const before = process.cpuUsage();
  found(`slug: abc\ndata_retention: ${text}\n`);
  return process.cpuUsage(before).user / 1_000;
};

it.each(['<a', '&', 'a=', 'password: ', 'eyJaaaaaaaaa.', 'year ', 'https://', 'a.', '-'])(
  'a text four times as long costs no more than a few times as much: %s',
  (piece) => {
    cpuMsOf(piece, 1_000);
    // Squared, it would be sixteen times; the constant is for the measuring itself.
    expect(cpuMsOf(piece, 60_000)).toBeLessThan(10 * cpuMsOf(piece, 15_000) + 150);
  },
);

it('errors that break the form of a manifest cannot be waived', () => {
  const [finding] = found(without('contacts')).filter(({ rule }) => rule === 'missing-contact');
  expect(finding?.isWaivable).toBe(false);
  expect(found(withUrl('http://app.example.com/b'))[0]?.isWaivable).toBe(true);
});
