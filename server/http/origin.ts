import type { IncomingMessage } from 'node:http';
import { portalErrors } from '#lib/errors.ts';
import type { Refusal } from './refusal.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** The origins under which this portal is itself: its address, and on loopback the other names of this machine. */
export function ownOrigins(portalUrl: string, port: number): ReadonlySet<string> {
  const url = new URL(portalUrl);
  const origins = new Set([url.origin]);
  if (loopback.includes(url.hostname)) {
    for (const host of loopback) origins.add(new URL(`http://${host}:${port}`).origin);
  }
  return origins;
}

/**
 * Refuses a change that a page of another site started (CSRF). Browsers always say where a mutation comes from,
 * in Sec-Fetch-Site or Origin; a caller that says neither is no browser and carries no ambient cookies.
 */
export function refuseForeign(req: IncomingMessage, own: ReadonlySet<string>): Refusal | null {
  if (safeMethods.has(req.method ?? '')) return null;
  const site = req.headers['sec-fetch-site'];
  const origin = req.headers.origin;
  const siteIsOwn = site === undefined || site === 'same-origin' || site === 'none';
  const originIsOwn = origin === undefined || own.has(origin);
  if (siteIsOwn && originIsOwn) return null;
  const { status, message } = portalErrors.foreign_origin;
  return { status, error: 'foreign_origin', message };
}
