import type { Browser, Page } from 'playwright';
import { routes } from '#lib/routes.ts';
import { withPortal } from './portal.ts';
import { median, withBrowser } from './reference/browser.ts';
import { type Columns, kb, ms, within } from './reference/columns.ts';

const rounds = 10;
const limitMs = 1_000;

type Opened = {
  /** From the click (or the start of the navigation) until the form can be sent. */
  usableMs: number;
  /** Of the page's main thread in that time. */
  processorMs: number;
  /** Script that came for it, as it was sent. */
  scriptBytes: number;
};

/** The console of an operation: from the click to a form that can be sent, and by its link with an empty cache. */
export async function benchConsole(): Promise<Columns> {
  return withPortal((base) =>
    withBrowser(async (browser) => {
      const url = base + routes.operation('partners', 'createStudent');
      const cold = await inTurn(() => freshly(browser, (page) => byLink(page, url)));
      const first = await inTurn(() => freshly(browser, (page) => byClick(page, url)));
      const warm = await freshly(browser, async (page) => {
        await byClick(page, url);
        return inTurn(() => byClick(page, url));
      });
      return {
        title: `The console of createStudent until it can be sent, median of ${rounds}`,
        heads: ['', 'usable', 'of the processor', 'script', 'limit', ''],
        rows: [
          row('click, warm', warm, limitMs),
          row('click, empty cache', first, null),
          row('#try, empty cache', cold, null),
        ],
      };
    }),
  );
}

function row(what: string, all: readonly Opened[], limit: number | null): string[] {
  const usableMs = median(all.map((one) => one.usableMs));
  return [
    what,
    ms(usableMs),
    ms(median(all.map((one) => one.processorMs))),
    kb(median(all.map((one) => one.scriptBytes))),
    limit === null ? '' : ms(limit),
    limit === null ? '' : within(usableMs, limit),
  ];
}

async function inTurn(work: () => Promise<Opened>): Promise<Opened[]> {
  const all: Opened[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await work());
  return all;
}

async function freshly<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** The page has come to rest; then the click, with no hover before it. */
async function byClick(page: Page, url: string): Promise<Opened> {
  await page.goto(url, { waitUntil: 'networkidle' });
  return measured(page, async () => {
    await page.evaluate(watchForm);
    await page.evaluate(() => document.querySelector<HTMLElement>('a[href="#try"]')?.click());
    return usable(page);
  });
}

async function byLink(page: Page, url: string): Promise<Opened> {
  return measured(page, async () => {
    await page.addInitScript(watchForm);
    await page.goto(`${url}#try`);
    return usable(page);
  });
}

/** Runs in the page: notes when the button that sends is there and can be pressed. */
function watchForm(): void {
  const from = performance.now();
  const marks: { usable?: number } = {};
  Object.assign(window, { benchForm: marks });
  const observer = new MutationObserver(() => {
    const buttons = [...document.querySelectorAll('button')];
    const send = buttons.find((button) => button.textContent?.includes('Send request'));
    if (!send || send.disabled) return;
    marks.usable = performance.now() - from;
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}

async function usable(page: Page): Promise<number> {
  const read = () => (window as unknown as { benchForm?: { usable?: number } }).benchForm?.usable; // put there by `watchForm`
  await page.waitForFunction(read, undefined, { polling: 20 });
  return (await page.evaluate(read)) ?? Number.POSITIVE_INFINITY;
}

async function measured(page: Page, work: () => Promise<number>): Promise<Opened> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('Network.enable');
  let scriptBytes = 0;
  const scripts = new Set<string>();
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script' && !response.fromDiskCache) scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  const threadMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0) * 1000;
  };
  const before = await threadMs();
  const usableMs = await work();
  const processorMs = (await threadMs()) - before;
  await session.detach();
  return { usableMs, processorMs, scriptBytes };
}
