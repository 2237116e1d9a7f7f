import { BlockList, isIP } from 'node:net';
import { isIpSubnet } from './dns-name';

/**
 * Whether an address is in a range: one address, or those with a prefix, as `10.0.0.0/8`.
 *
 * @returns undefined where the text is no range
 */
export function ipRange(text: string): ((address: string) => boolean) | undefined {
  if (!isIpSubnet(text)) return undefined;
  const [first, length] = text.split('/');
  if (isIP(first) === 4) return ipv4Range(first, Number(length ?? 32));
  const list = new BlockList();
  list.addSubnet(first, Number(length ?? 128), 'ipv6');
  return (address) => isIP(address) === 6 && list.check(address, 'ipv6');
}

// Most are, and the list of Node takes long for each.
function ipv4Range(first: string, length: number): (address: string) => boolean {
  const bits = 32 - length;
  const start = numberOf(first) >>> bits;
  return (address) => bits === 32 ? isIP(address) === 4 : isIP(address) === 4 && numberOf(address) >>> bits === start;
}

function numberOf(ipv4: string): number {
  return ipv4.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}
