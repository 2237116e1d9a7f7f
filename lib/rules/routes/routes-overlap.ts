import type { BoundServer } from '../../model/listener';
import type { Mesh } from '../../model/mesh';
import { VirtualHosts } from '../../model/virtual-hosts';
import type { VirtualService } from '../../model/virtual-service';
import type { Workload } from '../../model/workload';
import { agesKnown } from '../../values/age';
import { isExportedTo } from '../../values/export-to';
import { formatRef, qualifiedName, type ObjectRef } from '../../values/object-ref';
import { isOurs } from '../../values/origin';
import { isPlainHttp } from '../../values/protocol';
import { formatRouteMatch } from '../../values/route-match';
import { defineRule, type Place } from '../define-rule';
import { changed, documents, httpGateway } from '../example-manifests';
import { meetings, type Meeting, type Taking } from './meeting-routes';

interface Overlap {
  readonly host: string;
  readonly where: string;
  /** Whether one of them is of our constructs. */
  readonly ours: boolean;
  readonly first: string;
  readonly second: string;
}

/** Istio puts the routes of several VirtualServices behind one another by age, which no manifest fixes. */
export const routesOverlap = defineRule<Overlap>({
  code: 'MESH401',
  name: 'routes-overlap',
  severity: 'error',
  summary: 'Two routes of one host on one gateway could take the same request, and their age decides which does.',
  seeAlso: ['KIA1106'],
  reads: ['virtualServices', 'servers'],
  examples: {
    bad: { yaml: example('/shop/cart'), ours: true },
    good: [
      { why: 'paths that no request shares', yaml: example('/blog'), ours: true },
      { why: 'other methods', yaml: example('/shop/cart', { first: 'POST', second: 'GET' }), ours: true },
      { why: 'one that takes all the rest, which Istio tries last', yaml: example('/'), ours: true },
      { why: 'another host', yaml: changed(example('/shop/cart'), 'hosts: [www.example.com]\n', 'hosts: [shop.example.com]\n'), ours: true },
    ],
  },
  * check(mesh) {
    const told = new Set<string>();
    for (const { host, where, isMesh, routes } of shared(mesh)) {
      for (const meeting of meetings(routes)) {
        const { first, second } = meeting;
        const ours = isOurs(first.route.origin) || isOurs(second.route.origin);
        const pair = [host, formatRef(first.route.ref), formatRef(second.route.ref)].join(' ');
        if (told.has(pair) || !isAmiss(meeting, { ours, isMesh })) continue;
        told.add(pair);
        const data = { host, where, ours, first: formatRouteMatch(first.match), second: formatRouteMatch(second.match) };
        yield { at: placeOf(second), related: [placeOf(first)], severity: ours ? 'error' : 'warning', data };
      }
    }
  },
  words: ({ host, where, ours, first, second }) => ({
    what: `two routes of host "${host}" on ${where} could take one request: ${first}, and ${second}`,
    fix: ours
      ? 'Istio tries the older object first. Make them rules of one route: give route: ... to one of them, or match paths that no request can share.'
      : 'Istio tries the rules of the older object first, and no manifest says which that is. Put them into one VirtualService, in the order that is meant, or match paths that no request can share.',
  }),
});

function isAmiss(meeting: Meeting, { ours, isMesh }: { readonly ours: boolean; readonly isMesh: boolean }): boolean {
  if (isMesh) return ours;
  // On a gateway istiod puts what takes every request last, whatever its age.
  const isSettled = meeting.first.takesAll !== meeting.second.takesAll;
  return !isSettled && (ours || dependsOnAge(meeting));
}

// One of our constructs promises that each request has one rule. Raw objects may rely on their order where the cluster tells it.
function dependsOnAge({ first, second, matters }: Meeting): boolean {
  const isPublic = ({ exportTo }: VirtualService) => exportTo.includes('*');
  // Objects for some namespaces come before those for all.
  const isOpen = !agesKnown([first.route, second.route]) && isPublic(first.route) === isPublic(second.route);
  return isOpen && !first.rule.delegate && !second.rule.delegate && matters();
}

