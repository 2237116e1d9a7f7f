import { isIpAddress, whyNoWildcardDomain } from '../../values/dns-name';
import { Piece } from '../../values/piece';
import { whyNoGatewaySniHost } from '../../values/sni-host';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { virtualService } from '../example-manifests';
import { appliesToMesh } from '../hosts/applies-to-mesh';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'no-match' | 'no-route' | 'no-sni' | 'name' | 'address' | 'no-host' | 'other-host';

const routing = (sniHost: string) => virtualService({
  hosts: '["*.example.com"]', tls: `[{ match: [{ sniHosts: ["${sniHost}"] }], route: [{ destination: { host: shop } }] }]`,
});

/** Istio compares hosts and SNI hosts in the case in which they are written. */
export const tlsRouteInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH425',
  name: 'tls-route-invalid',
  severity: 'error',
  summary: 'A TLS route has no destination, no SNI hosts, or an SNI host that is none of the hosts of its VirtualService.',
  seeAlso: ['IST0106', 'IST0133'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: routing('shop.example.org') },
    good: [
      { why: 'a name that a wildcard covers', yaml: routing('shop.example.com') },
      { why: 'the wildcard itself', yaml: routing('*.example.com') },
      { why: 'a narrower wildcard', yaml: routing('*.shop.example.com') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['tls']),
  words: inWords({
    'no-match': () => ({
      what: 'a TLS route has no match',
      fix: 'Istio rejects the VirtualService. Give a match with sniHosts: the names that clients ask for.',
    }),
    'no-route': () => ({ what: 'a TLS route has no destination', fix: 'Istio rejects the VirtualService. Give route with a destination.' }),
    'no-sni': () => ({
      what: 'a match of a TLS route has no sniHosts',
      fix: 'Istio rejects the VirtualService. Give the names that clients ask for.',
    }),
    'name': (host) => ({
      what: `SNI host "${host}" ${whyNoGatewaySniHost(host) ?? ''}`,
      fix: 'Istio rejects the VirtualService. Give a DNS name such as "shop.example.com" or a wildcard such as "*.example.com".',
    }),
    'address': (host) => ({
      what: `SNI host "${host}" is an IP address`,
      fix: 'Istio warns of it, since most clients send no address as their SNI. Give the name that they ask for.',
    }),
    'no-host': (host) => ({
      what: `SNI host "${host}" is none of the hosts of the VirtualService, which has none`,
      fix: 'Istio rejects the VirtualService. Give it under hosts, too.',
    }),
    'other-host': (given) => ({ what: `SNI host ${given}`, fix: 'Istio rejects the VirtualService. Give it under hosts, too.' }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const rule of spec.at('tls').list.filter(({ isGiven }) => isGiven)) {
    const [matches, route] = [rule.at('match'), rule.at('route')];
    // One that is missing is refused by the schema of the kind.
    if (matches.isGiven && !matches.isSet) yield mistake(matches, 'no-match');
    if (!route.isSet) yield mistake(rule, 'no-route');
    for (const sniHosts of matches.list.map((match) => match.at('sniHosts'))) {
      if (sniHosts.isGiven && !sniHosts.isSet) yield mistake(sniHosts, 'no-sni');
      for (const sniHost of sniHosts.list) yield* inSniHost(sniHost, spec);
    }
  }
}

function* inSniHost(sniHost: Piece, spec: Piece): Iterable<MistakeAt<Kind>> {
  const { text } = sniHost;
  if (text === undefined) return;
  const hosts = spec.at('hosts').list.flatMap((host) => host.text ?? []);
  if ((appliesToMesh(spec) ? whyNoWildcardDomain : whyNoGatewaySniHost)(text) !== undefined) {
    yield isIpAddress(text) ? mistake(sniHost, 'address', text, 'warning') : mistake(sniHost, 'name');
  } else if (hosts.length === 0) {
    yield mistake(sniHost, 'no-host');
  } else if (!hosts.some((host) => isWithin(text, host))) {
    yield mistake(sniHost, 'other-host', `"${text}" is not within ${oneOf(hosts.map((host) => `"${host}"`))}, the ${hosts.length === 1 ? 'host' : 'hosts'} of its VirtualService`);
  }
}

function isWithin(sniHost: string, host: string): boolean {
  if (!host.startsWith('*')) return sniHost === host;
  return sniHost.startsWith('*') ? sniHost.length >= host.length && sniHost.endsWith(host.slice(1)) : sniHost.endsWith(host.slice(1));
}
