import { isIP } from 'node:net';
import { judgeAddress } from '../std/address-policy.ts';
import { HttpFailure } from './failure.ts';

/** A private `host:port` that an operator allows (`PORTAL_ALLOW_TARGETS`). */
export type AllowedHost = { host: string; port: number };

/** What the client knows of the portal itself, so that it never calls it by accident. */
export type OwnAddress = {
  /** The address that users see. */
  portalUrl: string;
  /** Where this process listens, or where the portal's door is. */
  listen: { host: string; port: number } | null;
  /** Paths of the portal that may be called through `listen` nevertheless, such as the built-in bin. */
  openPath: RegExp | null;
};

export type TargetPolicy = { allowTargets: readonly AllowedHost[]; own: OwnAddress | null };

/** A judged URL. `via` says how to reach it. */
export type Target = {
  url: URL;
  /** Lower case, no brackets, no trailing dot. */
  hostname: string;
  port: number;
  via: 'public' | 'allowed' | 'own';
};

const privateSuffixes = ['localhost', 'local', 'internal', 'localdomain', 'home.arpa', 'onion'];

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function plainHost(url: URL): string {
  return url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase();
}

function isPrivateName(hostname: string): boolean {
  if (!hostname.includes('.')) return true;
  return privateSuffixes.some((suffix) => hostname.endsWith(`.${suffix}`));
}

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) throw new HttpFailure('invalid_url');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new HttpFailure('invalid_url', {
      message: 'The address must begin with http:// or https://.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new HttpFailure('invalid_url', {
      message: 'The address must not contain a user name or password.',
    });
  }
  url.hash = '';
  return url;
}

/**
 * Parses and judges an outgoing URL as far as its text allows; names are judged again when they are resolved.
 * The WHATWG parser has turned numeric, hexadecimal, short and percent-encoded spellings into plain addresses by then.
 * Throws HttpFailure `invalid_url` or `denied_address`.
 */
export function judgeTarget(text: string, policy: TargetPolicy): Target {
  const url = parse(text);
  const hostname = plainHost(url);
  const port = portOf(url);
  if (hostname === '' || port === 0) throw new HttpFailure('invalid_url');
  const target = { url, hostname, port };
  const own = policy.own && parse(policy.own.portalUrl);
  if (own && policy.own && hostname === plainHost(own) && port === portOf(own)) {
    const open = policy.own.listen && policy.own.openPath?.test(url.pathname);
    if (!open || url.protocol !== own.protocol) throw new HttpFailure('denied_address');
    return { ...target, via: 'own' };
  }
  if (policy.allowTargets.some((allowed) => allowed.host === hostname && allowed.port === port)) {
    return { ...target, via: 'allowed' };
  }
  const isOwnHost = own !== null && hostname === plainHost(own);
  const isPrivate =
    isIP(hostname) === 0 ? isPrivateName(hostname) : judgeAddress(hostname) === 'denied';
  if (isOwnHost || isPrivate) {
    throw new HttpFailure('denied_address');
  }
  return { ...target, via: 'public' };
}
