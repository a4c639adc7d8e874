import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';
import { routes } from '#lib/routes.ts';
import { median, type Seen, visit } from './browser.ts';
import { type Columns, kb, ms, times, within } from './columns.ts';
import { lastOperation, MARKER } from './document.ts';

const limits = { script: 150_000, all: 250_000, html: 400_000, blockingMs: 50, ratio: 1.3 };
const rounds = 9;

/** Of each API as many operation pages as this, spread over the document, are weighed. */
const pagesOfApi = 60;

/** What an operation page weighs before the console opens: a real one in Chromium, and the HTML of many. */
export async function benchWeight(browser: Browser, base: string): Promise<Columns> {
  const sentence = 'Adds a student to the tenant.';
  const url = base + routes.operation('partners', 'createStudent');
  const visits: Seen[] = [];
  for (let round = 0; round < 5; round += 1)
    visits.push(await visit(browser, { url, sentence, settleMs: 5000 }));
  const [seen] = visits;
  if (!seen) throw new Error('The page was not seen.');
  const blocking = median(visits.map((one) => one.blockingProcessorMs));
  const byTheClock = median(visits.map((one) => one.blockingMs));
  const { html, gzipped, count } = await heaviest(base);
  const rest = seen.bytes.all - seen.bytes.document;
  const row = (what: string, value: string, limit: string, verdict: string) => [
    what,
    value,
    limit,
    verdict,
  ];
  return {
    title: `An operation page before the console opens; the heaviest of ${count} pages`,
    heads: ['', 'measured', 'limit', ''],
    rows: [
      row(
        'JavaScript, gzipped',
        kb(seen.bytes.script),
        kb(limits.script),
        within(seen.bytes.script, limits.script),
      ),
      row(
        'all, gzipped (createStudent)',
        kb(seen.bytes.all),
        kb(limits.all),
        within(seen.bytes.all, limits.all),
      ),
      row(
        'all, gzipped (the heaviest)',
        kb(rest + gzipped.bytes),
        kb(limits.all),
        within(rest + gzipped.bytes, limits.all),
      ),
      row(
        `HTML, raw (${html.page})`,
        kb(html.bytes),
        kb(limits.html),
        within(html.bytes, limits.html),
      ),
      row('HTML, gzipped (the heaviest)', kb(gzipped.bytes), '', ''),
      row(
        'blocking time, of the processor',
        ms(blocking),
        ms(limits.blockingMs),
        within(blocking, limits.blockingMs),
      ),
      row('blocking time, by the clock', ms(byTheClock), '', ''),
      row(
        'requests to other hosts',
        String(seen.foreign.length),
        '0',
        within(seen.foreign.length, 0),
      ),
    ],
  };
}

type Weighed = { page: string; bytes: number };

async function heaviest(base: string) {
  const pages = await operationPages(base);
  let html: Weighed = { page: '', bytes: 0 };
  let gzipped: Weighed = { page: '', bytes: 0 };
  for (const page of pages) {
    const body = Buffer.from(await (await fetch(page)).arrayBuffer());
    const name = page.split('/').slice(-2).join('/');
    if (body.length > html.bytes) html = { page: name, bytes: body.length };
    const small = gzipSync(body).length;
    if (small > gzipped.bytes) gzipped = { page: name, bytes: small };
  }
  return { html, gzipped, count: pages.length };
}

/** From the site map, which may come in parts. */
async function operationPages(base: string): Promise<string[]> {
  const read = async (url: string): Promise<string[]> => {
    const text = await (await fetch(base + new URL(url).pathname)).text();
    return [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => match[1] ?? '');
  };
  const first = await read(base + routes.sitemap());
  const parts = first.filter((address) => address.endsWith('.xml'));
  const all = parts.length > 0 ? (await Promise.all(parts.map(read))).flat() : first;
  const byApi = Map.groupBy(
    all.filter((address) => /\/reference\/[^/]+\/[^/]+$/.test(address)),
    (address) => new URL(address).pathname.split('/')[2],
  );
  return [...byApi.values()].flatMap((addresses) => {
    const step = Math.max(1, Math.floor(addresses.length / pagesOfApi));
    return addresses
      .filter((_, at) => at % step === 0)
      .map((address) => base + new URL(address).pathname);
  });
}

export type Scale = { slug: string; operations: number };

/** The last operation of a small and of a large document, rendered anew each time, in turns. */
export async function benchScale(
  browser: Browser,
  base: string,
  documents: readonly Scale[],
): Promise<Columns> {
  const seen = documents.map((): Seen[] => []);
  for (let round = -1; round < rounds; round += 1)
    for (const [at, { slug, operations }] of documents.entries()) {
      // A query keeps the page out of the portal's cache.
      const url = `${base}${routes.operation(slug, lastOperation(operations))}?round=${round}`;
      const one = await visit(browser, { url, sentence: MARKER });
      // The first round warms both up.
      if (round >= 0) seen[at]?.push(one);
    }
  const byte = seen.map((all) => median(all.map((one) => one.firstByteMs)));
  const shown = seen.map((all) => median(all.map((one) => one.visibleMs)));
  const ratio = (values: number[], at: number) => {
    const value = (values[at] ?? 0) / (values[0] ?? 1);
    const verdict = at === 0 ? '' : within(value, limits.ratio);
    return [times(values[at] ?? 0, values[0] ?? 0), verdict];
  };
  return {
    title: `Cost by the size of the document, the middle of ${rounds} visits; at most ${limits.ratio} ×`,
    heads: ['', 'first byte', '', '', 'operation visible', '', ''],
    rows: documents.map(({ operations }, at) => [
      `${operations.toLocaleString('en')} operations`,
      ms(byte[at] ?? 0),
      ...ratio(byte, at),
      ms(shown[at] ?? 0),
      ...ratio(shown, at),
    ]),
  };
}
