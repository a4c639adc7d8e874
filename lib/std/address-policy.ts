import { BlockList, isIP } from 'node:net';

export type AddressJudgement = 'allowed' | 'denied';

// IANA special-purpose blocks that no public receiver has, and the wire server of a large cloud.
const deniedV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '168.63.129.16/32',
];
// Everything outside 2000::/3 is denied first: loopback, mapped IPv4, NAT64, unique local, link local, multicast.
const publicV6 = '2000::/3';
const deniedV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function blocks(family: 'ipv4' | 'ipv6', list: readonly string[]): BlockList {
  const blockList = new BlockList();
  for (const block of list) {
    const [address = '', bits] = block.split('/');
    blockList.addSubnet(address, Number(bits), family);
  }
  return blockList;
}

const v4 = blocks('ipv4', deniedV4);
const v6Public = blocks('ipv6', [publicV6]);
const v6 = blocks('ipv6', deniedV6);

/**
 * Whether an outgoing request may go to `ip` (design 8). Pure. Takes an address as a resolver or a parsed URL gives
 * it, IPv6 without brackets; whatever is no plain address, zone ids included, is denied.
 */
export function judgeAddress(ip: string): AddressJudgement {
  switch (isIP(ip)) {
    case 4:
      return v4.check(ip, 'ipv4') ? 'denied' : 'allowed';
    case 6:
      if (ip.includes('%')) return 'denied';
      return v6Public.check(ip, 'ipv6') && !v6.check(ip, 'ipv6') ? 'allowed' : 'denied';
    default:
      return 'denied';
  }
}
