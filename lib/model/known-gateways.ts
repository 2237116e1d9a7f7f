import { append } from '../values/append';
import { Spellings } from '../values/misspelled';
import { qualifiedName } from '../values/object-ref';
import type { Completeness, Presence } from './completeness';
import type { Gateway } from './gateway';

/** What is known of a Gateway that something names. */
export interface KnownGateway {
  readonly presence: Presence;
  /** A Gateway that is there and could be the one that is meant; of one that is present there is none. */
  readonly near?: Gateway;
  /** Full names of Gateways in the namespace that was named. */
  readonly others: readonly string[];
}

/** The Gateways of a mesh, by name. */
export class KnownGateways {
  private readonly byName = new Map<string, Gateway[]>();
  private readonly byNamespace = new Map<string | undefined, string[]>();
  private readonly byFullName = new Map<string, Gateway>();
  private spellings?: Spellings;

  constructor(gateways: readonly Gateway[], private readonly completeness: Completeness) {
    for (const gateway of gateways) {
      const { name, namespace } = gateway.ref;
      append(this.byName, name, gateway);
      append(this.byNamespace, namespace, qualifiedName(gateway.ref));
      this.byFullName.set(qualifiedName(gateway.ref), gateway);
    }
  }

  public has(fullName: string): boolean {
    return this.byFullName.has(fullName);
  }

  /** By the full name, `namespace/name`, or the name alone where the namespace is not known. */
  public look(fullName: string): KnownGateway {
    if (this.byFullName.has(fullName)) return { presence: 'present', others: [] };
    const slash = fullName.indexOf('/');
    const [namespace, name] = slash < 0 ? [undefined, fullName] : [fullName.slice(0, slash), fullName.slice(slash + 1)];
    const namesakes = this.byName.get(name) ?? [];
    // An object without a namespace goes to any, and so does a VirtualService's own.
    const isOpen = namespace === undefined || namesakes.some(({ ref }) => ref.namespace === undefined);
    if (isOpen && namesakes.length > 0) return { presence: 'unknown', others: [] };
    const [misspelled] = this.near(fullName);
    return {
      presence: this.completeness.has('Gateway', namespace) ? 'absent' : 'unknown',
      near: misspelled ?? namesakes[0], others: this.byNamespace.get(namespace) ?? [],
    };
  }

  private near(fullName: string): readonly (Gateway | undefined)[] {
    this.spellings ??= new Spellings(this.byFullName.keys());
    return this.spellings.near(fullName).map((name) => this.byFullName.get(name));
  }
}
