import { append } from '../values/append';
import { Spellings } from '../values/misspelled';
import { qualifiedName } from '../values/object-ref';
import type { Completeness } from './completeness';
import type { HttpRule, VirtualService } from './virtual-service';

/** Why there is no delegate of a name; undefined where nobody knows whether there is. */
export type WhyNoDelegate =
  | { readonly because: 'absent' }
  /** It has hosts of its own. */
  | { readonly because: 'no-delegate'; readonly found: VirtualService }
  /** It may be elsewhere, but there is one that could be meant. */
  | { readonly because: 'near'; readonly found: VirtualService };

/** The VirtualServices that others could delegate to. */
export class KnownDelegates {
  private readonly byFullName = new Map<string, VirtualService>();
  private readonly byName = new Map<string, VirtualService[]>();
  private spellings?: Spellings;

  constructor(virtualServices: readonly VirtualService[], private readonly completeness: Completeness) {
    for (const each of virtualServices) this.byFullName.set(qualifiedName(each.ref), each);
    for (const each of virtualServices.filter(({ hosts }) => hosts.length === 0)) append(this.byName, each.ref.name, each);
  }

  public whyNone({ name, namespace }: NonNullable<HttpRule['delegate']>): WhyNoDelegate | undefined {
    const found = this.byFullName.get(qualifiedName({ name, namespace }));
    if (found !== undefined) return found.hosts.length > 0 ? { because: 'no-delegate', found } : undefined;
    const namesakes = this.byName.get(name) ?? [];
    // An object without a namespace goes to any, and so does what it names.
    if (namesakes.length > 0 && (namespace === undefined || namesakes.some(({ ref }) => ref.namespace === undefined))) return undefined;
    if (this.completeness.has('VirtualService', namespace)) return { because: 'absent' };
    const near = namesakes[0] ?? this.near(qualifiedName({ name, namespace }));
    return near === undefined ? undefined : { because: 'near', found: near };
  }

  private near(fullName: string): VirtualService | undefined {
    this.spellings ??= new Spellings([...this.byName.values()].flat().map(({ ref }) => qualifiedName(ref)));
    const [name] = this.spellings.near(fullName);
    return name === undefined ? undefined : this.byFullName.get(name);
  }
}
