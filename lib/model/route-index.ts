import { HostTrie } from '../values/host-trie';
import type { VirtualService } from './virtual-service';

/** The VirtualServices by gateway and host. */
export class RouteIndex {
  private readonly byGateway = new Map<string, HostTrie<VirtualService>>();

  constructor(virtualServices: readonly VirtualService[]) {
    for (const route of virtualServices) {
      for (const gateway of new Set(route.gateways)) {
        const routes = this.byGateway.get(gateway) ?? new HostTrie<VirtualService>();
        this.byGateway.set(gateway, routes);
        for (const host of route.hosts) routes.add(host, route);
      }
    }
  }

  /** Those on a gateway that have a host, or some of what it stands for. */
  public meeting(gateway: string, host: string): readonly VirtualService[] {
    return this.byGateway.get(gateway)?.overlapping(host) ?? [];
  }

  /** Those on a gateway that have all of a host, the narrowest first. */
  public covering(gateway: string, host: string): readonly VirtualService[] {
    return this.byGateway.get(gateway)?.covering(host) ?? [];
  }
}
