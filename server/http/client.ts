import { isIP } from 'node:net';

/** `::ffff:10.0.0.1` is the IPv4 address 10.0.0.1 seen through an IPv6 socket. */
function plain(address: string): string {
  const text = address.trim();
  return text.toLowerCase().startsWith('::ffff:') && isIP(text.slice(7)) === 4
    ? text.slice(7)
    : text;
}

/**
 * Who sent the request. Each proxy appends the address it saw to X-Forwarded-For, so with `hops` trusted proxies
 * the client is the `hops`-th from the right; what stands left of it is the caller's own claim and is not read.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  hops: number,
): string {
  if (hops === 0 || !forwardedFor) return plain(peer ?? '') || 'unknown';
  const seen = [...forwardedFor.split(','), peer ?? ''].map(plain);
  let client = seen.at(-1) ?? '';
  for (let hop = 1; hop <= hops; hop++) {
    const next = seen.at(-1 - hop);
    if (next === undefined || isIP(next) === 0) break;
    client = next;
  }
  return client === '' ? 'unknown' : client;
}
