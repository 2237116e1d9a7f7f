import { MOST_BY_ALIASES, MOST_LEVELS } from './load';

/** Why a value cannot be used, in one line; undefined of one that is safe to walk as a tree, aliases and all. */
export function whyUnusable(value: unknown): string | undefined {
  try {
    return new Measuring().excess(value) > MOST_BY_ALIASES ? `its aliases stand for more than ${MOST_BY_ALIASES} values` : undefined;
  } catch (error) {
    if (error instanceof Unusable) return error.message;
    throw error;
  }
}

class Unusable extends Error {}

/** A value as a tree: how many values it holds, itself among them, and how many levels. */
interface Measured {
  readonly size: number;
  readonly height: number;
}

class Measuring {
  /** Undefined of what is being measured. */
  private readonly known = new Map<object, Measured | undefined>();
  private written = 0;

  /** How many values a tree has more than were written. */
  public excess(value: unknown): number {
    return this.measure(value, 0).size - this.written;
  }

  private measure(value: unknown, level: number): Measured {
    if (typeof value === 'object' && value !== null) return this.measureParts(value, level);
    this.written++;
    return { size: 1, height: 0 };
  }

  private measureParts(value: object, level: number): Measured {
    const known = this.known.get(value);
    if (known === undefined && this.known.has(value)) throw new Unusable('it contains itself');
    if (level + (known?.height ?? 0) >= MOST_LEVELS) throw new Unusable(`it nests deeper than ${MOST_LEVELS} levels`);
    if (known !== undefined) return known;
    // js-yaml's name for a key that is a map.
    if (Object.hasOwn(value, '[object Object]')) throw new Unusable('a key is a map, as in a template that is not rendered');
    this.known.set(value, undefined);
    this.written++;
    let [size, height] = [1, 0];
    for (const part of Object.values(value)) {
      const measured = this.measure(part, level + 1);
      size += measured.size;
      height = Math.max(height, measured.height);
    }
    this.known.set(value, { size, height: height + 1 });
    return { size, height: height + 1 };
  }
}
