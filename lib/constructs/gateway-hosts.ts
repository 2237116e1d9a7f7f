import { hostCovers, whyNoHost } from '../values/host';
import { allOf } from '../values/words';

/** The hosts of a gateway: those that it states, else those of the routes on it. */
export class GatewayHosts {
  private readonly stated?: HostSet;
  private readonly ofRoutes = new Set<string>();

  /** @throws for hosts that Istio would not keep apart */
  constructor(stated: readonly string[] | undefined) {
    if (stated?.length === 0) throw new Error('hosts is empty; name the hosts that the gateway serves, or leave hosts out to serve those of its routes');
    this.stated = stated && new HostSet(checkHosts(stated, 'Istio gives routes of the wider one requests for the narrower one; state the wider one alone: it serves both'));
  }

  /** @throws where the gateway states its hosts and none of them has anything in common with one of these */
  public admit(hosts: readonly string[], gateway: string): void {
    for (const host of hosts) {
      if (this.stated !== undefined && !this.stated.overlaps(host)) {
        throw new Error(
          `host "${host}" is not served by gateway "${gateway}": it states hosts: ${allOf(this.stated.hosts)}; `
          + `add "${host}" to them, or leave hosts out to serve those of the routes`,
        );
      }
      this.ofRoutes.add(host);
    }
  }

  /** In the order stated; those of routes by the alphabet, so that it does not depend on the order of the calls. */
  public list(): readonly string[] {
    return this.stated?.hosts ?? new HostSet([...this.ofRoutes].sort()).widest();
  }

  public problems(): readonly string[] {
    if (this.list().length > 0) return [];
    return ['the gateway has neither hosts nor routes, so it serves nothing; give it hosts: [...], or bind a HostRoute or ExposedService to it'];
  }
}

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
