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
  public presence(fullName: string): Presence {
    if (this.byFullName.has(fullName)) return 'present';
    return !this.mayBeOther(fullName) && this.completeness.has('Gateway', split(fullName).namespace) ? 'absent' : 'unknown';
  }

  /** The same, with what else could be meant. */
  public look(fullName: string): KnownGateway {
    const presence = this.presence(fullName);
    if (presence === 'present' || this.mayBeOther(fullName)) return { presence, others: [] };
    const { namespace, name } = split(fullName);
    const [misspelled] = this.near(fullName);
    return { presence, near: misspelled ?? this.byName.get(name)?.[0], others: this.byNamespace.get(namespace) ?? [] };
  }

  // An object without a namespace goes to any, and so does a VirtualService's own.
  private mayBeOther(fullName: string): boolean {
    const { namespace, name } = split(fullName);
    return this.byName.get(name)?.some(({ ref }) => namespace === undefined || ref.namespace === undefined) === true;
  }

  private near(fullName: string): readonly (Gateway | undefined)[] {
    this.spellings ??= new Spellings(this.byFullName.keys());
    return this.spellings.near(fullName).map((name) => this.byFullName.get(name));
  }
}

function split(fullName: string): { readonly namespace?: string; readonly name: string } {
  const slash = fullName.indexOf('/');
  return slash < 0 ? { name: fullName } : { namespace: fullName.slice(0, slash), name: fullName.slice(slash + 1) };
}
