import { hostCovers, sanitizeServerHosts } from '../values/host';
import { HostTrie } from '../values/host-trie';
import type { Server } from './gateway';

interface Host {
  readonly name: string;
  readonly namespace?: string;
}

/**
 * The virtual hosts of a server, as istiod makes them of its hosts and those of the routes on it: of each pair that overlaps,
 * the narrower one. So routes of `*.a.com` and of `x.a.com` meet where the server has both hosts, and not where it has the wider.
 *
 * Capital letters are not told from small ones: who writes `A.com` means `a.com`, whatever istiod makes of it.
 */
export class VirtualHosts {
  private readonly byName = new HostTrie<Host>();
  private readonly all: readonly Host[];

  constructor(server: Server) {
    this.all = sanitizeServerHosts(server.hosts, server.gateway.ref.namespace ?? '').map(({ name, namespace }) => ({ name: name.toLowerCase(), namespace }));
    this.all.forEach((host) => this.byName.add(host.name, host));
  }

  /**
   * Those that a route gets its rules into.
   *
   * @param host of the route, in small letters
   * @param namespace of the route: hosts of a server may be for one namespace only
   */
  public of(host: string, namespace: string | undefined): readonly string[] {
    const admits = ({ namespace: only }: Host) => only === undefined || only === (namespace ?? '');
    const found = new Set<string>();
    if (this.byName.covering(host).some(admits)) found.add(host);
    for (const each of this.within(host)) {
      if (admits(each)) found.add(each.name);
    }
    return [...found];
  }

  // A wildcard such as `*-a.com` is not one of whole labels.
  private within(host: string): readonly Host[] {
    const isPartial = host.startsWith('*') && host !== '*' && !host.startsWith('*.');
    return isPartial ? this.all.filter(({ name }) => hostCovers(host, name)) : this.byName.within(host);
  }
}
