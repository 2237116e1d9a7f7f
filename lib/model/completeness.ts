import { oneOf } from '../values/words';
import { KIND_NAMES } from './kinds';

/** What is known of an object that something refers to. */
export type Presence = 'present' | 'absent' | 'unknown';

/** Which kinds are given whole: what is not there of these is absent, and otherwise unknown. */
export class Completeness {
  private readonly kinds = new Set<string>();

  /**
   * @param texts such as `Service`, for all namespaces, and `Service@default`
   * @throws where a kind is none that the model reads
   */
  constructor(texts: readonly string[] = []) {
    for (const text of texts) {
      const [kind, ...namespace] = text.split('@');
      const found = KIND_NAMES.find((each) => each.toLowerCase() === kind.toLowerCase());
      if (found === undefined || namespace.length > 1 || namespace[0] === '') {
        throw new Error(`"${text}" is not KIND or KIND@NAMESPACE with a kind that is read: ${oneOf(KIND_NAMES)}`);
      }
      this.kinds.add([found, ...namespace].join('@'));
    }
  }

  /** What was said, in the words of Kubernetes. */
  public get texts(): readonly string[] {
    return [...this.kinds];
  }

  /** Whether every object of a kind is given: of one namespace, or of all where none is named. */
  public has(kind: string, namespace?: string): boolean {
    return this.kinds.has(kind) || (namespace !== undefined && this.kinds.has(`${kind}@${namespace}`));
  }
}
