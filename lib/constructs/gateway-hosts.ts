import { hostCovers, whyNoHost } from '../values/host';
import { whyNoNamespaceName } from '../values/kubernetes-name';
import { qualifiedName } from '../values/object-ref';
import { allOf } from '../values/words';
import type { ObjectName } from './naming';

/** A host that a gateway serves for the routes of one namespace alone. */
export interface ScopedHost {
  /** Such as `shop.example.com` or `*.example.com`. */
  readonly host: string;

  /** Namespace whose routes may be for it; `.` is the Gateway's own. */
  readonly namespace: string;
}

/** A host of a gateway: for routes of every namespace, or of one. */
export type GatewayHost = string | ScopedHost;

interface Entry {
  readonly name: string;
  readonly scope?: string;
}

/** The hosts of a gateway: those that it states, else those of the routes on it. */
export class GatewayHosts {
  /**
   * The hosts of several certificates together. One may be wider than another's.
   *
   * @throws where one host stands twice
   */
  public static joined(parts: readonly GatewayHosts[]): GatewayHosts {
    const joined = new GatewayHosts(undefined);
    const stated = parts.flatMap((part) => part.stated ?? []);
    const twice = stated.find(({ name }, index) => stated.findIndex((each) => each.name === name) !== index);
    if (twice !== undefined) throw new Error(`host "${twice.name}" is given with two certificates; give it with one`);
    joined.state(stated);
    return joined;
  }

  private stated?: readonly Entry[];
  private statedNames?: HostSet;
  private readonly ofRoutes = new Set<string>();

  /**
   * @param knownBy what clients are told apart by; by the server name of TLS one host cannot be that of two namespaces
   * @throws for hosts that Istio would not keep apart
   */
  constructor(stated: readonly GatewayHost[] | undefined, knownBy: 'host' | 'sni' = 'host') {
    if (stated?.length === 0) throw new Error('hosts is empty; name the hosts that the gateway serves, or leave hosts out to serve those of its routes');
    if (stated !== undefined) this.state(checkEntries(stated.map(entryOf), knownBy));
  }

  /** @throws where the gateway states its hosts and none of them has anything in common with one of these, or is for routes of that namespace */
  public admit(hosts: readonly string[], gateway: ObjectName, routeNamespace?: string): void {
    for (const host of hosts) {
      if (this.statedNames?.overlaps(host) === false) {
        throw new Error(
          `host "${host}" is not served by gateway "${qualifiedName(gateway)}": it states hosts: ${allOf(this.statedNames.hosts)}; `
          + `add "${host}" to them, or leave hosts out to serve those of the routes`,
        );
      }
      this.checkScope(host, gateway, routeNamespace);
      this.ofRoutes.add(host);
    }
  }

  /** As Istio wants them, in the order stated; those of routes by the alphabet, so that it does not depend on the order of the calls. */
  public list(): readonly string[] {
    return this.stated?.map(({ name, scope }) => (scope === undefined ? name : `${scope}/${name}`)) ?? this.names();
  }

  /** The hosts alone, each once. */
  public names(): readonly string[] {
    return this.statedNames === undefined ? new HostSet([...this.ofRoutes].sort()).widest() : [...new Set(this.statedNames.hosts)];
  }

  /** @param routes what could be bound to the gateway */
  public problems(routes: string): readonly string[] {
    if (this.list().length > 0) return [];
    return [`the gateway has neither hosts nor routes, so it serves nothing; give it hosts: [...], or bind ${routes} to it`];
  }

  private state(entries: readonly Entry[]): void {
    this.stated = entries;
    this.statedNames = new HostSet(entries.map(({ name }) => name));
  }

