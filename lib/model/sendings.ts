import { append } from '../values/append';
import { mayBeExportedTo } from '../values/export-to';
import type { WaysTo } from './delegation';
import type { Server } from './gateway';
import type { BoundServer } from './listener';
import { carries, countsOnMesh, countsOnServer, sectionsOf, type Section } from './section';
import type { ServerIndex } from './server-index';
import type { Destination, MatchScope, VirtualService } from './virtual-service';

/** A destination of a VirtualService, and who sends there by it. */
export interface Sending {
  /** The VirtualService that has the destination: also a delegate. */
  readonly route: VirtualService;
  readonly destination: Destination;
  /** Of the rule that it stands in. */
  readonly matches: readonly MatchScope[];
  /** Servers of known Gateways whose requests may go there. */
  readonly servers: readonly BoundServer[];
  /** Whether sidecars may send there, too. */
  readonly mesh: boolean;
  /** Whether a Gateway may send there of which nothing is known. */
  readonly unknownGateway: boolean;
  /** Whether others have all the weight, so that no request goes there. */
  readonly idle: boolean;
}

/** What the destinations of a mesh are found by. */
interface Parts {
  readonly virtualServices: readonly VirtualService[];
  readonly servers: readonly BoundServer[];
  readonly serverIndex: ServerIndex;
  readonly waysTo: WaysTo;
}

type OfSection = (root: VirtualService, section: Section) => readonly BoundServer[];

/** All destinations, those of delegates with the proxies of the VirtualServices that delegate to them. */
export function* findSendings({ virtualServices, servers, serverIndex, waysTo }: Parts): Iterable<Sending> {
  const serversOf = serversBySection(serverIndex, servers);
  for (const route of virtualServices) {
    const ways = waysTo(route);
    const unknownGateway = ways.some(({ root }) => root.gateways.some((name) => name !== 'mesh' && !serverIndex.has(name)));
    const onMesh = ways.some(({ root, matches }) => root.gateways.includes('mesh') && countsOnMesh(matches));
    for (const section of sectionsOf(route)) {
      const reached = [...new Set(ways.flatMap(({ root, matches }) => serversOf(root, section).filter((bound) => countsOnServer(matches, bound))))];
      for (const rule of route[section]) {
        const servers = reached.filter((bound) => countsOnServer(rule.matches, bound));
        const mesh = onMesh && countsOnMesh(rule.matches);
        for (const destination of rule.destinations) yield { route, destination, matches: rule.matches, servers, mesh, unknownGateway, idle: isIdle(destination, rule) };
      }
    }
  }
}

// For each VirtualService once, however many rules it has.
function serversBySection(index: ServerIndex, servers: readonly BoundServer[]): OfSection {
  const bound = new Map<Server, BoundServer[]>();
  for (const each of servers) append(bound, each.server, each);
  const takers = new Map<VirtualService, ReadonlySet<Server>>();
  return (root, section) => {
    const taking = takers.get(root) ?? new Set(root.gateways.flatMap((gateway) => (
      root.hosts.flatMap((host) => index.taking(gateway, host, root.ref.namespace)).map(({ server }) => server)
    )));
    takers.set(root, taking);
    const found = [...taking].filter((server) => carries(server, section)).flatMap((server) => bound.get(server) ?? []);
    return found.filter(({ workload }) => mayBeExportedTo(root.exportTo, root.ref.namespace, workload.namespace));
  };
}

function isIdle({ weight, mirror }: Destination, { destinations }: { readonly destinations: readonly Destination[] }): boolean {
  return !mirror && weight === 0 && destinations.some((other) => !other.mirror && (other.weight ?? 0) > 0);
}
