import { agesKnown, compareAges } from '../values/age';
import { append } from '../values/append';
import type { Labels } from '../values/labels';
import { SelectorIndex } from '../values/label-index';
import type { MtlsMode, PeerAuthentication } from './policies';

/** What pods take from their clients: plaintext, mTLS, or both. */
export interface Mtls {
  readonly mode: Exclude<MtlsMode, 'UNSET'>;
  /** Where it comes from; undefined where nothing says so. */
  readonly by?: PeerAuthentication;
  readonly level: 'workload' | 'namespace' | 'mesh' | 'default';
  /** Whether other policies of unknown age could count instead. */
  readonly certain: boolean;
}

type Scoped = PeerAuthentication & { readonly selector: Labels };

/** The PeerAuthentications of a mesh as istiod takes them: the oldest of a namespace, and of those that select a pod. */
export class PeerAuthentications {
  private readonly wide = new Map<string | undefined, PeerAuthentication[]>();
  private readonly narrow = new SelectorIndex<Scoped>();
  private readonly shapes = new Map<string | undefined, Map<string, Shape>>();

  constructor(policies: readonly PeerAuthentication[], private readonly rootNamespace: string) {
    for (const policy of [...policies].sort(compareAges)) {
      const { namespace } = policy.ref;
      if (policy.selector === undefined) append(this.wide, namespace, policy);
      // In the root namespace one with a selector is for no pod at all.
      else if (namespace !== rootNamespace) this.addNarrow({ ...policy, selector: policy.selector });
    }
  }

  /** What all pods of a namespace take, but those that a policy of their own is for. It also decides whether clients send them mTLS unasked. */
  public ofNamespace(namespace: string | undefined): Mtls {
    const inherited = this.ofMesh();
    return namespace === this.rootNamespace ? inherited : oldest(this.wide.get(namespace) ?? [], 'namespace', inherited);
  }

  /** Namespaces with a policy for all of their pods, but the root namespace. */
  public get namespaces(): readonly string[] {
    return [...this.wide.keys()].filter((namespace) => namespace !== undefined).filter((namespace) => namespace !== this.rootNamespace);
  }

  /** What all pods take, but those of namespaces with a policy of their own. */
  public ofMesh(): Mtls {
    return oldest(this.wide.get(this.rootNamespace) ?? [], 'mesh', { mode: 'PERMISSIVE', level: 'default', certain: true });
  }

  /**
   * What pods take at one of their ports.
   *
   * @param port as the pods have it, not their Service; undefined where it is not known
   */
  public ofPods(namespace: string | undefined, labels: Labels, port: number | undefined): Mtls {
    const selecting = [...this.narrow.selecting(namespace, labels)].sort(compareAges);
    const mtls = oldest(selecting, 'workload', this.ofNamespace(namespace));
    const [first] = selecting;
    const portMode = port === undefined ? undefined : first?.portModes.get(port);
    if (first === undefined || portMode === undefined) return { ...mtls, certain: mtls.certain && (port !== undefined || first === undefined || first.portModes.size === 0) };
    return portMode === 'UNSET' ? mtls : { mode: portMode, by: first, level: 'workload', certain: agesKnown(selecting) };
  }

  /** Whether a policy may be for some of the pods with these labels and others that are not known. */
  public mayDiffer(namespace: string | undefined, labels: Labels): boolean {
    return [...(this.shapes.get(namespace)?.values() ?? [])].some((shape) => shape.mayAlsoSelect(labels));
  }

  private addNarrow(policy: Scoped): void {
    this.narrow.add(policy.ref.namespace, policy);
    const shapes = this.shapes.get(policy.ref.namespace) ?? new Map<string, Shape>();
    const names = Object.keys(policy.selector).sort();
    const shape = shapes.get(names.join()) ?? new Shape(names);
    shape.add(policy.selector);
    this.shapes.set(policy.ref.namespace, shapes.set(names.join(), shape));
  }
}

/** Selectors by the same labels. */
class Shape {
  private readonly selectors: Labels[] = [];
  private readonly values = new Map<string, Set<string>>();

  constructor(private readonly names: readonly string[]) {}

  public add(selector: Labels): void {
    this.selectors.push(selector);
  }

  /** Whether one of them asks for what pods with these labels have, and for labels beyond these. */
  public mayAlsoSelect(labels: Labels): boolean {
    const shared = this.names.filter((name) => labels[name] !== undefined);
    if (shared.length === this.names.length) return false;
    const key = shared.join();
    const valuesOf = (each: Labels) => JSON.stringify(shared.map((name) => each[name]));
    const known = this.values.get(key) ?? new Set(this.selectors.map(valuesOf));
    this.values.set(key, known);
    return known.has(valuesOf(labels));
  }
}

function oldest(policies: readonly PeerAuthentication[], level: Mtls['level'], inherited: Mtls): Mtls {
  const [first] = policies;
  if (first === undefined) return inherited;
  const certain = agesKnown(policies) || policies.every(({ mode }) => mode === first.mode);
  if (first.mode !== 'UNSET') return { mode: first.mode, by: first, level, certain };
  return { ...inherited, certain: inherited.certain && certain };
}