  private checkScope(host: string, gateway: ObjectName, routeNamespace: string | undefined): void {
    const found = (this.stated ?? []).filter(({ name }) => hostCovers(name, host) || hostCovers(host, name));
    const scopes = found.map(({ scope }) => (scope === '.' ? gateway.namespace : scope));
    if (scopes.length === 0 || routeNamespace === undefined || scopes.some((scope) => scope === undefined || scope === routeNamespace)) return;
    throw new Error(
      `host "${host}" on gateway "${qualifiedName(gateway)}" is for routes of namespace ${allOf(scopes.map((scope) => `"${scope}"`))} only, and this route is in "${routeNamespace}"; `
      + `put the route there, or add { host: "${host}", namespace: "${routeNamespace}" } to the gateway's hosts`,
    );
  }
}

function entryOf(given: GatewayHost): Entry {
  if (typeof given === 'string') return { name: given };
  const why = given.namespace === '.' ? undefined : whyNoNamespaceName(given.namespace);
  if (why !== undefined) throw new Error(`namespace "${given.namespace}" of host "${given.host}" ${why}; give a namespace, or "." for the gateway's own`);
  return { name: given.host, scope: given.namespace };
}

// Routes of one namespace do not see what another has for the same host, so nothing of theirs is mixed up.
function checkEntries(entries: readonly Entry[], knownBy: 'host' | 'sni'): readonly Entry[] {
  const checked = entries.map((entry) => ({ ...entry, name: checkHosts([entry.name], '')[0] }));
  for (const seenBy of new Set(checked.map(({ scope }) => scope))) {
    checkHosts(checked.filter(({ scope }) => scope === undefined || scope === seenBy).map(({ name }) => name), OVERLAP);
  }
  const repeated = checked.find(({ name }, index) => checked.findIndex((each) => each.name === name) !== index);
  if (repeated !== undefined && knownBy === 'sni') {
    throw new Error(`host "${repeated.name}" is given for two namespaces, and by the server name of TLS Envoy cannot tell them apart; give it once, for one namespace or for all`);
  }
  return checked;
}

const OVERLAP = 'Istio gives routes of the wider one requests for the narrower one; state the wider one alone: it serves both';

/**
 * The hosts in small letters, as Istio looks for them.
 *
 * @throws for a text that is no host, for one that stands twice, and for two that overlap, with the reason given
 */
export function checkHosts(hosts: readonly string[], whyNoOverlap: string): readonly string[] {
  for (const host of hosts) {
    const why = whyNoHost(host);
    if (why !== undefined) throw new Error(`host "${host}" ${why}`);
  }
  const lowered = hosts.map((host) => host.toLowerCase());
  // Most routes have one host, and nothing to compare it with.
  if (lowered.length === 1) return lowered;
  const seen = new Set<string>();
  const twice = lowered.findIndex((host) => seen.size === seen.add(host).size);
  if (twice >= 0) throw new Error(`host "${hosts[twice]}" is given twice; give it once`);
  const narrow = new HostSet(lowered).covered()[0];
  if (narrow === undefined) return lowered;
  throw new Error(`hosts "${lowered.find((wide) => wide !== narrow && hostCovers(wide, narrow))}" and "${narrow}" overlap: ${whyNoOverlap}`);
}

/** Hosts in small letters. Only wildcards cover others, so few need to be compared with many. */
class HostSet {
  private readonly all: ReadonlySet<string>;
  private readonly wildcards: readonly string[];

  constructor(public readonly hosts: readonly string[]) {
    this.all = new Set(hosts);
    this.wildcards = hosts.filter((host) => host.startsWith('*'));
  }

  /** Whether one of the hosts covers this one or is covered by it. */
  public overlaps(host: string): boolean {
    return this.all.has(host) || this.wildcards.some((wide) => hostCovers(wide, host))
      || (host.startsWith('*') && this.hosts.some((each) => hostCovers(host, each)));
  }

  /** Those that a wider one of them covers. */
  public covered(): readonly string[] {
    return this.hosts.filter((host) => this.wildcards.some((wide) => wide !== host && hostCovers(wide, host)));
  }

  /** The others: beside a wider host of the same server a narrower one would get the wider one's routes, too. */
  public widest(): readonly string[] {
    const covered = new Set(this.covered());
    return this.hosts.filter((host) => !covered.has(host));
  }
}
