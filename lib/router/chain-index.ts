import type { FilterChain } from '../model/build/build';

/** The filter chains of a listener, found as Envoy does: by the SNI itself, then by the longest wildcard over it, then those without. */
export class ChainIndex {
  private readonly byName = new Map<string, FilterChain>();
  private readonly any?: FilterChain;

  constructor(chains: readonly FilterChain[]) {
    for (const chain of chains) for (const name of chain.serverNames ?? []) this.byName.set(name.toLowerCase(), chain);
    this.any = chains.find(({ serverNames }) => serverNames === undefined);
  }

  /** @param sni undefined for a connection without, or of plain text */
  public find(sni: string | undefined): FilterChain | undefined {
    if (sni === undefined || this.byName.size === 0) return this.any;
    const name = sni.toLowerCase();
    const exact = this.byName.get(name);
    if (exact !== undefined) return exact;
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      const wild = this.byName.get(`*${name.slice(dot)}`);
      if (wild !== undefined) return wild;
    }
    return this.any;
  }
}
