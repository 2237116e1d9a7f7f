import { carries, sectionsOf } from '../../model/section';
import type { ServerIndex, TakenHost as ServerHost } from '../../model/server-index';
import { isOnKnownGateways, takenHosts, type TakenHost } from '../../model/taken-hosts';
import type { Server } from '../../model/gateway';
import type { VirtualService } from '../../model/virtual-service';
import { qualifiedName } from '../../values/object-ref';
import { allOf, oneOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, HTTP, routeTo, server, virtualService } from '../example-routing';

interface NotTaken {
  readonly host: string;
  readonly gateways: readonly string[];
  /** What the servers take. */
  readonly taken: readonly string[];
  /** Why a server with a fitting host does not count. */
  readonly why?: string;
}

/**
 * Istio's analyzer only looks whether a gateway takes any of the hosts, and says so of each gateway by itself. But istiod leaves out
 * each host alone that is on no server, and a host on one of two gateways is served there.
 */
export const hostNotOnGateway = defineRule<NotTaken>({
  code: 'MESH305',
  name: 'host-not-on-gateway',
  severity: 'error',
  summary: 'A host of a VirtualService is on no server of its gateways, so it is never served.',
  seeAlso: ['IST0132'],
  reads: ['serverIndex', 'virtualServices', 'completeness'],
  examples: {
    bad: { yaml: example('www.example.com') },
    good: [
      { why: 'a server for all hosts of the domain', yaml: example('www.example.com', '"*.example.com"') },
      { why: 'a host that the server has', yaml: example('shop.example.com') },
      { why: 'each of two hosts on one of two servers', yaml: example('shop.example.com, www.example.com', 'shop.example.com', server('www.example.com', HTTP.replace('80, name: http', '8081, name: other'))) },
    ],
  },
  * check({ serverIndex: index, virtualServices, completeness }) {
    for (const route of virtualServices) {
      const sections = sectionsOf(route);
      if (sections.length === 0 || !isOnKnownGateways(route, index, completeness)) continue;
      const hosts = takenHosts(route, index);
      const isOfUse = (each: Server) => sections.some((section) => carries(each, section));
      // Where its rules are of no use to any server the hosts are not to blame.
      if (hosts.some(({ servers }) => servers.size > 0) && !hosts.some(({ servers }) => [...servers].some(isOfUse))) continue;
      for (const host of hosts) {
        if (![...host.servers].some(isOfUse) && !isPartialWildcard(host.host.name)) yield notTaken(route, host, index);
      }
    }
  },
  words: ({ host, gateways, taken, why }) => ({
    what: `host "${host}" is on no server of ${gateways.length === 1 ? 'gateway' : 'gateways'} ${allOf(gateways.map((name) => `"${name}"`))}${why === undefined ? '' : ` for this VirtualService: ${why}`}`,
    fix: `Istio leaves the host out and says nothing; requests for it get 404. ${why === undefined ? `The servers take ${oneOf(taken)}. ` : ''}Add the host to a server, name the gateway that has it, or take it out of the VirtualService.`,
  }),
});

function notTaken(route: VirtualService, { host, servers }: TakenHost, index: ServerIndex): Found<NotTaken> {
  const known = route.gateways.filter((name) => index.has(name));
  const all = known.map((name) => index.of(name)).filter((taken) => taken.length > 0);
  const meeting = known.flatMap((name) => index.meeting(name, host.name));
  return {
    at: { ref: route.ref, origin: route.origin, field: host.field }, related: all.map(([{ server: { gateway: { ref, origin } } }]) => ({ ref, origin })),
    data: { host: host.written, gateways: route.gateways, taken: someOf(all.flatMap((taken) => taken.slice(0, 6))), why: whyNot(servers, meeting) },
  };
}

// A wildcard in the middle of a label covers names that are not looked at here.
function isPartialWildcard(host: string): boolean {
  return host.startsWith('*') && host !== '*' && !host.startsWith('*.');
}

function whyNot(servers: ReadonlySet<Server>, meeting: readonly ServerHost[]): string | undefined {
  const [unfit] = servers;
  if (unfit !== undefined) return `server ${unfit.index} of "${qualifiedName(unfit.gateway.ref)}" has it, and is of a protocol that its rules are not for`;
  const others = [...new Set(meeting.map(({ namespace }) => namespace).filter((namespace) => namespace !== undefined))];
  return others.length === 0 ? undefined : `it is there for VirtualServices of namespace ${oneOf(others.map((other) => `"${other}"`))}`;
}

function someOf(hosts: readonly ServerHost[]): readonly string[] {
  const names = [...new Set(hosts.map(({ name, namespace }) => `"${qualifiedName({ namespace, name })}"`))];
  return names.length > 5 ? [...names.slice(0, 5), 'others'] : names;
}

function example(hosts: string, taken = 'shop.example.com', more = ''): string {
  return documents(gateway(server(taken) + more), virtualService(http(routeTo()), { hosts }), backend());
}
