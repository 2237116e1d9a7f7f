import { hostsOverlap, whyNoHost } from '../values/host';
import { allOf } from '../values/words';

/** The hosts of a gateway: those that it states, else those of the routes on it. */
export class GatewayHosts {
  private readonly ofRoutes = new Set<string>();

  constructor(private readonly stated: readonly string[] | undefined) {
    if (stated?.length === 0) throw new Error('hosts is empty; name the hosts that the gateway serves, or leave hosts out to serve those of its routes');
    checkHosts(stated ?? []);
  }

  /** @throws where the gateway states its hosts and none of them has anything in common with one of these */
  public admit(hosts: readonly string[], gateway: string): void {
    for (const host of hosts) {
      if (this.stated !== undefined && !this.stated.some((each) => hostsOverlap(each, host))) {
        throw new Error(
          `host "${host}" is not served by gateway "${gateway}": it states hosts: ${allOf(this.stated)}; `
          + `add "${host}" to them, or leave hosts out to serve those of the routes`,
        );
      }
      this.ofRoutes.add(host);
    }
  }

  /** In the order stated; those of routes by the alphabet, so that it does not depend on the order of the calls. */
  public list(): readonly string[] {
    return this.stated ?? [...this.ofRoutes].sort();
  }

  public problems(): readonly string[] {
    if (this.list().length > 0) return [];
    return ['the gateway has neither hosts nor routes, so it serves nothing; give it hosts: [...], or bind a HostRoute or ExposedService to it'];
  }
}

/** @throws for a text that is no host, or stands twice */
export function checkHosts(hosts: readonly string[]): void {
  for (const host of hosts) {
    const why = whyNoHost(host);
    if (why !== undefined) throw new Error(`host "${host}" ${why}`);
  }
  const twice = hosts.find((host, index) => hosts.findIndex((each) => each.toLowerCase() === host.toLowerCase()) !== index);
  if (twice !== undefined) throw new Error(`host "${twice}" is given twice; give it once`);
}
