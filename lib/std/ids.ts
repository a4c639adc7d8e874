import { sharedNowMs } from './clock.ts';

/** Prefixes of every kind of id the portal makes; the prefix tells a reader what an id names. */
export type IdPrefix =
  | 'org'
  | 'usr'
  | 'ses'
  | 'app'
  | 'ins'
  | 'tok'
  | 'whe'
  | 'sec'
  | 'bin'
  | 'brq'
  | 'att'
  | 'req'
  | 'aud'
  | 'inv'
  | 'his'
  | 'crd'
  | 'job'
  | 'ntc'
  | 'apl'
  | 'ver'
  | 'mai';

export type Id<P extends IdPrefix> = `${P}_${string}`;
export type OrgId = Id<'org'>;
export type UserId = Id<'usr'>;
export type SessionId = Id<'ses'>;
export type AppId = Id<'app'>;
export type InstallationId = Id<'ins'>;
export type TokenId = Id<'tok'>;
export type EndpointId = Id<'whe'>;
export type BinId = Id<'bin'>;
export type RequestId = Id<'req'>;
export type ReplayJobId = Id<'job'>;
export type NoticeId = Id<'ntc'>;
export type JobId = Id<'job'>;
export type ApplicationId = Id<'apl'>;
export type VersionId = Id<'ver'>;
export type CredentialId = Id<'crd'>;

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

function timeText(atMs: number): string {
  let time = '';
  for (let rest = atMs, i = 0; i < 10; i++) {
    time = crockford.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  return time;
}

/** 26 characters: 48 bits of milliseconds, then 80 random bits, so that ids sort by time of creation. */
function ulid(nowMs: number, random: Uint8Array): string {
  const time = timeText(nowMs);
  let tail = '';
  for (let i = 0; i < 16; i++) tail += crockford.charAt((random[i] ?? 0) & 31);
  return time + tail;
}

// One pool of random bytes serves many ids: a system call an id is what limits a busy sandbox.
let pool: Uint8Array = new Uint8Array(0);
let poolAt = 0;
function takeRandom(count: number): Uint8Array {
  if (poolAt + count > pool.length) {
    // Web Crypto and no Buffer: components check ids too, and must not pull Node into the browser.
    pool = crypto.getRandomValues(new Uint8Array(4096));
    poolAt = 0;
  }
  poolAt += count;
  return pool.subarray(poolAt - count, poolAt);
}

/** A new id such as `app_01jd3k…`; sortable by time, 80 random bits. `nowMs` is Unix milliseconds. */
export function newId<P extends IdPrefix>(prefix: P, nowMs: number = sharedNowMs()): Id<P> {
  return `${prefix}_${ulid(nowMs, takeRandom(16))}`;
}

/** The least id that can be made at a moment (Unix milliseconds): ids sort by time, so moments are bounds of ids. */
export function leastId<P extends IdPrefix>(prefix: P, atMs: number): Id<P> {
  return `${prefix}_${timeText(Math.max(0, Math.floor(atMs)))}${'0'.repeat(16)}`;
}

/** When an id was made, Unix milliseconds. */
export function madeAtMs(id: Id<IdPrefix>): number {
  const time = id.slice(id.indexOf('_') + 1, id.indexOf('_') + 11);
  return [...time].reduce((ms, letter) => ms * 32 + crockford.indexOf(letter), 0);
}

// On its own, because pages in the browser ask it too, where there is no node:crypto.
export { isId } from './is-id.ts';

/** A version 7 UUID (RFC 9562): event and delivery ids, which the webhook contract fixes as UUIDs. */
export function newUuid(nowMs: number = sharedNowMs()): string {
  const bytes = takeRandom(16).slice();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const random = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const hex = nowMs.toString(16).padStart(12, '0') + random.slice(12);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True when `value` is a lower-case UUID. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}
