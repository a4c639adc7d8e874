import { existsSync } from 'node:fs';
import path from 'node:path';
import { run, step } from './project.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const elsewhere = [
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium of this machine: $PORTAL_CHROMIUM, one on the PATH, one at a usual place; null when there is none. */
export function findChromium() {
  const named = process.env.PORTAL_CHROMIUM;
  if (named) return named;
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin'];
  const places = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...places, ...elsewhere].find((place) => existsSync(place)) ?? null;
}

const apt = ['apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=120'];

/** Debian's Chromium, when nothing else is there and this user may install it; null when it cannot be had. */
async function installChromium() {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const command = (...args) => {
    const [program = '', ...rest] = [...prefix, ...apt, ...args];
    return run(program, rest, { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
  };
  const { code, output } = await step('installing Chromium', async () => {
    await command('update');
    return command('install', '-y', '--no-install-recommends', 'chromium');
  });
  if (code !== 0) console.error(output.trim());
  return findChromium();
}

/** The Chromium to test in: one that is there, Playwright's own, or Debian's. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const { chromium } = await import('playwright');
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : installChromium();
}
