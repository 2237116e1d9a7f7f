import { append } from '../../values/append';
import type { BoundServer } from '../../model/listener';
import type { Server } from '../../model/gateway';
import { carries } from '../../model/section';
import type { ServerIndex } from '../../model/server-index';
import type { VirtualService } from '../../model/virtual-service';
import { hostCovers, parseServerHost } from '../../values/host';
import { HostTrie } from '../../values/host-trie';
import { qualifiedName } from '../../values/object-ref';
import { defineRule, type Found, type Place } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, HTTP, HTTPS, routeTo, server, virtualService } from '../example-routing';

interface Taken {
  readonly host: string;
  readonly gateway: string;
  readonly other: string;
  /** The narrower host of the other. */
  readonly by: string;
  readonly port: number;
  /** Whether nothing else of its gateways serves the host. */
  readonly entirely: boolean;
}

const WIDE = HTTPS.replace('credentialName: shop', 'credentialName: wide');
const WIDE_AND_NARROW = documents(gateway(server('"*.example.com"', WIDE)), gateway(server('shop.example.com', HTTPS), { name: 'shop' }));

/** Envoy chooses the server of a TLS connection by SNI alone, the narrowest host first, and its routes are then the only ones. */
export const sniTakenByOtherGateway = defineRule<Taken>({
  code: 'MESH321',
  name: 'sni-taken-by-other-gateway',
  severity: 'error',
  summary: 'A host of a VirtualService goes to a narrower TLS server of a Gateway that the VirtualService is not on.',
  seeAlso: [],
  reads: ['servers', 'virtualServices', 'serverIndex', 'routeIndex'],
  examples: {
    bad: { yaml: example('web') },
    good: [
      { why: 'both gateways on the VirtualService', yaml: example('web, shop') },
      { why: 'the gateway with the narrower host', yaml: example('shop') },
      { why: 'plain HTTP, where all servers of a port share their routes', yaml: example('web').replace(server('shop.example.com', HTTPS), server('shop.example.com', HTTP)).replace(server('"*.example.com"', WIDE), server('"*.example.com"', HTTP)) },
      { why: 'another port', yaml: example('web').replace(server('shop.example.com', HTTPS), server('shop.example.com', HTTPS.replace('443', '8444'))) },
    ],
  },
  * check({ servers, virtualServices, serverIndex: index, routeIndex: routes }) {
    const chains = new Chains(servers);
    const bound = new Map<Server, BoundServer[]>();
    for (const each of servers) append(bound, each.server, each);
    for (const route of virtualServices.filter((each) => each.http.length > 0)) {
      for (const host of route.hosts) {
        const serving = serversOf(route, host, index).flatMap((each) => bound.get(each) ?? []);
        const lost = serving.flatMap((from) => {
          const to = chains.narrower(from, host, route);
          return to === undefined ? [] : [{ from, to }];
        });
        const [first] = lost;
        if (first === undefined) continue;
        const entirely = lost.length === serving.length;
        if (entirely || routes.covering(gatewayOf(first.to.bound), host).length === 0) yield taken(route, { host, entirely, from: first.from, to: first.to });
      }
    }
  },
  words: ({ host, gateway: name, other, by, port, entirely }) => ({
    what: `https requests for "${host}" on port ${port} go to gateway "${other}", whose server for "${by}" is narrower than that of "${name}"`,
    fix: `The routes of this VirtualService ${entirely ? 'never answer' : 'do not answer them'}, and such a request gets 404 unless "${other}" has routes of its own for it. Add "${other}" to spec.gateways.`,
  }),
});

// A host that is wider than the server's is served in part, and each part by the server's own name.
function serversOf({ gateways, ref }: VirtualService, host: string, index: ServerIndex): readonly Server[] {
  const hosts = gateways.flatMap((name) => index.taking(name, host, ref.namespace)).filter(({ name }) => hostCovers(name, host));
  return [...new Set(hosts.map(({ server: each }) => each))].filter((each) => carries(each, 'http'));
}

/** A host of a server that has a filter chain for it. */
interface Chain {
  readonly bound: BoundServer;
  readonly host: string;
}

/** The filter chains of the listeners, by SNI. */
class Chains {
  private readonly byListener = new Map<string, HostTrie<Chain>>();

  constructor(servers: readonly BoundServer[]) {
    for (const bound of servers.filter(isTerminating)) {
      const chains = this.byListener.get(bound.listenerKey) ?? new HostTrie<Chain>();
      this.byListener.set(bound.listenerKey, chains);
      for (const { name } of bound.server.hosts.map(parseServerHost)) chains.add(name, { bound, host: name });
    }
  }

  /** The chain that takes a host instead of that of a server, where the route is on no server with such a one. */
  public narrower(bound: BoundServer, host: string, { gateways }: VirtualService): Chain | undefined {
    if (!isTerminating(bound) || bound.listener === undefined) return undefined;
    const [first, ...rest] = this.byListener.get(bound.listenerKey)?.covering(host) ?? [];
    const narrowest = [first, ...rest.filter((each) => each.host.toLowerCase() === first.host.toLowerCase())];
    return first === undefined || narrowest.some((each) => gateways.includes(gatewayOf(each.bound))) ? undefined : first;
  }
}

function taken(route: VirtualService, { host, entirely, from, to }: { readonly host: string; readonly entirely: boolean; readonly from: BoundServer; readonly to: Chain }): Found<Taken> {
  const { server: { gateway: { ref, origin }, field, port }, target } = to.bound;
  return {
    at: placeOf(route), related: [{ ref, origin, field: [...field, 'hosts'] }], severity: entirely ? 'error' : 'warning',
    data: { host, entirely, gateway: gatewayOf(from), other: qualifiedName(ref), by: to.host, port: target?.port.number ?? port.number },
  };
}

function gatewayOf({ server: { gateway: { ref } } }: BoundServer): string {
  return qualifiedName(ref);
}

function isTerminating({ server: each }: BoundServer): boolean {
  return each.protocol === 'HTTPS' && each.hasTls && carries(each, 'http');
}

function placeOf({ ref, origin }: VirtualService): Place {
  return { ref, origin, field: ['spec', 'gateways'] };
}

function example(gateways: string): string {
  return documents(WIDE_AND_NARROW, virtualService(http(routeTo()), { gateways }), backend());
}
