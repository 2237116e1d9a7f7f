import { isIpAddress, whyNoWildcardDomain } from '../../values/dns-name';
import type { Piece } from '../../values/piece';
import { whyNoGatewaySniHost } from '../../values/sni-host';
import { defineRule } from '../define-rule';
import { virtualService } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { appliesToMesh } from './applies-to-mesh';

type Kind = 'url' | 'port' | 'namespace' | 'name';

const forHost = (host: string) => virtualService({ hosts: `[${host}]`, http: '[{ route: [{ destination: { host: shop } }] }]' });

/** What Istio accepts and Envoy or istiod then cannot use is the subject of other rules. */
export const virtualServiceHostInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH312',
  name: 'virtual-service-host-invalid',
  severity: 'error',
  summary: 'A host of a VirtualService is neither a DNS name, nor a wildcard, nor an IP address.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: forHost('"shop.*.example.com"') },
    good: [
      { why: 'a wildcard in front', yaml: forHost('"*.example.com"') },
      { why: 'an IP address', yaml: forHost('192.0.2.1') },
      { why: 'the short name of a service', yaml: forHost('shop') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn),
  words: inWords({
    url: (host) => ({ what: `host "${host}" is a URL`, fix: `Istio rejects the VirtualService. Give the name alone: "${nameIn(host)}".` }),
    port: (host) => ({
      what: `host "${host}" has a port`,
      fix: `Istio rejects the VirtualService. The port is the gateway's; give the name alone: "${nameIn(host)}".`,
    }),
    namespace: (host) => ({
      what: `host "${host}" has a slash`,
      fix: `Istio rejects the VirtualService. Only hosts of a Gateway have a namespace; give the name alone: "${host.slice(host.indexOf('/') + 1)}".`,
    }),
    name: (host) => ({
      what: `host "${host}" ${whyNoWildcardDomain(host) ?? whyNoGatewaySniHost(host) ?? ''}`,
      fix: 'Istio rejects the VirtualService. Give a DNS name such as "shop.example.com", a wildcard such as "*.example.com" or an IP address.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  const routesBySni = spec.at('tls').list.some((rule) => rule.at('match').list.some((match) => match.at('sniHosts').isSet));
  const whyNot = routesBySni && !appliesToMesh(spec) ? whyNoGatewaySniHost : whyNoWildcardDomain;
  for (const host of spec.at('hosts').list) {
    if (host.text !== undefined && whyNot(host.text) !== undefined && !isIpAddress(host.text)) yield mistake(host, kindOf(host.text));
  }
}

function kindOf(host: string): Kind {
  if (host.includes('://')) return 'url';
  if (/^[^/]+:\d+$/.test(host)) return 'port';
  return /^[^/]+\/[^/]+$/.test(host) ? 'namespace' : 'name';
}

function nameIn(host: string): string {
  return host.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, '');
}
