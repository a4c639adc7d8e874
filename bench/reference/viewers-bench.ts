import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';
import { routes } from '#lib/routes.ts';
import { median, type Seen, visit } from './browser.ts';
import { type Columns, kb, ms, times } from './columns.ts';
import { lastOperation, MARKER, makeDocument } from './document.ts';

export const viewed = { slug: 'viewed', operations: 200 };
const rounds = 3;
const deadlineMs = 90_000;

const packages = ['swagger-ui-dist@5.35.0', 'redoc@2.5.4', '@scalar/api-reference@1.46.4'];
const last = lastOperation(viewed.operations);
const tag = `Area ${Math.floor((viewed.operations - 1) / 20)}`;
const lastPath = `/area-${Math.floor((viewed.operations - 1) / 20)}/records-${viewed.operations - 1}/{id}`;

type Viewer = { name: string; hash: string; files: Record<string, string>; html: string };

const page = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title>${head}</head><body>${body}</body></html>`;

/** Each as its own documentation says to embed it, with a link to the last operation. */
const viewers: readonly Viewer[] = [
  {
    name: 'Swagger UI 5.35.0',
    hash: `#/${encodeURIComponent(tag)}/${last}`,
    files: {
      'viewer.js': 'swagger-ui-dist/swagger-ui-bundle.js',
      'viewer.css': 'swagger-ui-dist/swagger-ui.css',
    },
    html: page(
      '<link rel="stylesheet" href="viewer.css">',
      '<div id="ui"></div><script src="viewer.js"></script><script>SwaggerUIBundle({url:"document.json",dom_id:"#ui",deepLinking:true})</script>',
    ),
  },
  {
    name: 'Redoc 2.5.4',
    hash: `#tag/${tag.replaceAll(' ', '-')}/operation/${last}`,
    files: { 'viewer.js': 'redoc/bundles/redoc.standalone.js' },
    html: page('', '<redoc spec-url="document.json"></redoc><script src="viewer.js"></script>'),
  },
  {
    name: 'Scalar 1.46.4',
    hash: `#tag/${tag.toLowerCase().replaceAll(' ', '-')}/PATCH${lastPath}`,
    files: { 'viewer.js': '@scalar/api-reference/dist/browser/standalone.js' },
    html: page(
      '',
      '<div id="ui"></div><script src="viewer.js"></script><script>Scalar.createApiReference("#ui",{url:"document.json",withDefaultFonts:false})</script>',
    ),
  },
];

/**
 * The same document in Swagger UI, Redoc and Scalar, whose bundles are installed into a folder that is removed
 * afterwards: an empty cache, a link to the last operation, until its text stands in the window.
 */
export async function benchViewers(browser: Browser, base: string): Promise<Columns> {
  const own = base + routes.operation(viewed.slug, last);
  const dir = await mkdtemp(path.join(tmpdir(), 'portal-viewers-'));
  try {
    await install(dir);
    const names = ['this portal', ...viewers.map(({ name }) => name)];
    const seen = names.map((): Seen[] => []);
    for (let round = 0; round < rounds; round += 1) {
      const all = [await look(browser, `${own}?round=${round}`)];
      for (const viewer of viewers)
        all.push(await served(dir, viewer, (url) => look(browser, url)));
      for (const [at, one] of all.entries()) seen[at]?.push(one);
    }
    return table(names, seen);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const look = (browser: Browser, url: string): Promise<Seen> =>
  visit(browser, { url, sentence: MARKER, everyMs: 50, deadlineMs });

async function install(dir: string): Promise<void> {
  await writeFile(path.join(dir, 'package.json'), '{"private":true}');
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'];
  await promisify(execFile)('npm', [...args, ...packages], { cwd: dir });
}

/** Gzipped files on a server of their own; every other address is 404. */
async function served<T>(
  dir: string,
  viewer: Viewer,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const files = new Map<string, { type: string; body: Buffer }>();
  const add = (name: string, type: string, body: string | Buffer) =>
    files.set(`/${name}`, { type, body: gzipSync(body) });
  add('', 'text/html; charset=utf-8', viewer.html);
  add('document.json', 'application/json', JSON.stringify(makeDocument(viewed)));
  for (const [name, file] of Object.entries(viewer.files)) {
    const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    add(name, `${type}; charset=utf-8`, await readFile(path.join(dir, 'node_modules', file)));
  }
  const server = createServer((req, res) => {
    const file = files.get((req.url ?? '/').split('?')[0] ?? '/');
    if (!file) return res.writeHead(404).end();
    return res
      .writeHead(200, { 'content-type': file.type, 'content-encoding': 'gzip' })
      .end(file.body);
  });
  try {
    return await work(`${await listen(server)}/${viewer.hash}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

function table(names: readonly string[], seen: readonly Seen[][]): Columns {
  const middle = (at: number, of: (one: Seen) => number) => median((seen[at] ?? []).map(of));
  const cells = names.map((name, at) => ({
    name,
    visible: middle(at, (one) => one.visibleMs),
    blocking: middle(at, (one) => one.blockingMs),
    processor: middle(at, (one) => one.blockingProcessorMs),
    bytes: middle(at, (one) => one.bytes.all),
  }));
  const [first] = cells;
  return {
    title: `The last of ${viewed.operations} operations by its link, the middle of ${rounds} visits with an empty cache`,
    heads: ['', 'visible', 'of the first', 'blocking', 'of the processor', 'bytes', 'of the first'],
    rows: cells.map(({ name, visible, blocking, processor, bytes }) => [
      name,
      ms(visible),
      times(visible, first?.visible ?? 0),
      ms(blocking),
      ms(processor),
      kb(bytes),
      times(bytes, first?.bytes ?? 0),
    ]),
  };
}
