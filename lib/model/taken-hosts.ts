import type { Completeness } from './completeness';
import type { Server } from './gateway';
import { hostReferences, type Reference } from './reference';
import type { ServerIndex } from './server-index';
import type { VirtualService } from './virtual-service';

/** A host of a VirtualService, with the servers of its gateways that take it, or some of what it stands for. */
export interface TakenHost {
  readonly host: Reference;
  readonly servers: ReadonlySet<Server>;
}

export function takenHosts(route: VirtualService, index: ServerIndex): readonly TakenHost[] {
  return hostReferences(route).map((host) => ({
    host, servers: new Set(route.gateways.flatMap((gateway) => index.taking(gateway, host.name, route.ref.namespace)).map(({ server }) => server)),
  }));
}

/** Whether a VirtualService is on gateways alone, and all of them are known, so that nothing else can take its hosts. */
export function isOnKnownGateways({ hosts, gateways }: VirtualService, index: ServerIndex, completeness: Completeness): boolean {
  const isKnown = (name: string) => index.has(name) || (name.includes('/') && completeness.has('Gateway', name.slice(0, name.indexOf('/'))));
  return hosts.length > 0 && !gateways.includes('mesh') && gateways.every(isKnown) && gateways.some((name) => index.has(name));
}
