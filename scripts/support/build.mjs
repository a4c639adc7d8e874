import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { root, run, Stop, step } from './project.mjs';

// All that decides what `next build` makes.
const sources = ['app', 'components', 'content', 'lib', 'public'];
const files = [
  'next.config.mjs',
  'package.json',
  'package-lock.json',
  'postcss.config.mjs',
  'tsconfig.json',
];
const stamp = path.join(root, '.next', 'portal-build');

function* filesUnder(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(place);
    else if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) yield place;
  }
}

function sourceHash() {
  const hash = createHash('sha256');
  const places = [
    ...sources
      .map((name) => path.join(root, name))
      .filter(existsSync)
      .flatMap((folder) => [...filesUnder(folder)]),
    ...files.map((name) => path.join(root, name)).filter(existsSync),
  ];
  for (const place of places) {
    const content = readFileSync(place);
    hash.update(`${path.relative(root, place)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Builds the pages, unless the build on disk was made from exactly these sources. */
export async function ensureBuilt(node) {
  const wanted = sourceHash();
  const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (!isBuilt()) await oneAtATime(isBuilt, console.log, () => build(node, wanted));
}

async function build(node, wanted) {
  rmSync(stamp, { force: true });
  const { code, output } = await step('building', () =>
    run(node, [path.join(root, 'node_modules/next/dist/bin/next'), 'build', '--webpack'], {
      quiet: true,
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    }),
  );
  if (code !== 0) throw new Stop(`The pages could not be built:\n${output.trim()}`);
  writeFileSync(stamp, wanted);
}
