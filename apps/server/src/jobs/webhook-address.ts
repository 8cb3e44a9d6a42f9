// Keeps webhooks out of the house: says which addresses on the network a delivery may go to.
import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { TaskFailure } from './task-failure.ts';

const widths = { ipv4: 32, ipv6: 128 };

// IANA's special-purpose registries: what is not globally reachable, with multicast and what is reserved.
const closedV4 = subnets('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]);
/** All that is handed out of IPv6; outside it lie loopback, link-local, private and the IPv4 addresses in disguise. */
const openV6 = subnets('ipv6', ['2000::/3']);
/** Within it: protocol assignments and Teredo, documentation, and 6to4, which leads to any IPv4 address. */
const closedV6 = subnets('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Which addresses are open: the internet's, and what the configuration adds, as CIDR (`10.1.0.0/16`, `fd00::/8`). */
export type AddressRule = (address: string) => boolean;

/** Throws RangeError where an entry is no CIDR. */
export function addressRule(allowed: readonly string[] = []): AddressRule {
  const added = {
    ipv4: subnets(
      'ipv4',
      allowed.filter((each) => !each.includes(':')),
    ),
    ipv6: subnets(
      'ipv6',
      allowed.filter((each) => each.includes(':')),
    ),
  };
  return (address) => {
    // With a zone (`fe80::1%eth0`) it is an address of this machine's own links.
    const version = address.includes('%') ? 0 : isIP(address);
    if (version === 4) return added.ipv4.check(address, 'ipv4') || !closedV4.check(address, 'ipv4');
    if (version !== 6) return false;
    if (added.ipv6.check(address, 'ipv6')) return true;
    return openV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6');
  };
}

/**
 * The address of a webhook, checked as far as it can be without asking anybody. Throws TaskFailure `webhook-address`
 * where it is no http(s) URL, carries a name or password, or names an address that is not open. For a host's name use
 * `openLookup` on connecting; redirects are not to be followed, or each is to be checked as this one was.
 */
export function webhookUrl(text: string, open: AddressRule): URL {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw refused('it is no http or https address');
  if (url.username !== '' || url.password !== '') throw refused('it carries a name or a password');
  // The parser has written every notation of an IPv4 address (0x7f.1, 2130706433) as the usual one.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !open(host)) throw refused('it is in a private network');
  return url;
}

/**
 * A `lookup` for connecting: hands on only the addresses that are open, so that the socket goes to what was checked,
 * whatever the name means a moment later. A name with none fails with TaskFailure `webhook-address`. An address in the
 * place of a name is never looked up: check it with `webhookUrl`.
 */
export function openLookup(open: AddressRule, lookup: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, '');
      const checked = found.filter(({ address }) => open(address));
      const [first] = checked;
      if (!first) return callback(refused('its name leads into a private network'), '');
      if (options.all) return callback(null, checked);
      callback(null, first.address, first.family);
    });
  };
}

const refused = (why: string) =>
  new TaskFailure('webhook-address', `the webhook’s address is refused: ${why}`, { canPass: false });

function subnets(family: 'ipv4' | 'ipv6', list: readonly string[]): BlockList {
  const block = new BlockList();
  for (const each of list) {
    const [network = '', bits = ''] = each.split('/');
    if (isIP(network) !== (family === 'ipv4' ? 4 : 6) || !/^\d{1,3}$/.test(bits) || Number(bits) > widths[family])
      throw new RangeError(`"${each}" is no range of addresses such as 10.1.0.0/16`);
    block.addSubnet(network, Number(bits), family);
  }
  return block;
}
