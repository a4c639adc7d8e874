import type { Answer } from '../relay-fetch.ts';

/** Path and query of the page after this one, from its `Link` header or its page numbers; null: it is the last. */
export function nextPage(answer: Answer): string | null {
  if (answer.sent.method !== 'GET' || answer.status !== 200) return null;
  return fromLink(answer) ?? fromNumbers(answer);
}

function fromLink({ headers, sent }: Answer): string | null {
  const links = headers.filter(([name]) => name === 'link').map(([, value]) => value);
  const target = /<([^>]*)>\s*;[^,<]*\brel="?next"?/i.exec(links.join(', '))?.[1];
  if (target === undefined || !URL.canParse(target, 'https://relay.invalid')) return null;
  // Only the query is taken over: where it goes is the relay's to say.
  const [path = ''] = sent.path.split('?', 1);
  return path + new URL(target, 'https://relay.invalid').search;
}

function fromNumbers({ body, sent }: Answer): string | null {
  if (body.length > 2_000_000) return null;
  const { current_page: current, last_page: last } = parsed(body) ?? {};
  if (typeof current !== 'number' || typeof last !== 'number' || current >= last) return null;
  const [path = '', query] = sent.path.split('?', 2);
  const search = new URLSearchParams(query);
  search.set('page', String(current + 1));
  return `${path}?${search}`;
}

function parsed(body: Uint8Array): { current_page?: unknown; last_page?: unknown } | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
