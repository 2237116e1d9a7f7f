import { ImportError } from './errors';
import { keyOf, ObjectShape, objectsIn } from './shapes';

/** A kind's spec, as a shape. */
export interface SpecShape {
  readonly kind: string;
  readonly shape: ObjectShape;
}

/** The type of every object's `metadata`. */
export const METADATA_NAME = 'ObjectMeta';

export function specName(kind: string): string {
  return `${kind}Spec`;
}

/** Gives each object shape of one group its name. */
export class Naming {
  private readonly byPath: ReadonlyMap<string, string>;
  private readonly byShape = new Map<string, Set<string>>();
  private readonly shapes = new Map<string, string>();

  /**
   * @param specs of all kinds of the group
   * @param table names by path
   */
  constructor(private readonly specs: readonly SpecShape[], table: Readonly<Record<string, string>>) {
    this.byPath = new Map([...specs.map(({ kind }) => [kind, specName(kind)] as const), ...Object.entries(table)]);
    this.readTable();
  }

  /** The name that the table has for a shape at a path, or for an equal shape; else one made of the path. */
  public nameOf(shape: ObjectShape, path: string): string {
    const shared = [...this.byShape.get(keyOf(shape)) ?? []];
    const named = this.byPath.get(path);
    if (!named && shared.length > 1) {
      throw new ImportError(`${path} is equal to each of ${shared.join(', ')}: name it in projenrc/imports/names.ts`);
    }
    return named ?? shared[0] ?? this.claim(nameFrom(path), shape, path);
  }

  private readTable(): void {
    const stale = new Set(this.byPath.keys());
    for (const { path, shape } of this.specs.flatMap((spec) => [...objectsIn(spec.shape, spec.kind)])) {
      const name = this.byPath.get(path);
      if (name) {
        stale.delete(path);
        this.claim(name, shape, path);
      }
    }
    if (stale.size > 0) {
      throw new ImportError(`no object at ${[...stale].join(', ')}: remove or correct these lines of projenrc/imports/names.ts`);
    }
  }

  private claim(name: string, shape: ObjectShape, path: string): string {
    const key = keyOf(shape);
    const taken = [METADATA_NAME, ...this.specs.map(({ kind }) => kind)].includes(name);
    if (taken || (this.shapes.get(name) ?? key) !== key) {
      throw new ImportError(`${path} would be the second type called ${name}: name it differently in projenrc/imports/names.ts`);
    }
    this.shapes.set(name, key);
    this.byShape.set(key, (this.byShape.get(key) ?? new Set()).add(name));
    return name;
  }
}

/** `Kind.some_list[].item` becomes KindSomeListItem. */
function nameFrom(path: string): string {
  return path.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
