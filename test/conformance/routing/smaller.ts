import fc from 'fast-check';
import type { Manifest, Question } from '../engine/question';

type Path = readonly (string | number)[];
type Node = Readonly<Record<string, unknown>> | readonly unknown[];

/** Where to go on: parts before it have been tried. */
type Context = number | undefined;

/** Questions that leave out parts of one: manifests, items of lists, fields of a spec. */
class Smaller<Q extends Question> extends fc.Arbitrary<Q> {
  constructor(private readonly question: Q) {
    super();
  }

  public generate(): fc.Value<Q> {
    return new fc.Value(this.question, undefined);
  }

  public canShrinkWithoutContext(_: unknown): _ is Q {
    return true;
  }

  // What could be left out before a part that could, is rarely needed less after it: so go on from there, and around once.
  public shrink(question: Q, from: Context = 0): fc.Stream<fc.Value<Q>> {
    const parts = partsOf(question);
    const order = parts.map((_, index) => (index + from) % parts.length);
    return fc.stream(order.values()).map((index) => new fc.Value(without(question, parts[index]), index));
  }
}

/** A part is a half of the manifests, one of them, or what a path leads to. */
type Part = readonly number[] | { readonly manifest: number; readonly path: Path };

function partsOf({ manifests }: Question): readonly Part[] {
  const all = manifests.map((_, index) => index);
  const half = Math.ceil(all.length / 2);
  return [
    ...(all.length > 3 ? [all.slice(0, half), all.slice(half)] : []), ...all.map((index) => [index]),
    ...manifests.flatMap(({ spec }, manifest) => pathsIn(spec, ['spec']).map((path) => ({ manifest, path }))),
  ];
}

function pathsIn(node: unknown, path: Path): readonly Path[] {
  if (typeof node !== 'object' || node === null) return [];
  const keys = Array.isArray(node) ? node.map((_, index) => index) : Object.keys(node);
  const isLast = Array.isArray(node) && node.length === 1;
  return keys.flatMap((key) => [...(isLast ? [] : [[...path, key]]), ...pathsIn((node as Readonly<Record<string | number, unknown>>)[key], [...path, key])]);
}

function without<Q extends Question>(question: Q, part: Part): Q {
  const { manifests } = question;
  if (!('path' in part)) return { ...question, manifests: manifests.filter((_, index) => !part.includes(index)) };
  return { ...question, manifests: manifests.map((each, index) => (index === part.manifest ? removed(each, part.path) as unknown as Manifest : each)) };
}

function removed(node: Node, [key, ...rest]: Path): Node {
  if (Array.isArray(node)) return rest.length === 0 ? node.filter((_, index) => index !== key) : node.map((each, index) => (index === key ? removed(each as Node, rest) : each));
  const { [key]: there, ...others } = node as Readonly<Record<string, unknown>>;
  return rest.length === 0 ? others : { ...others, [key]: removed(there as Node, rest) };
}

const LONGEST_MS = 300_000;

/**
 * The smallest question found that is still what it is about.
 *
 * @param isStill whether a question with less in it is; one that cannot be asked is not
 */
export async function smallest<Q extends Question>(question: Q, isStill: (question: Q) => Promise<boolean>): Promise<Q> {
  const isOther = async (each: Q): Promise<boolean> => !(await isStill(each).catch(() => false));
  const deadline = Date.now() + LONGEST_MS;
  const isOver = async (each: Q): Promise<boolean> => Date.now() > deadline || isOther(each);
  const { counterexample } = await fc.check(fc.asyncProperty(new Smaller(question), isOver), { numRuns: 1, endOnFailure: false });
  return counterexample?.[0] ?? question;
}
