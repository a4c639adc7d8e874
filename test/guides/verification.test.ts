import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findGuide } from '#lib/content/pages.ts';
import { oktaSignature } from '#lib/std/signature.ts';
import { fencesOf } from './fences.ts';
import { hasProgram } from './run-page.ts';
import { type Vector, verifiers } from './verifiers.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'portal-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = ['Omar Khalid Al-Harbi', 'سارة عبدالله القحطاني', 'Zoë 🎒', '"quoted" \\ \n', ''];
const bytesOf = (seed: string) => createHash('sha256').update(seed).digest();

/** Fifty messages as the platform signs them: sizes, scripts, and bytes that are no text. */
const genuine = (): Vector[] =>
  Array.from({ length: 50 }, (_, n) => {
    const secret = `whsec_${bytesOf(`secret ${n % 7}`).toString('base64')}`;
    const timestampSeconds = Math.floor(Date.now() / 1000) - 100 + n * 4;
    const student = { id: n, full_name: names[n % names.length], note: 'x'.repeat(n * n) };
    const body =
      n % 10 === 9
        ? Buffer.concat([bytesOf(`${n}`), Buffer.from([0, 10, 13, 255])])
        : Buffer.from(JSON.stringify({ event: 'education.students.created', data: { student } }));
    const signature = oktaSignature(secret, { timestampSeconds, body });
    return { secret, timestamp: String(timestampSeconds), signature, body };
  });

const flipped = (body: Buffer): Buffer => {
  const copy = Buffer.from(body);
  const at = copy.length >> 1;
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
};

/** What must be refused, and never with a crash. */
function forged(vectors: readonly Vector[]): Vector[] {
  const [one] = vectors;
  if (!one) return [];
  const oldSeconds = Number(one.timestamp) - 1000;
  return [
    ...vectors.map((vector) => ({ ...vector, body: flipped(vector.body) })),
    ...vectors.map((vector) => ({ ...vector, secret: `${vector.secret}x` })),
    {
      ...one,
      timestamp: String(oldSeconds),
      signature: oktaSignature(one.secret, { timestampSeconds: oldSeconds, body: one.body }),
    },
    { ...one, timestamp: String(Number(one.timestamp) + 1) },
    ...[
      '',
      'zz',
      one.signature.slice(1),
      `${one.signature}00`,
      `${one.signature}zz`,
      'é',
      '0'.repeat(64),
    ].map((signature) => ({ ...one, signature })),
    ...['', 'now', '-1', '1e9', 'é'].map((timestamp) => ({ ...one, timestamp })),
  ];
}

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const lineOf = ({ secret, timestamp, signature, body }: Vector) =>
  [secret, timestamp, signature, body].map(base64).join(' ');

const guide = findGuide('partners/webhooks');
const fences = fencesOf(guide?.markdown ?? '');

it('the guide has a function for each of six languages', () => {
  const titles = fences.flatMap(({ title }) => title ?? []);
  expect(Object.keys(verifiers)).toEqual(titles);
});

// Those whose runtime this machine has; JavaScript's is always there.
const present = Object.entries(verifiers).filter(([, { program, versionFlag }]) =>
  hasProgram(program, versionFlag),
);
for (const [title, verifier] of present) {
  it(`the ${title} function accepts 50 signed messages and none that was changed`, () => {
    const code = fences.find((fence) => fence.title === title)?.code ?? '';
    const vectors = genuine();
    const all = [...vectors, ...forged(vectors)];
    writeFileSync(path.join(folder, 'vectors.txt'), all.map(lineOf).join('\n'));
    for (const [name, text] of Object.entries(verifier.files(code))) {
      writeFileSync(path.join(folder, name), text);
    }
    const program = verifier.program === 'node' ? process.execPath : verifier.program;
    const run = spawnSync(program, verifier.args, { cwd: folder, encoding: 'utf8' });
    expect(run.stderr.trim()).toBe('');
    const verdicts = run.stdout.trim().split('\n');
    expect(verdicts.slice(0, 50)).toEqual(vectors.map(() => '1'));
    expect(verdicts.slice(50)).toEqual(forged(vectors).map(() => '0'));
  }, 120_000);
}
