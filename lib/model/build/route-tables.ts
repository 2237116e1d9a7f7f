import { sanitizeServerHosts } from '../../values/host';
import { qualifiedName } from '../../values/object-ref';
import { agesKnown } from '../../values/age';
import { compareTexts } from '../../values/compare';
import type { BoundServer } from '../listener';
import type { VirtualService } from '../virtual-service';
import { isBindingOrderKnown, type BoundRoutes, type RouteBindings } from './bound-routes';
import type { Route, RouteTable, VirtualHost } from './build';
import type { RulesOf } from './effective-rules';
import { routeRefusal } from './route-refusal';
import { routesOf } from './routes';
import { collapsed, type Collapsed } from './virtual-hosts';

/** What istiod builds route tables from, for one workload. */
export interface RouteSources {
  readonly bindings: RouteBindings;
  readonly rulesOf: RulesOf;
}

/** The routes that one VirtualService gives a virtual host by one gateway. */
export interface Contribution {
  readonly bound: BoundRoutes;
  readonly server: BoundServer;
  readonly routes: readonly Route[];
}

/** A virtual host while it is made: of one domain. */
export interface Draft {
  readonly domain: string;
  /** Port number of the server that it was made for. */
  readonly port: number;
  readonly contributions: Contribution[];
  readonly redirectedBy: BoundServer[];
}

/** The route table of these servers, which come in istiod's order. */
export function buildRouteTable(name: string, servers: readonly BoundServer[], sources: RouteSources): RouteTable {
  const drafts = new DraftTable(sources);
  servers.forEach((server) => drafts.add(server));
  const virtualHosts = collapsed([...drafts.byDomain.values()]).map(finish).sort((a, b) => compareTexts(a.name, b.name));
  return {
    name, servers, virtualHosts, refused: routeRefusal(virtualHosts.flatMap(({ routes }) => routes)),
    byDomain: new Map(virtualHosts.flatMap((each) => each.domains.map((domain) => [domain, each]))),
  };
}

class DraftTable {
  public readonly byDomain = new Map<string, Draft>();
  /** Made once for each gateway, so with the port of its first server that has any. */
  private readonly routes = new Map<string, Map<VirtualService, Contribution>>();

  constructor(private readonly sources: RouteSources) {}

  public add(bound: BoundServer): void {
    const { server } = bound;
    for (const { bound: binding, hosts } of this.sources.bindings.on(server, qualifiedName(server.gateway.ref))) {
      const contribution = this.contributionOf(binding, bound);
      if (contribution.routes.length === 0) continue;
      for (const host of hosts) {
        const draft = this.draft(host.toLowerCase(), bound);
        draft.contributions.push(contribution);
        if (server.tls?.httpsRedirect) draft.redirectedBy.push(bound);
      }
    }
    if (server.tls?.httpsRedirect) this.redirectHosts(bound);
  }

  private contributionOf(binding: BoundRoutes, server: BoundServer): Contribution {
    const { virtualService } = binding;
    const gateway = qualifiedName(server.server.gateway.ref);
    const there = this.routes.get(gateway) ?? new Map<VirtualService, Contribution>();
    this.routes.set(gateway, there);
    const known = there.get(virtualService);
    if (known !== undefined && known.routes.length > 0) return { ...known, bound: binding };
    const made = { bound: binding, server, routes: routesOf(virtualService, this.sources.rulesOf(virtualService).rules, server) };
    there.set(virtualService, made);
    return made;
  }

  // Also for hosts that have no routes; of those with a namespace, `namespace/host` becomes a domain that nobody asks for.
  private redirectHosts(bound: BoundServer): void {
    const { hosts, gateway } = bound.server;
    for (const host of sanitizeServerHosts(hosts, gateway.ref.namespace ?? '')) {
      const { redirectedBy } = this.draft(qualifiedName(host).toLowerCase(), bound);
      if (redirectedBy.at(-1) !== bound) redirectedBy.push(bound);
    }
  }

  private draft(domain: string, { server }: BoundServer): Draft {
    const found = this.byDomain.get(domain) ?? { domain, port: server.port.number, contributions: [], redirectedBy: [] };
    this.byDomain.set(domain, found);
    return found;
  }
}

function finish(drafts: Collapsed): VirtualHost {
  const [{ domain, port, contributions }] = drafts;
  const routes = contributions.flatMap((each) => each.routes);
  return {
    name: `${domain.includes(':') ? `[${domain}]` : domain}:${port}`, domains: drafts.map((each) => each.domain),
    redirectedBy: [...new Set(drafts.flatMap(({ redirectedBy }) => redirectedBy))],
    routes: [...routes.filter(({ isCatchAll }) => !isCatchAll), ...routes.filter(({ isCatchAll }) => isCatchAll)],
    certain: isOrderCertain(contributions),
  };
}

function isOrderCertain(contributions: readonly Contribution[]): boolean {
  return contributions.every((each, index) => {
    const before = contributions[index - 1];
    if (before === undefined) return true;
    const [a, b] = [before.server.server.gateway, each.server.server.gateway];
    return a === b ? isBindingOrderKnown(before.bound, each.bound) : agesKnown([a, b]);
  });
}
