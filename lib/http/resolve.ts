import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { judgeAddress } from '../std/address-policy.ts';
import { HttpFailure } from './failure.ts';
import type { OwnAddress, Target } from './target.ts';

/** All addresses of a name, IPv4 first. Rejects or answers none when there are none. */
export type ResolveName = (hostname: string) => Promise<readonly string[]>;

const resolver = new Resolver({ timeout: 2500, tries: 2 });

/**
 * Public names are asked of the DNS servers and not of `getaddrinfo`: that one runs on four threads which the whole
 * process shares, and a few names whose servers do not answer would stop everything else that needs them.
 */
export const resolvePublicName: ResolveName = async (hostname) => {
  const answers = await Promise.allSettled([
    resolver.resolve4(hostname),
    resolver.resolve6(hostname),
  ]);
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (found.length === 0) throw new HttpFailure('dns_failed');
  return found;
};

/** Names that the operator allowed are the machine's own business: its hosts file counts. */
export const resolveAllowedName: ResolveName = async (hostname) => {
  const found = await lookup(hostname, { all: true, order: 'ipv4first' });
  return found.map((entry) => entry.address);
};

function ownAddresses(): Set<string> {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return new Set(all.map((entry) => entry.address));
}

function reachableListen(own: OwnAddress | null): { host: string; port: number } {
  if (!own?.listen) throw new HttpFailure('denied_address');
  const { host, port } = own.listen;
  if (host === '0.0.0.0' || host === 'localhost') return { host: '127.0.0.1', port };
  return { host: host === '::' ? '::1' : host, port };
}

export type Destination = { addresses: readonly string[]; port: number };

type Resolvers = { publicName: ResolveName; allowedName: ResolveName; own: OwnAddress | null };

async function addressesOf(hostname: string, resolve: ResolveName): Promise<readonly string[]> {
  if (isIP(hostname) !== 0) return [hostname];
  try {
    const found = await resolve(hostname);
    if (found.length > 0) return found;
  } catch (error) {
    throw new HttpFailure('dns_failed', { cause: error });
  }
  throw new HttpFailure('dns_failed');
}

/**
 * The addresses to connect to, judged. The connection is made to exactly these, so a name that answers otherwise a
 * moment later (rebinding) changes nothing. One denied address among several denies the whole name.
 */
export async function resolveTarget(target: Target, resolvers: Resolvers): Promise<Destination> {
  if (target.via === 'own') {
    const { host, port } = reachableListen(resolvers.own);
    return { addresses: [host], port };
  }
  if (target.via === 'allowed') {
    const addresses = await addressesOf(target.hostname, resolvers.allowedName);
    return { addresses, port: target.port };
  }
  const addresses = await addressesOf(target.hostname, resolvers.publicName);
  const mine = ownAddresses();
  if (addresses.some((ip) => judgeAddress(ip) === 'denied' || mine.has(ip))) {
    throw new HttpFailure('denied_address');
  }
  return { addresses, port: target.port };
}
