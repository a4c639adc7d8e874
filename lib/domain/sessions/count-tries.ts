import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { AppError } from '#lib/errors.ts';
import type { Ctx } from '../ctx.ts';
import { countInWindow } from './queries.ts';
import { refusedAbove, windowOf } from './slow-down.ts';

/** The network that an address counts as: an IPv6 customer has a /64 and may take any address in it. */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.toLowerCase().split('%')[0] ?? '').split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array<string>(zeros).fill('0'), ...last];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** How much one network may ask: `most` tries in each window. */
export type TryLimit = { windowMs: number; most: number };
const aMinute: TryLimit = { windowMs: 60_000, most: refusedAbove };

/**
 * Counts one try of the caller's network and answers how many there were in this window. Throws `rate_limited` with
 * `Retry-After` when it goes on and on. `what` keeps the counters of different doors apart.
 */
export async function countAddressTry(ctx: Ctx, what: string, limit: TryLimit = aMinute) {
  const { windowStart, secondsLeft } = windowOf(ctx.clock.now(), limit.windowMs);
  const key = `${what}:ip:${networkOf(ctx.clientAddress)}`;
  const count = await countInWindow(ctx.db, key, windowStart);
  if (count > limit.most) {
    const wait =
      secondsLeft > 90 ? `${Math.ceil(secondsLeft / 60)} minutes` : `${secondsLeft} seconds`;
    throw new AppError('rate_limited', {
      message: `Too many tries from your network. Wait ${wait}, then try again.`,
      details: { retryAfterSeconds: secondsLeft },
    });
  }
  return { key, windowStart, count };
}

/** Counts one try for something that is named, such as an e-mail address, in a window of some minutes. */
export async function countKeyTry(
  ctx: Ctx,
  what: string,
  name: string,
  minutes: number,
): Promise<number> {
  const { windowStart } = windowOf(ctx.clock.now(), minutes * 60_000);
  return countInWindow(ctx.db, keyOf(what, name), windowStart);
}

/** Hashed, because the table is no place for the addresses that strangers type in. */
export function keyOf(what: string, name: string): string {
  const digest = createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 32);
  return `${what}:account:${digest}`;
}
