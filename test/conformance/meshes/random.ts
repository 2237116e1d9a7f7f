/** Numbers that look random and follow from a seed alone, on every machine. */
export class Random {
  constructor(private state: number) {}

  /** From 0, below 1: mulberry32, which is public domain. */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  public pick<T>(from: readonly T[]): T {
    return from[this.between(0, from.length - 1)];
  }

  /** One of the keys, each as often as its weight says. */
  public weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries[0])[0];
  }

  /** Different ones, in the order of the list. */
  public some<T>(from: readonly T[], least: number, most: number): readonly T[] {
    const chosen = new Set<number>();
    const count = Math.min(this.between(least, most), from.length);
    while (chosen.size < count) chosen.add(this.between(0, from.length - 1));
    return from.filter((_, index) => chosen.has(index));
  }

  /** That many, made one by one. */
  public times<T>(least: number, most: number, make: (index: number) => T): readonly T[] {
    return Array.from({ length: this.between(least, most) }, (_, index) => make(index));
  }

  public maybe<T>(probability: number, make: () => T): T | undefined {
    return this.chance(probability) ? make() : undefined;
  }
}
