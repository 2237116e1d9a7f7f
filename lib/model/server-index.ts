import { sanitizeServerHost } from '../values/host';
import { HostTrie } from '../values/host-trie';
import { qualifiedName } from '../values/object-ref';
import type { Gateway, Server } from './gateway';

/** A host of a server. */
export interface TakenHost {
  readonly server: Server;
  readonly name: string;
  /** Only VirtualServices of this namespace get it; undefined for those of all. */
  readonly namespace?: string;
}

/** Those of one Gateway. */
interface Hosts {
  readonly all: TakenHost[];
  readonly byHost: HostTrie<TakenHost>;
}

/** The servers of the Gateways that are known, by Gateway and host. */
export class ServerIndex {
  private readonly byGateway = new Map<string, Hosts>();

  constructor(gateways: readonly Gateway[]) {
    for (const gateway of gateways) {
      const name = qualifiedName(gateway.ref);
      const hosts: Hosts = this.byGateway.get(name) ?? { all: [], byHost: new HostTrie<TakenHost>() };
      this.byGateway.set(name, hosts);
      for (const server of gateway.servers) {
        for (const text of server.hosts) {
          const host = { server, ...sanitizeServerHost(text, gateway.ref.namespace ?? '') };
          hosts.all.push(host);
          hosts.byHost.add(host.name, host);
        }
      }
    }
  }

  /** Whether a Gateway of this full name is known. */
  public has(gateway: string): boolean {
    return this.byGateway.has(gateway);
  }

  /** The hosts of a Gateway. */
  public of(gateway: string): readonly TakenHost[] {
    return this.byGateway.get(gateway)?.all ?? [];
  }

  /** Hosts of a Gateway that share a name with this host, whoever may have them. */
  public meeting(gateway: string, host: string): readonly TakenHost[] {
    return this.byGateway.get(gateway)?.byHost.overlapping(host) ?? [];
  }

  /** Those of them that VirtualServices of a namespace may have. */
  public taking(gateway: string, host: string, namespace: string | undefined): readonly TakenHost[] {
    return this.meeting(gateway, host).filter((taken) => admits(taken, namespace));
  }
}

// An object without a namespace goes to any.
function admits({ namespace: only }: TakenHost, namespace: string | undefined): boolean {
  return only === undefined || namespace === undefined || only === namespace;
}
