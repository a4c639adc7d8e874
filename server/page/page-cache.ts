import { createHash } from 'node:crypto';
import { type Encoding, encode } from './encoding.ts';

export type CachedPage = {
  readonly headers: readonly (readonly [string, string])[];
  readonly etag: string;
  /** Made when first asked for; a second asker waits for the same promise. */
  readonly forms: Map<Encoding, Promise<Buffer>>;
};

/** A page as it will be answered again; `headers` without length, encoding and tag. */
export function cachedPage(
  body: Buffer,
  headers: readonly (readonly [string, string])[],
): CachedPage {
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 27);
  return {
    headers,
    etag: `W/"${digest}"`,
    forms: new Map([['identity', Promise.resolve(body)]]),
  };
}

/** Answers of pages that are the same for everybody, by path, least recently used out first. */
export class PageCache {
  readonly #pages = new Map<string, { page: CachedPage; bytes: number }>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(key: string): CachedPage | null {
    const entry = this.#pages.get(key);
    if (!entry) return null;
    this.#pages.delete(key);
    this.#pages.set(key, entry);
    return entry.page;
  }

  /** Keeps the page, unless it alone would take a quarter of the room. */
  set(key: string, page: CachedPage, bytes: number): void {
    if (bytes > this.#maxBytes / 4) return;
    this.#remove(key);
    this.#pages.set(key, { page, bytes: 0 });
    this.#grow(key, bytes);
  }

  /** The body in one encoding; compressed forms count towards the bound like the page itself. */
  async form(key: string, page: CachedPage, encoding: Encoding): Promise<Buffer> {
    const known = page.forms.get(encoding);
    if (known) return known;
    const made = Promise.resolve(page.forms.get('identity') ?? Buffer.alloc(0)).then((body) =>
      encode(body, encoding, 'kept'),
    );
    page.forms.set(encoding, made);
    const body = await made;
    if (this.#pages.get(key)?.page === page) this.#grow(key, body.length);
    return body;
  }

  get bytes(): number {
    return this.#bytes;
  }

  #grow(key: string, bytes: number): void {
    const entry = this.#pages.get(key);
    if (!entry) return;
    entry.bytes += bytes;
    this.#bytes += bytes;
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    this.#bytes -= this.#pages.get(key)?.bytes ?? 0;
    this.#pages.delete(key);
  }
}
