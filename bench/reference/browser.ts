import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright';
import { z } from 'zod';
import { findChromium } from '../../scripts/support/chromium.mjs';

export type Seen = {
  /** From the start of the navigation, milliseconds. */
  firstByteMs: number;
  /** Until the sentence stands within the window; infinite when it never did. */
  visibleMs: number;
  /** What tasks take above 50 ms each, until `settleMs` after the sentence stood there. */
  blockingMs: number;
  /** The same in the processor time of the page's main thread, which other processes do not lengthen. */
  blockingProcessorMs: number;
  /** Gzipped, whatever the server sent. */
  bytes: { all: number; script: number; document: number };
  /** The first HTML, not compressed. */
  htmlBytes: number;
  foreign: string[];
};

export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = findChromium() ?? undefined;
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

type Marks = { visible?: number; blocking: number };

/** Runs in the page: notes when the sentence stands in the window, and every long task. */
function watch({ sentence, everyMs }: { sentence: string; everyMs: number }): void {
  const marks: Marks = { blocking: 0 };
  Object.assign(window, { benchMarks: marks });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) marks.blocking += Math.max(0, task.duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  const isShown = (): boolean => {
    const query = `//*[contains(text(), "${sentence}")]`;
    const found = document.evaluate(query, document, null, XPathResult.ANY_UNORDERED_NODE_TYPE);
    const box =
      found.singleNodeValue instanceof HTMLElement
        ? found.singleNodeValue.getBoundingClientRect()
        : undefined;
    return box !== undefined && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  };
  const timer = setInterval(() => {
    if (!isShown()) return;
    marks.visible = performance.now();
    clearInterval(timer);
  }, everyMs);
}

const marksOf = (page: Page): Promise<Marks> =>
  page.evaluate(() => (window as unknown as { benchMarks: Marks }).benchMarks); // put there by `watch`

export type Visit = {
  url: string;
  sentence: string;
  everyMs?: number;
  deadlineMs?: number;
  /** How long to go on watching after that: what a page fetches when idle counts as well. */
  settleMs?: number;
};

/** One visit with an empty cache in a window of 1440 by 900. */
export async function visit(browser: Browser, options: Visit): Promise<Seen> {
  const { url, sentence, everyMs = 8, deadlineMs = 60_000, settleMs = 500 } = options;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const { host } = new URL(url);
    const foreign: string[] = [];
    const bodies: Promise<{ type: string; body: Buffer }>[] = [];
    await page.route(
      (address) => address.host !== host && /^https?:/.test(address.protocol),
      (route) => {
        foreign.push(route.request().url());
        return route.abort();
      },
    );
    page.on('response', (answer) => {
      const type = answer.request().resourceType();
      const body = answer.body().catch(() => Buffer.alloc(0));
      bodies.push(body.then((bytes) => ({ type, body: bytes })));
    });
    await browser.startTracing(page, { categories: ['toplevel'] });
    await page.addInitScript(watch, { sentence, everyMs });
    await page.goto(url, { waitUntil: 'commit' });
    const deadline = Date.now() + deadlineMs;
    while (Date.now() < deadline && (await marksOf(page)).visible === undefined)
      await page.waitForTimeout(50);
    await page.waitForTimeout(settleMs);
    const marks = await marksOf(page);
    const blockingProcessorMs = blockingOf(await browser.stopTracing());
    const firstByteMs = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType('navigation');
      return entry instanceof PerformanceNavigationTiming ? entry.responseStart : 0;
    });
    const all = await Promise.all(bodies);
    return {
      firstByteMs,
      visibleMs: marks.visible ?? Number.POSITIVE_INFINITY,
      blockingMs: marks.blocking,
      blockingProcessorMs,
      bytes: sizes(all),
      htmlBytes: all.find(({ type }) => type === 'document')?.body.length ?? 0,
      foreign,
    };
  } finally {
    await context.close();
  }
}

const TraceFile = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.unknown().optional() }).optional(),
    }),
  ),
});

/** Of all main threads of pages the one that was kept busy longest is the visited page's. */
function blockingOf(trace: Buffer): number {
  const { traceEvents } = TraceFile.parse(JSON.parse(trace.toString('utf8')));
  const threadOf = ({ pid, tid }: { pid: number; tid: number }) => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const blocking = new Map<string, number>();
  for (const event of traceEvents) {
    const thread = threadOf(event);
    if (!/RunTask$/.test(event.name) || !mains.has(thread)) continue;
    const overMs = Math.max(0, (event.tdur ?? 0) / 1000 - 50);
    blocking.set(thread, (blocking.get(thread) ?? 0) + overMs);
  }
  return Math.max(0, ...blocking.values());
}

function sizes(all: { type: string; body: Buffer }[]): Seen['bytes'] {
  const sum = (wanted?: string) =>
    all
      .filter(({ type }) => wanted === undefined || type === wanted)
      // Fonts and images are compressed already.
      .reduce((total, { type, body }) => {
        const isDense = type === 'font' || type === 'image';
        return total + (isDense ? body.length : gzipSync(body).length);
      }, 0);
  return { all: sum(), script: sum('script'), document: sum('document') };
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
