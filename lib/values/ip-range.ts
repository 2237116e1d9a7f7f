import { BlockList, isIP } from 'node:net';
import { isIpAddress, isIpSubnet } from './dns-name';

/**
 * Whether an address is in a range: one address, or those with a prefix, as `10.0.0.0/8`.
 *
 * @returns undefined where the text is no range
 */
export function ipRange(text: string): ((address: string) => boolean) | undefined {
  if (!isIpSubnet(text)) return undefined;
  const [first, length] = text.split('/');
  const version = isIP(first) === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(first, Number(length ?? (version === 'ipv4' ? 32 : 128)), version);
  return (address) => isIpAddress(address) && (isIP(address) === 4) === (version === 'ipv4') && list.check(address, version);
}
