import type { Manifest } from '../engine/question';
import type { Random } from './random';

export const NAMESPACES = ['istio-system', 'infra', 'web', 'shop'] as const;

/** Hosts that overlap in many ways; what is compared with capital letters told from small ones comes with them. */
const HOSTS = ['a.com', 'b.com', 'x.a.com', 'y.a.com', 'z.y.a.com', '*.a.com', '*.y.a.com', '*', 'A.com', 'X.a.com', '*.A.com', 'c.org', '*.org'] as const;

/** What most servers and routes of a mesh are for. */
export type Theme = 'http' | 'tls' | 'tcp';

/** Names, namespaces and ages of objects, and hosts. Few of each, so that ages and names are often equal, and hosts meet. */
export class Naming {
  public readonly hosts: readonly string[];
  public readonly theme: Theme;
  /** How often a server has an address of its own. */
  public readonly bound: number;
  private readonly used = new Set<string>();
  private readonly hasAges: boolean;

  constructor(private readonly random: Random) {
    this.hasAges = random.chance(0.85);
    this.hosts = random.some(HOSTS, 3, 7);
    this.theme = random.weighted({ http: 60, tls: 30, tcp: 10 });
    this.bound = random.chance(0.2) ? 0.7 : 0.05;
  }

  public metadata(kind: string, names: readonly string[]): Manifest['metadata'] {
    for (;;) {
      const name = this.random.chance(0.5) ? this.random.pick(names) : `${this.random.pick(names)}-${this.random.between(1, 9)}`;
      const namespace = this.random.pick(NAMESPACES);
      const key = `${kind} ${namespace}/${name}`;
      if (this.used.has(key)) continue;
      this.used.add(key);
      return { name, namespace, ...this.age() };
    }
  }

  public age(): object {
    return this.hasAges ? { creationTimestamp: `2020-01-0${this.random.between(1, 4)}T00:00:00Z` } : {};
  }
}
