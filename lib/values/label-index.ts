import { append } from './append';
import { selects, type Labels } from './labels';

/** Things with labels, or with selectors, found without looking at each: those of a namespace by one label that they must have. */
class ByLabel<T> {
  private readonly values = new Map<string, T[]>();

  public add(namespace: string | undefined, [name, value]: readonly [string, string], thing: T): void {
    append(this.values, keyOf(namespace, name, value), thing);
  }

  public find(namespace: string | undefined, [name, value]: readonly [string, string]): readonly T[] {
    return this.values.get(keyOf(namespace, name, value)) ?? [];
  }
}

function keyOf(namespace: string | undefined, name: string, value: string): string {
  return `${namespace ?? ''}/${name}=${value}`;
}

interface Labelled {
  readonly labels: Labels;
}

// No namespace has that name.
const ANYWHERE = '*';

/** Pods, found by a selector. */
export class LabelIndex<T extends Labelled> {
  private readonly byLabel = new ByLabel<T>();
  private readonly byNamespace = new Map<string | undefined, T[]>();

  public add(namespace: string | undefined, thing: T): void {
    for (const each of [namespace, ANYWHERE]) {
      Object.entries(thing.labels).forEach((label) => this.byLabel.add(each, label, thing));
      append(this.byNamespace, each, thing);
    }
  }

  /** All of a namespace where there is no selector. */
  public selected(namespace: string | undefined, selector: Labels = {}): readonly T[] {
    const [first, ...rest] = Object.entries(selector).map((label) => this.byLabel.find(namespace, label));
    if (first === undefined) return this.byNamespace.get(namespace) ?? [];
    const fewest = rest.reduce((best, each) => (each.length < best.length ? each : best), first);
    return fewest.filter(({ labels }) => selects(selector, labels));
  }

  public selectedAnywhere(selector?: Labels): readonly T[] {
    return this.selected(ANYWHERE, selector);
  }
}

interface WithSelector {
  readonly selector: Labels;
}

/** What selects pods, found by the labels of a pod. What selects all pods is not kept here. */
export class SelectorIndex<T extends WithSelector> {
  private readonly byLabel = new ByLabel<T>();

  public add(namespace: string | undefined, thing: T): void {
    const [first] = Object.entries(thing.selector);
    if (first !== undefined) this.byLabel.add(namespace, first, thing);
  }

  public selecting(namespace: string | undefined, labels: Labels): readonly T[] {
    return Object.entries(labels).flatMap((label) => this.byLabel.find(namespace, label)).filter(({ selector }) => selects(selector, labels));
  }
}
