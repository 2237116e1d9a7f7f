import type { RouteTable, VirtualHost } from '../model/build/build';

/** The virtual hosts of a route table, found as Envoy does: by the host itself, then by the longest wildcard over it, then `*`. */
export class VirtualHostIndex {
  /** By what follows the star, for each length that there is, the longest first. */
  private readonly wildcards: ReadonlyArray<readonly [length: number, byEnd: ReadonlyMap<string, VirtualHost>]>;

  constructor(private readonly table: RouteTable) {
    const byLength = new Map<number, Map<string, VirtualHost>>();
    for (const [domain, virtualHost] of table.byDomain) {
      if (domain === '*' || !domain.startsWith('*')) continue;
      const ends = byLength.get(domain.length - 1) ?? new Map<string, VirtualHost>();
      byLength.set(domain.length - 1, ends.set(domain.slice(1), virtualHost));
    }
    this.wildcards = [...byLength].sort(([a], [b]) => b - a);
  }

  /** @param hostname in small letters, without a port */
  public find(hostname: string): VirtualHost | undefined {
    const exact = hostname === '*' ? undefined : this.table.byDomain.get(hostname);
    if (exact !== undefined) return exact;
    for (const [length, byEnd] of this.wildcards) {
      // A star stands for at least one letter.
      const found = hostname.length > length ? byEnd.get(hostname.slice(-length)) : undefined;
      if (found !== undefined) return found;
    }
    return this.table.byDomain.get('*');
  }
}
