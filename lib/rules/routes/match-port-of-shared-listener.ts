import type { RouteTable } from '../../model/build/build';
import { whyNotFor } from '../../model/build/routes';
import type { BoundServer } from '../../model/listener';
import type { Mesh } from '../../model/mesh';
import type { HttpMatch, VirtualService } from '../../model/virtual-service';
import { append } from '../../values/append';
import { hostCoversInIstiod } from '../../values/host';
import { defineRule, type Found } from '../define-rule';
import { documents, INGRESS_SERVICE } from '../example-manifests';
import { backend, gateway, http, HTTP, routeTo, server, virtualService } from '../example-routing';

interface Shared {
  readonly port: number;
  /** Number of the server whose port counts. */
  readonly first: number;
  readonly workload: string;
}

const ON_8080 = HTTP.replace('80, name: http', '8080, name: http-pods');

/** istiod makes the routes of a VirtualService once for each Gateway and listener, by the port number of the first server that has any. */
export const matchPortOfSharedListener = defineRule<Shared>({
  code: 'MESH452',
  name: 'match-port-of-shared-listener',
  severity: 'error',
  summary: 'A match is for the port of a server that shares its listener with an earlier server of its Gateway, so it gets no requests.',
  seeAlso: [],
  reads: ['builds', 'rulesOf'],
  examples: {
    bad: { yaml: example('port: 8080') },
    good: [
      { why: 'the port of the first server', yaml: example('port: 80') },
      { why: 'no port', yaml: example('authority: { exact: blog.example.com }') },
      { why: 'a Gateway for the other server', yaml: example('port: 8080', { apart: true }) },
    ],
  },
  * check({ builds, rulesOf }) {
    const told = new Set<unknown>();
    for (const chain of builds.flatMap(({ listeners }) => listeners).flatMap(({ chains }) => chains)) {
      if (chain.kind !== 'http' || chain.terminatesTls) continue;
      for (const each of sharing(chain.routeTable, rulesOf)) {
        if (!told.has(each.match)) yield each.found;
        told.add(each.match);
      }
    }
  },
  words: ({ port, first, workload }) => ({
    what: `a match is for port ${port}, which is one listener with port ${first} of the same Gateway on ${workload}`,
    fix: `Istio takes the requests of both for those of port ${first}, and leaves the match out. Match port ${first}, tell the requests apart by something else, or put one server into a Gateway of its own.`,
  }),
});

interface Lost {
  readonly match: unknown;
  readonly found: Found<Shared>;
}

function* sharing(table: RouteTable, rulesOf: Mesh['rulesOf']): Iterable<Lost> {
  const others = serversByGateway(table);
  if (others.size === 0) return;
  for (const [virtualService, firsts] of firstServers(table)) {
    for (const first of firsts.values()) {
      const candidates = (others.get(first.server.gateway) ?? []).filter(({ server: { port } }) => port.number !== first.server.port.number);
      const matches = candidates.length === 0 ? [] : rulesOf(virtualService).rules.flatMap((rule) => rule.matches);
      for (const { match, matchOf } of matches) {
        const meant = match.port !== undefined && candidates.some((each) => whyNotFor(match, each) === undefined && takes(each, virtualService));
        if (meant) yield { match, found: lostTo(first, match, matchOf) };
      }
    }
  }
}

function lostTo({ server: { gateway: { ref, origin }, field, port }, workload }: BoundServer, match: HttpMatch, matchOf: VirtualService): Found<Shared> {
  return {
    at: { ref: matchOf.ref, origin: matchOf.origin, field: [...match.field, 'port'] }, related: [{ ref, origin, field }],
    data: { port: match.port ?? port.number, first: port.number, workload: workload.name },
  };
}

/** Of Gateways whose servers here have several numbers. */
function serversByGateway({ servers }: RouteTable): ReadonlyMap<unknown, readonly BoundServer[]> {
  const found = new Map<unknown, BoundServer[]>();
  for (const each of servers) append(found, each.server.gateway, each);
  return new Map([...found].filter(([, there]) => new Set(there.map(({ server: { port } }) => port.number)).size > 1));
}

/** By VirtualService and Gateway, the server that its routes were made for. */
function firstServers({ virtualHosts }: RouteTable): ReadonlyMap<VirtualService, ReadonlyMap<unknown, BoundServer>> {
  const found = new Map<VirtualService, Map<unknown, BoundServer>>();
  for (const { virtualService, server: made } of virtualHosts.flatMap(({ routes }) => routes)) {
    const there = found.get(virtualService) ?? new Map<unknown, BoundServer>();
    found.set(virtualService, there.set(made.server.gateway, made));
  }
  return found;
}

function takes({ server: { hosts } }: BoundServer, { casedHosts }: VirtualService): boolean {
  const names = hosts.map((host) => host.slice(host.indexOf('/') + 1));
  return names.some((name) => casedHosts.some((host) => hostCoversInIstiod(name, host) || hostCoversInIstiod(host, name)));
}

function example(match: string, { apart = false } = {}): string {
  const rule = `    - match: [{ ${match} }]\n      route: [{ destination: { host: blog, port: { number: 80 } } }]\n`;
  const [shop, blog] = [server('shop.example.com'), server('blog.example.com', ON_8080)];
  return documents(
    ...(apart ? [gateway(shop), gateway(blog, { name: 'pods' })] : [gateway(shop + blog)]), INGRESS_SERVICE, backend(), backend({ name: 'blog' }),
    virtualService(http(rule, routeTo()), { hosts: 'shop.example.com, blog.example.com', gateways: apart ? 'web, pods' : 'web' }),
  );
}
