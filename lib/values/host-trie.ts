interface Node<T> {
  readonly children: Map<string, Node<T>>;
  /** Of the host that ends here. */
  readonly exact: T[];
  /** Of the wildcard `*` in front of it. */
  readonly wild: T[];
}

/**
 * Hosts and wildcards such as `*.example.com`, found by overlap without looking at each: a tree of their labels from the last to the
 * first. A wildcard covers names of any depth below it, as for Istio and Envoy, and not the name itself. Case does not matter.
 *
 * A partial wildcard such as `*foo.com` counts as the host that it is written as.
 */
export class HostTrie<T> {
  private readonly root: Node<T> = newNode();

  public add(host: string, value: T): void {
    const { labels, isWildcard } = parse(host);
    let node = this.root;
    for (const label of labels) {
      const next = node.children.get(label) ?? newNode();
      node.children.set(label, next);
      node = next;
    }
    (isWildcard ? node.wild : node.exact).push(value);
  }

  /** The values of this very host or wildcard. */
  public at(host: string): readonly T[] {
    const { labels, isWildcard } = parse(host);
    const node = this.find(labels);
    return (isWildcard ? node?.wild : node?.exact) ?? [];
  }

  /** The values whose host or wildcard covers all that this host or wildcard stands for, the narrowest first. */
  public covering(host: string): readonly T[] {
    const { labels, isWildcard } = parse(host);
    const found: Array<readonly T[]> = [];
    let node: Node<T> | undefined = this.root;
    labels.forEach((label) => {
      if (node === undefined) return;
      found.push(node.wild);
      node = node.children.get(label);
    });
    found.push((isWildcard ? node?.wild : node?.exact) ?? []);
    return found.reverse().flat();
  }

  /** The values of hosts and wildcards that a wildcard covers, itself among them; of a plain host those of the host itself. */
  public within(host: string): readonly T[] {
    const { labels, isWildcard } = parse(host);
    if (!isWildcard) return this.at(host);
    const node = this.find(labels);
    return node === undefined ? [] : [...node.wild, ...[...node.children.values()].flatMap(allOf)];
  }

  /** The values whose host shares a name with this host: those that cover it, and those that it covers. */
  public overlapping(host: string): readonly T[] {
    return [...new Set([...this.covering(host), ...this.within(host)])];
  }

  private find(labels: readonly string[]): Node<T> | undefined {
    return labels.reduce<Node<T> | undefined>((node, label) => node?.children.get(label), this.root);
  }
}

function newNode<T>(): Node<T> {
  return { children: new Map(), exact: [], wild: [] };
}

function allOf<T>(node: Node<T>): readonly T[] {
  return [...node.exact, ...node.wild, ...[...node.children.values()].flatMap(allOf)];
}

function parse(host: string): { readonly labels: readonly string[]; readonly isWildcard: boolean } {
  const lowered = host.toLowerCase();
  if (lowered === '*') return { labels: [], isWildcard: true };
  const isWildcard = lowered.startsWith('*.');
  return { labels: (isWildcard ? lowered.slice(2) : lowered).split('.').reverse(), isWildcard };
}
