import { append } from './append';

// No name in DNS is longer. What stands in a manifest may be, with labels without end, and only a star alone covers it here.
const LONGEST = 255;

/**
 * Hosts and wildcards such as `*.example.com`, found by overlap without looking at each: a tree of their labels from the last to the
 * first, each node found by all of its labels at once. A wildcard covers names of any depth below it, as for Istio and Envoy, and not the
 * name itself. Case does not matter.
 *
 * A partial wildcard such as `*foo.com` counts as the host that it is written as.
 */
export class HostTrie<T> {
  /** By the host. */
  private readonly exact = new Map<string, T[]>();
  /** By what follows the star: `.example.com`, and nothing for `*` alone. */
  private wild?: Map<string, T[]>;
  private below?: Below;

  public add(host: string, value: T): void {
    const name = host.toLowerCase();
    const end = endOf(name);
    if (end === undefined) {
      append(this.exact, name, value);
      this.below?.addHost(name);
    } else {
      append(this.wild ??= new Map(), end, value);
      this.below?.addEnd(end);
    }
  }

  /** The values of this very host or wildcard. */
  public at(host: string): readonly T[] {
    const name = host.toLowerCase();
    const end = endOf(name);
    return (end === undefined ? this.exact.get(name) : this.wild?.get(end)) ?? [];
  }

  /** The values whose host or wildcard covers all that this host or wildcard stands for, the narrowest first. */
  public covering(host: string): readonly T[] {
    if (this.wild === undefined) return this.at(host);
    const found = [...this.at(host)];
    const name = host.toLowerCase();
    const own = endOf(name);
    for (let end = own === undefined ? endOfHost(name) : parentOf(own); end !== undefined; end = parentOf(end)) found.push(...this.wild.get(end) ?? []);
    return found;
  }

  /** The values of hosts and wildcards that a wildcard covers, itself among them; of a plain host those of the host itself. */
  public within(host: string): readonly T[] {
    const end = endOf(host.toLowerCase());
    return end === undefined ? this.at(host) : this.allBelow(end);
  }

  /** The values whose host shares a name with this host: those that cover it, and those that it covers. */
  public overlapping(host: string): readonly T[] {
    const found = endOf(host) === undefined ? this.covering(host) : [...this.covering(host), ...this.within(host)];
    return found.length > 1 ? [...new Set(found)] : found;
  }

  private allBelow(end: string): readonly T[] {
    this.below ??= new Below(this.exact.keys(), this.wild?.keys() ?? []);
    return [
      ...this.wild?.get(end) ?? [],
      ...this.below.hosts(end).flatMap((host) => this.exact.get(host) ?? []),
      ...this.below.ends(end).flatMap((each) => this.allBelow(each)),
    ];
  }
}

/** What stands right below each end of a host. Few ask for it, so it is made for the first that does. */
class Below {
  private readonly hostsBelow = new Map<string, Set<string>>();
  private readonly endsBelow = new Map<string, Set<string>>();

  constructor(hosts: Iterable<string>, ends: Iterable<string>) {
    for (const host of hosts) this.addHost(host);
    for (const end of ends) this.addEnd(end);
  }

  public hosts(end: string): readonly string[] {
    return [...this.hostsBelow.get(end) ?? []];
  }

  public ends(end: string): readonly string[] {
    return [...this.endsBelow.get(end) ?? []];
  }

  public addHost(host: string): void {
    const end = endOfHost(host);
    insert(this.hostsBelow, end, host);
    this.addEnd(end);
  }

  public addEnd(end: string): void {
    const parent = parentOf(end);
    if (parent === undefined || this.endsBelow.get(parent)?.has(end)) return;
    insert(this.endsBelow, parent, end);
    this.addEnd(parent);
  }
}

function insert(map: Map<string, Set<string>>, key: string, value: string): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, new Set([value]));
  else there.add(value);
}

/** What follows the star of a wildcard; undefined for a host. */
function endOf(name: string): string | undefined {
  if (name === '*') return '';
  return name.startsWith('*.') ? name.slice(1) : undefined;
}

/** What follows the first label of a host. */
function endOfHost(host: string): string {
  return fromDot(host, 0);
}

/** What is left of an end without its first label; undefined where nothing is. */
function parentOf(end: string): string | undefined {
  return end === '' ? undefined : fromDot(end, 1);
}

function fromDot(text: string, start: number): string {
  const dot = text.length > LONGEST ? -1 : text.indexOf('.', start);
  return dot < 0 ? '' : text.slice(dot);
}
