import type { FilterChain, Listener, ListenerRefusal } from '../../model/build/build';
import type { BoundServer } from '../../model/listener';
import type { Workload } from '../../model/workload';
import { qualifiedName } from '../../values/object-ref';
import { defineRule, type Found, type Place } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, HTTPS, PASSTHROUGH, routeTo, server, virtualService } from '../example-routing';
import { claimSameHosts, portOf, serverBeside, someOf } from './claims';

/** Of a port that the proxy has for itself, the rule about ports tells. */
type ChainRefusal = Exclude<ListenerRefusal, { because: 'port-of-the-proxy' }>;

interface Refused {
  readonly because: 'same-match' | 'two-addresses' | 'partial-wildcard';
  /** Undefined where every connection is meant. */
  readonly serverName?: string;
  /** What has the chains. */
  readonly takers: readonly string[];
  readonly port: number;
  readonly workload: string;
  /** All that is lost with the listener. */
  readonly hosts: readonly string[];
}

const PASSED_ON = PASSTHROUGH.replace('name: tls', 'name: tls-passed-on');

/**
 * Istio looks for hosts that stand twice among the texts of servers with TLS, and for SNI hosts among those of routes, never between the two.
 * Of one host in two servers, of SNI hosts that clash within a VirtualService, and of wildcards that Istio itself rejects other rules tell.
 */
export const listenerRefused = defineRule<Refused>({
  code: 'MESH122',
  name: 'listener-refused',
  severity: 'error',
  summary: 'Envoy refuses a listener of a gateway workload with all of its hosts, since two of its filter chains match the same or an SNI host is no wildcard for it.',
  seeAlso: [],
  reads: ['builds'],
  examples: {
    bad: { yaml: example() },
    good: [
      { why: 'another SNI host', yaml: example({ sniHost: 'blog.example.com' }) },
      { why: 'a wildcard over the host of the other', yaml: example({ sniHost: '"*.example.com"' }) },
      { why: 'another port', yaml: example({ port: 444 }) },
    ],
  },
  * check({ builds }) {
    const told = new Set<string>();
    for (const { workload, listeners } of builds) {
      for (const listener of listeners) {
        const each = refusalOf(listener, workload);
        const key = JSON.stringify([each?.at, each?.related].flat().map((place) => [place?.ref, place?.field]));
        if (each !== undefined && !told.has(key)) yield each;
        told.add(key);
      }
    }
  },
  words: (data) => ({ what: whatOf(data), fix: `${LOST(data)} ${ADVICE[data.because]}` }),
});

function whatOf({ because, serverName, takers: [first, second], port, workload }: Refused): string {
  const where = `port ${port} of ${workload}`;
  if (because === 'partial-wildcard') return `SNI host "${serverName ?? ''}" on ${where} is no wildcard for Envoy: only "*" and "*.example.com" are`;
  const taken = serverName === undefined ? 'every connection' : `connections for "${serverName}"`;
  return first === second ? `two servers of ${first} both take ${taken} on ${where}` : `${first} and ${second} both take ${taken} on ${where}`;
}

const LOST = ({ hosts }: Refused) => [
  'Envoy refuses the listener: running pods keep the one that they had, new ones have none,',
  `and ${someOf(hosts)} ${hosts.length === 1 ? 'is' : 'are'} not served.`,
].join(' ');
const ADVICE: Readonly<Record<Refused['because'], string>> = {
  'same-match': 'Give each name to one of the two alone, or use another port.',
  'two-addresses': 'For Istio no bind and "0.0.0.0" are two addresses; write it in one way everywhere.',
  'partial-wildcard': 'List the names, or give the wildcard of the whole domain.',
};

function refusalOf({ refused, servers, contests }: Listener, workload: Workload): Found<Refused> | undefined {
  if (refused === undefined || refused.because === 'port-of-the-proxy' || servers.length === 0 || isToldElsewhere(refused)) return undefined;
  const chains = refused.because === 'same-match' ? refused.chains : [refused.chain];
  const [first, second = first] = chains;
  // Which of the two comes first is open, and what hangs on it is told as a clash of protocols.
  const [firsts, seconds] = [first, second].map((chain) => new Set(serversOf(chain)));
  const isOfOneBind = (a: BoundServer, b: BoundServer) => a.server.writtenBind === b.server.writtenBind;
  if (contests.some((each) => firsts.has(each.first) && seconds.has(each.second) && isOfOneBind(each.first, each.second))) return undefined;
  return {
    at: placeOf(second, first), related: first === second ? [] : [placeOf(first, second)],
    data: {
      because: reasonOf(refused, first, second), serverName: refused.serverName, takers: chains.map(nameOf), workload: workload.name,
      port: portOf(servers[0]), hosts: [...new Set(servers.flatMap(({ server: { hosts } }) => hosts))],
    },
  };
}

function reasonOf({ because }: ChainRefusal, first: FilterChain, second: FilterChain): Refused['because'] {
  const [a, b] = [first, second].map((chain) => serversOf(chain)[0].server.writtenBind);
  return because === 'same-match' && a !== b ? 'two-addresses' : because;
}

function isToldElsewhere(refused: ChainRefusal): boolean {
  if (refused.because === 'partial-wildcard') return refused.chain.kind !== 'passthrough';
  const [first, second] = refused.chains;
  const isOfOneObject = first.kind === 'passthrough' && second.kind === 'passthrough' && first.virtualService === second.virtualService;
  const hasNoSni = [first, second].some((chain) => chain.kind === 'passthrough' && chain.match.sniHosts.length === 0);
  return isOfOneObject || hasNoSni || claimSameHosts(serversOf(first), serversOf(second));
}

function serversOf(chain: FilterChain): readonly BoundServer[] {
  return chain.kind === 'http' ? chain.servers : [chain.server];
}

function nameOf(chain: FilterChain): string {
  if (chain.kind === 'passthrough') return `VirtualService "${qualifiedName(chain.virtualService.ref)}"`;
  const { ref, ingress } = serversOf(chain)[0].server.gateway;
  return `${ingress === undefined ? 'Gateway' : 'Ingress'} "${qualifiedName(ingress ?? ref)}"`;
}

function placeOf(chain: FilterChain, other: FilterChain): Place {
  if (chain.kind !== 'passthrough') return serverBeside(serversOf(chain)[0], serversOf(other)[0]);
  const { virtualService: { ref, origin }, match } = chain;
  return { ref, origin, field: [...match.field, 'sniHosts'] };
}

function example({ sniHost = 'shop.example.com', port = 443 } = {}): string {
  const route = `  tls:\n    - match: [{ sniHosts: [${sniHost}] }]\n      route: [{ destination: { host: blog, port: { number: 443 } } }]\n`;
  return documents(
    gateway(server('shop.example.com', HTTPS.replace('443', String(port)))), gateway(server('"*.example.com"', PASSED_ON), { name: 'passed-on' }),
    virtualService(http(routeTo())), backend(),
    virtualService(route, { name: 'passed-on', hosts: '"*.example.com"', gateways: 'passed-on' }), backend({ name: 'blog', ports: '{ name: tls, port: 443 }' }),
  );
}
