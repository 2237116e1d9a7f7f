import { isDnsLabel } from '../values/dns-name';

/**
 * In which namespaces an object counts: for the sidecars and gateways there.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export class ExportTo {
  /** In every namespace. */
  public static all(): ExportTo {
    return new ExportTo(['*']);
  }

  /** In its own namespace. */
  public static ownNamespace(): ExportTo {
    return new ExportTo(['.']);
  }

  /**
   * In these namespaces, by their names or as the objects of cdk8s-plus.
   *
   * @param namespaces at least one
   * @throws for what is no name of a namespace
   */
  public static namespaces(...namespaces: ReadonlyArray<string | { readonly name: string }>): ExportTo {
    return new ExportTo([]).and(...namespaces);
  }

  private constructor(private readonly names: readonly string[]) {}

  /**
   * The same, and in these namespaces.
   *
   * @param namespaces at least one more
   * @throws for what is no name of a namespace, one that stands here already, and where all are meant anyway
   */
  public and(...namespaces: ReadonlyArray<string | { readonly name: string }>): ExportTo {
    if (this.names.includes('*')) throw new Error('ExportTo.all() has every namespace already; say ExportTo.namespaces(...) for some');
    const names = namespaces.map((each) => (typeof each === 'string' ? each : each.name));
    if (names.length === 0) throw new Error('no namespace is given; give at least one, or say ExportTo.ownNamespace()');
    const bad = names.find((name) => !isDnsLabel(name));
    if (bad !== undefined) throw new Error(`"${bad}" is no name of a namespace; give one such as "web", or say ExportTo.all() or ExportTo.ownNamespace()`);
    const all = [...this.names, ...names];
    const twice = all.find((name, index) => all.indexOf(name) < index);
    if (twice !== undefined) throw new Error(`namespace "${twice}" is given twice; give it once`);
    return new ExportTo(all);
  }

  /** In the order of the alphabet. @internal */
  public get _wire(): string[] {
    return [...this.names].sort();
  }
}