function placeOf({ route: { ref, origin }, rule: { field } }: Taking): Place {
  return { ref, origin, field };
}

/** The routes that istiod puts behind one another: of one virtual host, on one server or on plain-HTTP servers of one listener. */
interface SharedHost {
  readonly host: string;
  readonly where: string;
  readonly isMesh: boolean;
  readonly routes: readonly VirtualService[];
}

function shared({ virtualServices, servers }: Mesh): readonly SharedHost[] {
  const spotsOf = spotsByGateway(servers);
  const found = new Map<string, Spot & { readonly gateways: string[]; readonly routes: VirtualService[] }>();
  for (const route of virtualServices) {
    for (const gateway of route.gateways) {
      for (const spot of spotsOf(gateway, route)) {
        const there = found.get(spot.key);
        if (there === undefined) found.set(spot.key, { ...spot, gateways: [gateway], routes: [route] });
        else {
          if (!there.gateways.includes(gateway)) there.gateways.push(gateway);
          if (there.routes.at(-1) !== route) there.routes.push(route);
        }
      }
    }
  }
  return [...found.values()].filter(({ routes }) => routes.length > 1).map(({ host, port, gateways, routes }) => ({
    host, routes, isMesh: gateways.length === 1 && gateways[0] === 'mesh', where: gateways.length > 1 && port !== undefined ? port : `gateway ${gateways[0]}`,
  }));
}

/** A virtual host. */
interface Spot {
  /** One for all routes that become one list. */
  readonly key: string;
  readonly host: string;
  readonly port?: string;
}

function spotsByGateway(servers: readonly BoundServer[]): (gateway: string, route: VirtualService) => readonly Spot[] {
  const byGateway = new Map<string, Array<{ readonly bound: BoundServer; readonly virtualHosts: VirtualHosts }>>();
  for (const bound of servers) {
    const name = qualifiedName(bound.server.gateway.ref);
    const there = byGateway.get(name) ?? [];
    there.push({ bound, virtualHosts: new VirtualHosts(bound.server) });
    byGateway.set(name, there);
  }
  return (gateway, { hosts, ref, exportTo }) => hosts.flatMap((host): readonly Spot[] => (
    byGateway.get(gateway)?.filter(({ bound: { workload } }) => isSeenBy(workload, ref, exportTo)).flatMap(({ bound, virtualHosts }) => virtualHosts.of(host, ref.namespace).map((virtualHost) => spotOf(bound, virtualHost)))
      // Of a gateway that is not known only the route's own host is.
      ?? [{ key: `${gateway} ${host}`, host }]
  ));
}

function isSeenBy({ namespace }: Workload, ref: ObjectRef, exportTo: readonly string[]): boolean {
  return namespace === undefined || ref.namespace === undefined || isExportedTo(exportTo, ref.namespace, namespace);
}

function spotOf({ server, listenerKey, workload }: BoundServer, host: string): Spot {
  if (!isPlainHttp(server.protocol)) return { key: `${listenerKey} ${formatRef(server.gateway.ref)} ${server.index} ${host}`, host };
  return { key: `${listenerKey} ${host}`, host, port: `port ${server.port.number} of ${workload.name}` };
}

function example(secondPath: string, methods?: { readonly first: string; readonly second: string }): string {
  const route = (name: string, path: string, method: string | undefined) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: web }
spec:
  hosts: [www.example.com]
  gateways: [web]
  http:
    - match: [{ uri: { prefix: ${path} }${method === undefined ? '' : `, method: { exact: ${method} }`} }]
      route: [{ destination: { host: ${name}, port: { number: 80 } } }]
`;
  return documents(changed(httpGateway(80), 'shop.example.com', 'www.example.com, shop.example.com'), route('shop', '/shop', methods?.first), route('other', secondPath, methods?.second));
}
