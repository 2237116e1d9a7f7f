import { agesKnown } from '../../values/age';
import { hostCoversInIstiod, sanitizeServerHosts, type ServerHost } from '../../values/host';
import { HostTrie } from '../../values/host-trie';
import type { Server } from '../gateway';
import type { VirtualService } from '../virtual-service';

/**
 * How pods of a namespace see a VirtualService, in the order that istiod takes them in, whatever their age: those that only their own
 * namespace sees, those exported to it by name, and those for all.
 */
const VISIBILITIES = ['private', 'exported', 'public'] as const;
type Visibility = (typeof VISIBILITIES)[number];

/** A VirtualService on a gateway, for pods of one namespace. One that names its gateway twice is bound twice. */
export interface BoundRoutes {
  readonly virtualService: VirtualService;
  readonly rank: number;
  /** Undefined where the namespace of the pods is not known, and decides. */
  readonly visibility?: Visibility;
}

/** BoundRoutes on a server, with the hosts that the two have in common: of each pair the narrower one. */
export interface ServedRoutes {
  readonly bound: BoundRoutes;
  readonly hosts: ReadonlySet<string>;
}

/** Which VirtualServices are on which gateway, as pods of one namespace see them. */
export class RouteBindings {
  private readonly byGateway: ReadonlyMap<string, GatewayRoutes>;

  /**
   * @param virtualServices in istiod's order
   * @param viewer the namespace of the pods
   */
  constructor(virtualServices: readonly VirtualService[], viewer: string | undefined) {
    const byGateway = new Map<string, GatewayRoutes>();
    let rank = 0;
    for (const { virtualService, visibility, isCertain } of inOrderOfVisibility(virtualServices, viewer)) {
      for (const gateway of virtualService.gateways) {
        const routes = byGateway.get(gateway) ?? new GatewayRoutes();
        byGateway.set(gateway, routes);
        routes.add({ virtualService, rank: rank++, visibility: isCertain ? visibility : undefined });
      }
    }
    this.byGateway = byGateway;
  }

  /** In istiod's order: those of whose hosts the server has some. */
  public on(server: Server, gateway: string): readonly ServedRoutes[] {
    return this.byGateway.get(gateway)?.on(server) ?? [];
  }
}

/** Whether the order of two VirtualServices on one gateway follows from what is known of them. */
export function isBindingOrderKnown(a: BoundRoutes, b: BoundRoutes): boolean {
  if (a.virtualService === b.virtualService) return true;
  if (a.visibility === undefined || b.visibility === undefined) return false;
  return a.visibility !== b.visibility || agesKnown([a.virtualService, b.virtualService]);
}

interface Seen {
  readonly virtualService: VirtualService;
  readonly visibility: Visibility;
  readonly isCertain: boolean;
}

function inOrderOfVisibility(virtualServices: readonly VirtualService[], viewer: string | undefined): readonly Seen[] {
  const seen = virtualServices.map((virtualService) => seenBy(viewer, virtualService)).filter((each) => each !== undefined);
  return seen.sort((a, b) => VISIBILITIES.indexOf(a.visibility) - VISIBILITIES.indexOf(b.visibility));
}

// Pods whose namespace is not known may well be meant by an exportTo that does not name all.
function seenBy(viewer: string | undefined, virtualService: VirtualService): Seen | undefined {
  const { hosts, exportTo, ref } = virtualService;
  if (hosts.length === 0 || exportTo.includes('~')) return undefined;
  if (exportTo.includes('*')) return { virtualService, visibility: 'public', isCertain: true };
  const isSeen = exportTo.some((each) => (each === '.' ? ref.namespace : each) === viewer);
  if (!isSeen && viewer !== undefined) return undefined;
  return { virtualService, visibility: isSeen && viewer === ref.namespace ? 'private' : 'exported', isCertain: isSeen };
}

interface Entry {
  readonly bound: BoundRoutes;
  readonly host: string;
}

class GatewayRoutes {
  private readonly byHost = new HostTrie<Entry>();
  /** Wildcards such as `*-a.com`, which are compared as texts. */
  private readonly partial: Entry[] = [];

  public add(bound: BoundRoutes): void {
    for (const host of bound.virtualService.casedHosts) {
      if (isPartial(host)) this.partial.push({ bound, host });
      else this.byHost.add(host, { bound, host });
    }
  }

  public on({ hosts, gateway }: Server): readonly ServedRoutes[] {
    const found = new Map<BoundRoutes, Set<string>>();
    for (const serverHost of sanitizeServerHosts(hosts, gateway.ref.namespace ?? '')) {
      for (const { bound, host } of this.candidates(serverHost.name)) {
        const common = admits(serverHost, bound) ? narrower(serverHost.name, host) : undefined;
        if (common !== undefined) found.set(bound, (found.get(bound) ?? new Set()).add(common));
      }
    }
    return [...found].map(([bound, common]) => ({ bound, hosts: common })).sort((a, b) => a.bound.rank - b.bound.rank);
  }

  private candidates(host: string): readonly Entry[] {
    const overlapping = this.byHost.overlapping(host);
    return this.partial.length === 0 ? overlapping : [...overlapping, ...this.partial];
  }
}

function isPartial(host: string): boolean {
  return host.startsWith('*') && host !== '*' && !host.startsWith('*.');
}

function admits({ namespace }: ServerHost, { virtualService: { ref } }: BoundRoutes): boolean {
  return namespace === undefined || namespace === (ref.namespace ?? '');
}

function narrower(a: string, b: string): string | undefined {
  if (hostCoversInIstiod(b, a)) return a;
  return hostCoversInIstiod(a, b) ? b : undefined;
}
