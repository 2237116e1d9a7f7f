import type { Server } from '../../model/gateway';
import { carries, type Section } from '../../model/section';
import type { ServerIndex } from '../../model/server-index';
import type { Mesh } from '../../model/mesh';
import type { MatchScope, VirtualService } from '../../model/virtual-service';
import { allOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface Never {
  readonly port: number;
  /** Those of the servers that serve the VirtualService. */
  readonly ports: readonly number[];
}

/** On a gateway istiod compares the port of a match with the number that the Gateway's server has, whatever the Service or the pods call it. */
export const matchNeverOnGateway = defineRule<Never>({
  code: 'MESH451',
  name: 'match-never-on-gateway',
  severity: 'error',
  summary: 'A match is for a port that no server of its gateways has for the hosts, so it gets no requests.',
  seeAlso: [],
  reads: ['serverIndex', 'waysTo', 'virtualServices', 'rulesOf'],
  examples: {
    bad: { yaml: example('port: 8080') },
    good: [
      { why: 'the port of the server', yaml: example('port: 80') },
      { why: 'no port', yaml: example('uri: { prefix: /blog/ }') },
      { why: 'the sidecars, which have other ports', yaml: example('port: 8080', 'web, mesh') },
      { why: 'a gateway that is not known', yaml: example('port: 8080', 'web, istio-system/public') },
    ],
  },
  * check({ serverIndex: index, waysTo: ways, virtualServices, rulesOf }) {
    for (const root of virtualServices.filter((each) => each.gateways.every((name) => name === 'mesh' || index.has(name)))) {
      for (const { match, matchOf, section } of matchesWithPort(root, rulesOf)) {
        // What never counts for one that delegates may count for another.
        if (matchOf !== root && ways(matchOf).length > 1) continue;
        const ports = portsFor(match, root, section, index);
        if (ports.length > 0 && match.port !== undefined && !ports.includes(match.port)) yield never(match, matchOf, match.port, ports);
      }
    }
  },
  words: ({ port, ports }) => ({
    what: `a match is for port ${port}, and the servers of its gateways have ${allOf(ports.map(String))}`,
    fix: 'Istio leaves the match out. On a gateway the port is the number of the server in the Gateway, not that of the pods or of the destination; give one of those, or no port.',
  }),
});

interface Placed {
  readonly match: MatchScope;
  readonly matchOf: VirtualService;
  readonly section: Section;
}

function matchesWithPort(root: VirtualService, rulesOf: Mesh['rulesOf']): readonly Placed[] {
  const matches = [
    ...rulesOf(root).rules.flatMap(({ matches: each }) => each.map(({ match, matchOf }): Placed => ({ match, matchOf, section: 'http' }))),
    ...(['tls', 'tcp'] as const).flatMap((section) => root[section].flatMap((rule): readonly MatchScope[] => rule.matches).map((match): Placed => ({ match, matchOf: root, section }))),
  ];
  return matches.filter(({ match }) => match.port !== undefined && !isForSidecars(match, root));
}

function isForSidecars({ gateways }: MatchScope, root: VirtualService): boolean {
  return root.gateways.includes('mesh') && (gateways === undefined || gateways.includes('mesh'));
}

/** None where no server is meant at all, of which others tell. */
function portsFor({ gateways }: MatchScope, { hosts, ref, gateways: bound }: VirtualService, section: Section, index: ServerIndex): readonly number[] {
  const names = bound.filter((name) => gateways === undefined || gateways.includes(name));
  const servers = names.flatMap((name) => hosts.flatMap((host) => index.taking(name, host, ref.namespace).map((taken): Server => taken.server)));
  return [...new Set(servers.filter((each) => carries(each, section)).map(({ port }) => port.number))];
}

function never({ field }: MatchScope, { ref, origin }: VirtualService, port: number, ports: readonly number[]): Found<Never> {
  return { at: { ref, origin, field: [...field, 'port'] }, related: [], data: { port, ports } };
}

function example(match: string, gateways = 'web'): string {
  const rule = `    - match: [{ ${match} }]\n      route: [{ destination: { host: blog, port: { number: 80 } } }]\n`;
  return documents(gateway(server('shop.example.com')), virtualService(http(rule, routeTo()), { gateways }), backend(), backend({ name: 'blog' }));
}
