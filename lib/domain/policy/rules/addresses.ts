import { isIP } from 'node:net';
import { judgeAddress } from '#lib/std/address-policy.ts';
import type { Facts, Hit, Rule, TextFact } from '../rule.ts';

type Parsed = TextFact & { url: URL };

const parsed = ({ addresses }: Facts): Parsed[] =>
  addresses.flatMap((one) =>
    /^https?:\/\//i.test(one.text) && URL.canParse(one.text)
      ? [{ ...one, url: new URL(one.text) }]
      : [],
  );
const hit = ({ path }: TextFact, message: string): Hit => ({ path, part: 'value', message });
const hostOf = ({ url }: Parsed): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

function isPrivate(host: string): boolean {
  if (isIP(host) > 0) return judgeAddress(host) === 'denied';
  return (
    !host.includes('.') ||
    /\.(localhost|local|internal|lan|home|corp|intranet|test|invalid|home\.arpa|onion)$/.test(host)
  );
}

const isTunnel = (host: string): boolean =>
  /(^|\.)(ngrok\.(io|app|dev)|ngrok-free\.(app|dev)|loca\.lt|trycloudflare\.com|serveo\.net|localhost\.run|webhook\.site|requestbin\.(com|net)|pipedream\.net)$/.test(
    host,
  );

export const addressRules: readonly Rule[] = [
  {
    id: 'plain-http',
    severity: 'error',
    title: 'Addresses are HTTPS',
    why: 'Tokens and names of children travel over them, and everybody on the way can read plain HTTP.',
    fix: 'Serve the address over HTTPS and write https://.',
    find: (facts) =>
      parsed(facts)
        .filter(({ url }) => url.protocol === 'http:')
        .map((one) => hit(one, `${one.url.host} is reached by plain http://.`)),
  },
  {
    id: 'private-address',
    severity: 'error',
    title: 'Addresses are public',
    why: 'The platform sends from the internet; private, reserved and local addresses do not lead to you.',
    fix: 'Use a name that everybody can reach. For practice, add an endpoint on the Webhooks page.',
    find: (facts) =>
      parsed(facts)
        .filter((one) => isPrivate(hostOf(one)))
        .map((one) => hit(one, `${one.url.host} cannot be reached from the internet.`)),
  },
  {
    id: 'tunnel-address',
    severity: 'error',
    title: 'Addresses are your own',
    why: 'A tunnel or a public bin shows what is sent to whoever runs it, and goes away.',
    fix: 'Use an address of your product; keep tunnels for the sandbox.',
    find: (facts) =>
      parsed(facts)
        .filter((one) => isTunnel(hostOf(one)))
        .map((one) => hit(one, `${one.url.host} is a tunnel or a public bin.`)),
  },
  {
    id: 'address-as-number',
    severity: 'warning',
    title: 'Addresses have names',
    why: 'An address of digits breaks with the next move, and its certificate proves little.',
    fix: 'Use a host name.',
    find: (facts) =>
      parsed(facts)
        .filter((one) => isIP(hostOf(one)) > 0 && !isPrivate(hostOf(one)))
        .map((one) => hit(one, `${one.url.host} is an IP address.`)),
  },
  {
    id: 'address-with-credentials',
    severity: 'error',
    title: 'No name and password in an address',
    why: 'The manifest is read by many, and addresses stand in logs.',
    fix: 'Take them out. Deliveries are signed: verify the signature instead.',
    find: (facts) =>
      parsed(facts)
        .filter(({ url }) => url.username !== '' || url.password !== '')
        .map((one) => hit(one, `The address of ${one.url.host} carries a name or a password.`)),
  },
  {
    id: 'endpoint-twice',
    severity: 'warning',
    title: 'Each endpoint has its own address',
    why: 'Two endpoints on one address receive the same event twice, signed with different secrets.',
    fix: 'Put the events together under one endpoint.',
    find: (facts) => {
      const all = parsed(facts).filter(({ path }) => path[0] === 'webhooks');
      return all
        .filter(({ url }, at) => all.findIndex((one) => one.url.href === url.href) < at)
        .map((one) => hit(one, 'Another endpoint has this address.'));
    },
  },
];
