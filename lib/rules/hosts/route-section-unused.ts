import type { Server } from '../../model/gateway';
import { carries, sectionOf, sectionsOf, type Section } from '../../model/section';
import { isOnKnownGateways, takenHosts } from '../../model/taken-hosts';
import { qualifiedName } from '../../values/object-ref';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, HTTP, PASSTHROUGH, routeTo, server, virtualService } from '../example-routing';

interface Unused {
  readonly section: Section;
  /** The servers that have hosts of the VirtualService, and what they are for. */
  readonly servers: ReadonlyArray<{ readonly name: string; readonly does: string; readonly takes: Section }>;
}

const TLS_RULES = '  tls:\n    - match: [{ port: 443, sniHosts: [shop.example.com] }]\n      route: [{ destination: { host: shop, port: { number: 80 } } }]\n';

/** Each server goes by one list of rules: which one its protocol and TLS mode decide. Both are legal where each has its server. */
export const routeSectionUnused = defineRule<Unused>({
  code: 'MESH307',
  name: 'route-section-unused',
  severity: 'error',
  summary: 'A VirtualService has rules of a kind that no server of its gateways goes by.',
  seeAlso: [],
  reads: ['serverIndex', 'virtualServices', 'completeness'],
  examples: {
    bad: { yaml: example(TLS_RULES, server('shop.example.com')) },
    good: [
      { why: 'http rules for a server of plain HTTP', yaml: example(http(routeTo()), server('shop.example.com')) },
      { why: 'tls rules for a server that passes TLS on', yaml: example(TLS_RULES, server('shop.example.com', PASSTHROUGH)) },
      { why: 'rules of both kinds, and a server for each', yaml: example(http(routeTo()) + TLS_RULES, server('shop.example.com', HTTP) + server('shop.example.com', PASSTHROUGH)) },
      { why: 'a gateway that is not known', yaml: example(TLS_RULES, server('shop.example.com')).replace('gateways: [web]', 'gateways: [web, other/edge]') },
    ],
  },
  * check({ serverIndex: index, virtualServices, completeness }) {
    for (const route of virtualServices) {
      if (!isOnKnownGateways(route, index, completeness)) continue;
      const servers = [...new Set(takenHosts(route, index).flatMap((host) => [...host.servers]))];
      for (const section of servers.length === 0 ? [] : sectionsOf(route)) {
        if (servers.some((each) => carries(each, section))) continue;
        const [{ gateway: { ref, origin } }] = servers;
        yield { at: { ref: route.ref, origin: route.origin, field: ['spec', section] }, related: [{ ref, origin }], data: { section, servers: servers.slice(0, 5).map(describe) } };
      }
    }
  },
  words: ({ section, servers }) => ({
    what: `no server of its gateways goes by ${section} rules: ${allOf(servers.map(({ name, does, takes }) => `${name} ${does} and goes by ${takes} rules`))}`,
    fix: `Istio leaves the ${section} rules out and says nothing. ${ADVICE[section]}`,
  }),
});

const ADVICE: Readonly<Record<Section, string>> = {
  http: 'http rules need a server of protocol HTTP, HTTP2 or GRPC, or of HTTPS with a certificate; for TLS that is passed on write tls rules with sniHosts.',
  tls: 'tls rules need a server of protocol TLS or HTTPS with tls.mode PASSTHROUGH; where the gateway has the certificate, write http rules.',
  tcp: 'tcp rules need a server of protocol TCP, or of TLS with a certificate.',
};

function describe(each: Server): Unused['servers'][number] {
  const takes = sectionOf(each) ?? 'http';
  const does = takes === 'tls' ? `passes ${each.protocol} on` : `${each.hasTls && takes !== 'http' ? 'terminates' : 'serves'} ${each.protocol}`;
  return { name: `server ${each.index} of "${qualifiedName(each.gateway.ref)}"`, does, takes };
}

function example(rules: string, servers: string): string {
  return documents(gateway(servers), virtualService(rules), backend());
}
