import { isIpSubnet } from '../values/dns-name';
import { checkHosts } from './gateway-hosts';

/** @throws for what is no IP address, nor one with the length of its prefix */
export function checkRanges(ranges: readonly string[]): readonly string[] {
  const bad = ranges.find((each) => !isIpSubnet(each));
  if (bad !== undefined) throw new Error(`"${bad}" is no range of IP addresses; give an address such as "203.0.113.7", or a range such as "203.0.113.0/24"`);
  return ranges;
}

/** @throws for what is no port */
export function checkPorts(ports: readonly number[]): readonly number[] {
  const bad = ports.find((each) => !Number.isInteger(each) || each < 1 || each > 65535);
  if (bad !== undefined) throw new Error(`port ${bad} is no port; give a whole number from 1 to 65535, as the pods have it`);
  return ports;
}

/** @throws for an empty text, and for one with a star that is no wildcard */
export function checkPatterns(values: readonly string[], what: string): readonly string[] {
  if (values.includes('')) throw new Error(`${what} has an empty text, which Istio refuses; take it away, or give "*" for any`);
  const bad = values.find((each) => each.slice(1, -1).includes('*') || /^\*.*\*$/s.test(each));
  if (bad !== undefined) throw new Error(`"${bad}" in ${what} has a star within, or two, and a star is a wildcard only at one end; give one at the beginning or at the end`);
  return values;
}

/**
 * Hosts as policies must name them: each also with any port, as clients may write one and routes do not mind it.
 *
 * @throws for what is no host, and for a wildcard, which leaves no place for one of the port
 */
export function withAnyPort(hosts: readonly string[]): readonly string[] {
  const wide = hosts.find((host) => host.startsWith('*'));
  if (wide !== undefined) {
    throw new Error(
      `host "${wide}" cannot be guarded by itself: a policy has one wildcard in a host, and needs it for the port that clients may add to get around it; `
      + 'name each host in hosts: [...], or say ingress: ... without hosts to guard all that the pods serve',
    );
  }
  return checkHosts(hosts, '').flatMap((host) => [host, `${host}:*`]);
}
