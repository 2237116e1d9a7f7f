import { hostCovers, sanitizeServerHost } from '../values/host';
import type { Server } from './gateway';

/**
 * The virtual hosts of a server, as istiod makes them of its hosts and those of the routes on it: of each pair that overlaps,
 * the narrower one. So routes of `*.a.com` and of `x.a.com` meet where the server has both hosts, and not where it has the wider.
 */
export class VirtualHosts {
  private readonly narrow = new Map<string, ReadonlyArray<string | undefined>>();
  private readonly wide: Array<{ readonly name: string; readonly namespace?: string }> = [];

  constructor(server: Server) {
    for (const text of server.hosts) {
      const { namespace, name } = sanitizeServerHost(text, server.gateway.ref.namespace ?? '');
      const lowered = name.toLowerCase();
      if (lowered.startsWith('*')) this.wide.push({ name: lowered, namespace });
      else this.narrow.set(lowered, [...(this.narrow.get(lowered) ?? []), namespace]);
    }
  }

  /**
   * Those that a route gets its rules into.
   *
   * @param host of the route, in small letters
   * @param namespace of the route: hosts of a server may be for one namespace only
   */
  public of(host: string, namespace: string | undefined): readonly string[] {
    const admits = (only: string | undefined) => only === undefined || only === namespace;
    const wide = this.wide.filter((each) => admits(each.namespace)).map(({ name }) => name);
    const found = new Set(wide.filter((name) => hostCovers(name, host)).map(() => host));
    if (!host.startsWith('*')) return this.narrow.get(host)?.some(admits) ? [host] : [...found];
    for (const name of wide.filter((each) => hostCovers(host, each))) found.add(name);
    for (const [name, namespaces] of this.narrow) {
      if (namespaces.some(admits) && hostCovers(host, name)) found.add(name);
    }
    return [...found];
  }
}
