import { append } from '../values/append';
import { mayBeExportedTo } from '../values/export-to';
import { onceFor } from '../values/once';
import { waysTo } from './delegation';
import type { Gateway, Server } from './gateway';
import type { BoundServer } from './listener';
import { carries, countsOnMesh, countsOnServer, type Section } from './section';
import { ServerIndex } from './server-index';
import type { Destination, VirtualService } from './virtual-service';

/** A destination of a VirtualService, and who sends there by it. */
export interface Sending {
  /** The VirtualService that has the destination: also a delegate. */
  readonly route: VirtualService;
  readonly destination: Destination;
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
  readonly gateways: readonly Gateway[];
  readonly servers: readonly BoundServer[];
  readonly virtualServices: readonly VirtualService[];
}

type OfSection = (root: VirtualService, section: Section) => readonly BoundServer[];

const sendingsOf = onceFor((_: Parts['virtualServices'], parts: Parts): readonly Sending[] => [...find(parts)]);

/** All destinations, those of delegates with the proxies of the VirtualServices that delegate to them. */
export function sendings(parts: Parts): readonly Sending[] {
  return sendingsOf(parts.virtualServices, parts);
}

function* find({ gateways, servers, virtualServices }: Parts): Iterable<Sending> {
  const index = ServerIndex.of(gateways);
  const serversOf = serversBySection(index, servers);
  const waysOf = waysTo(virtualServices);
  for (const route of virtualServices) {
    const ways = waysOf(route);
    const unknownGateway = ways.some(({ root }) => root.gateways.some((name) => name !== 'mesh' && !index.has(name)));
    for (const section of ['http', 'tls', 'tcp'] as const) {
      for (const rule of route[section]) {
        const found = ways.flatMap(({ root, matches }) => (
          serversOf(root, section).filter((bound) => countsOnServer(matches, bound) && countsOnServer(rule.matches, bound))
        ));
        const mesh = ways.some(({ root, matches }) => root.gateways.includes('mesh') && countsOnMesh(matches) && countsOnMesh(rule.matches));
        const common = { route, servers: [...new Set(found)], mesh, unknownGateway };
        for (const destination of rule.destinations) yield { ...common, destination, idle: isIdle(destination, rule) };
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
