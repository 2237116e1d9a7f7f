import { append } from './append';

// No name in Kubernetes is longer; what stands in a manifest may be.
const LONGEST = 253;

// Names of these many letters and fewer are more often others than misspelled: `eu` and `us`, `a` and `b`.
const SHORT = 3;

/**
 * Whether one name looks like the other misspelled: one letter more, less or other, two neighbours changed over, or only dashes
 * and capitals apart. Names that differ in a digit, or in a short part, are taken for names of a series: `edge-1`, `edge-2`.
 */
export function looksMisspelled(name: string, other: string): boolean {
  if (name === other) return false;
  const [parts, others] = [name, other].map((each) => each.toLowerCase().split(/[-_./]/));
  if (parts.join('') === others.join('')) return true;
  const differing = parts.map((part, index): readonly [string, string | undefined] => [part, others[index]]).filter(([a, b]) => a !== b);
  if (parts.length !== others.length || differing.length !== 1) return false;
  const [[a, b = '']] = differing;
  return Math.min(a.length, b.length) > SHORT && isOneEditAway(a, b);
}

function isOneEditAway(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (/\d/.test(left + right)) return false;
  return Math.max(left.length, right.length) === 1 || (left.length === 2 && right === left[1] + left[0]);
}

/** Names, among which those that one could be a misspelling of are found without looking at each. */
export class Spellings {
  private readonly byShortened = new Map<string, string[]>();
  /** How many letters names have: most that are looked for are of no such length. */
  private readonly lengths = new Set<number>();

  constructor(names: Iterable<string>) {
    for (const name of names) {
      const letters = lettersOf(name);
      if (letters.length > LONGEST) continue;
      this.lengths.add(letters.length);
      for (const text of shortened(letters)) append(this.byShortened, text, name);
    }
  }

  public near(name: string): readonly string[] {
    const letters = lettersOf(name);
    if (![-1, 0, 1].some((difference) => this.lengths.has(letters.length + difference))) return [];
    const candidates = new Set(shortened(letters).flatMap((text) => this.byShortened.get(text) ?? []));
    return [...candidates].filter((each) => looksMisspelled(name, each));
  }
}

// Dashes and capitals do not count.
function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[-_./]/g, '');
}

// Two names one edit apart are the same, or become so when each loses a letter.
function shortened(letters: string): readonly string[] {
  return [letters, ...Array.from(letters, (_, index) => letters.slice(0, index) + letters.slice(index + 1))];
}
