/**
 * `node scripts/screenshots.ts BASE PATH… [--widths 390,1440] [--themes light,dark] [--out DIR] [--axe] [--no-js] [--viewport]`
 * takes every page in every theme and width with the machine's Chromium, says what the page's console complained about,
 * and with `--axe` what axe found. Pictures go to a temporary folder, which is printed.
 */
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from 'playwright';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    widths: { type: 'string', default: '390,1440' },
    themes: { type: 'string', default: 'light,dark' },
    out: { type: 'string' },
    axe: { type: 'boolean', default: false },
    'no-js': { type: 'boolean', default: false },
    viewport: { type: 'boolean', default: false },
  },
});
const [base = 'http://localhost:3000', ...paths] = positionals;
const out = values.out ?? mkdtempSync(path.join(tmpdir(), 'screenshots-'));
mkdirSync(out, { recursive: true });

type Shot = { path: string; width: number; theme: 'light' | 'dark' };
let complaints = 0;

async function take(browser: Browser, shot: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.width < 600 ? 844 : 900 },
    colorScheme: shot.theme,
    reducedMotion: 'reduce',
    javaScriptEnabled: !values['no-js'],
  });
  const page = await context.newPage();
  const say = (text: string) => {
    complaints += 1;
    console.log(`${shot.path} ${shot.width} ${shot.theme}: ${text}`);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') say(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => say(`error: ${error.message}`));
  await page.goto(base + shot.path, { waitUntil: 'load' });
  await page.waitForTimeout(400);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (wider > 0) say(`the page scrolls sideways by ${wider} px`);
  const name = `${shot.path.replace(/[^\w.-]+/g, '_') || '_'}-${shot.width}-${shot.theme}.png`;
  await page.screenshot({ path: path.join(out, name), fullPage: !values.viewport });
  if (values.axe && !values['no-js']) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const found of violations) {
      const places = found.nodes.slice(0, 4).map((node) => node.html.slice(0, 160));
      say(`axe ${found.id} (${found.impact}) ×${found.nodes.length}\n    ${places.join('\n    ')}`);
    }
  }
  await context.close();
}

const executablePath = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const target of paths.length > 0 ? paths : ['/']) {
    for (const width of values.widths.split(',').map(Number)) {
      for (const theme of values.themes.split(',')) {
        await take(browser, { path: target, width, theme: theme === 'dark' ? 'dark' : 'light' });
      }
    }
  }
} finally {
  await browser.close();
}
console.log(`${out}: ${complaints === 0 ? 'no complaints' : `${complaints} complaints`}`);
process.exitCode = complaints === 0 ? 0 : 1;
