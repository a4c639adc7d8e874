import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { root, run, Stop, step } from './project.mjs';

const modules = path.join(root, 'node_modules');

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/** npm leaves in node_modules a list of what it put there; it is compared with the lock file, version by version. */
function isInstalled() {
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const present = packagesOf(path.join(modules, '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || entry.link) return true;
    const found = present[place];
    // Packages for other platforms are in the lock file and rightly absent.
    return found
      ? found.version === entry.version
      : Boolean(entry.optional || entry.peer || entry.devOptional);
  });
}

const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];

/** npm ci; where a mirror lacks a package of the lock file that this platform does not need, npm install manages. */
async function install() {
  const options = { quiet: true, env: { NODE_ENV: 'development' } };
  const clean = await run('npm', ['ci', ...quietly], options);
  if (clean.code === 0 || !clean.output.includes('EUSAGE')) return clean;
  return run('npm', ['install', '--no-save', ...quietly], options);
}

/** Installs what the lock file names, unless it is there. `say` hears of the progress. */
export async function ensureInstalled(say = console.log) {
  if (isInstalled()) return;
  await oneAtATime(isInstalled, say, async () => {
    const { code, output } = await step('installing', install, say);
    if (code !== 0) throw new Stop(`The packages could not be installed:\n${output.trim()}`);
  });
}

const minimum = [22, 18];

/** Node from this version on runs TypeScript files as they are. */
function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > minimum[0] || (major === minimum[0] && minor >= minimum[1]);
}

async function works(node) {
  return existsSync(node) && (await run(node, ['--version'], { quiet: true })).code === 0;
}

/**
 * The Node that runs the portal: the pinned one; if install scripts were blocked it has to be fetched by name;
 * failing that, the host's own if it is new enough.
 */
export async function pinnedNode() {
  const pinned = path.join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (await works(pinned)) return pinned;
  await run('npm', ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'], {
    quiet: true,
  });
  if (await works(pinned)) return pinned;
  if (runsTypeScript(process.versions.node)) return process.execPath;
  throw new Stop(
    `The pinned Node is missing and Node ${process.versions.node} cannot run the portal. Allow the install script of the package "node" (npm rebuild node --ignore-scripts=false), or use Node ${minimum.join('.')} or newer.`,
  );
}
