import { fullMatchCovers, type FullMatch } from './full-match';
import type { PathMatch } from './request-match';
import type { StringMatch } from './string-match';

/** So few are looked at one by one. */
const FEW = 16;

interface Entry<T> {
  readonly match: FullMatch;
  readonly value: T;
  readonly order: number;
}

/**
 * Matches, found by what they cover without looking at each: by the path, of which every start may be a prefix, and by one of the texts
 * that they ask for, which whatever they cover asks for, too.
 */
export class FullMatchIndex<T> {
  private readonly all: Entry<T>[] = [];
  private readonly byKey = new Map<string, Entry<T>[]>();

  public add(match: FullMatch, value: T): void {
    const entry = { match, value, order: this.all.length };
    this.all.push(entry);
    if (this.all.length === FEW + 1) this.all.forEach((each) => this.file(each));
    else if (this.all.length > FEW) this.file(entry);
  }

  /** The first that was added of those that cover a match and are accepted. */
  public covering(inner: FullMatch, accept: (value: T) => boolean): T | undefined {
    const fits = ({ match, value }: Entry<T>) => fullMatchCovers(match, inner) && accept(value);
    if (this.all.length <= FEW) return this.all.find(fits)?.value;
    let first: Entry<T> | undefined;
    const asked = [...texts(inner), ''];
    for (const path of coveringPathKeys(inner)) {
      for (const text of asked) {
        const found = this.byKey.get(`${path} ${text}`)?.find(fits);
        if (found !== undefined && (first === undefined || found.order < first.order)) first = found;
      }
    }
    return first?.value;
  }

  private file(entry: Entry<T>): void {
    const key = `${pathKey(entry.match)} ${texts(entry.match)[0] ?? ''}`;
    const there = this.byKey.get(key) ?? [];
    there.push(entry);
    this.byKey.set(key, there);
  }
}

function pathKey({ path, ignoreCase }: FullMatch): string {
  if (path.kind === 'any' || path.kind === 'regex') return keyOf(path, false);
  return keyOf(ignoreCase ? { ...path, value: path.value.toLowerCase() } : path, ignoreCase);
}

function keyOf(path: PathMatch, ignoreCase: boolean): string {
  return path.kind === 'any' ? 'any' : JSON.stringify([path.kind, ignoreCase, path.value]);
}

function* coveringPathKeys({ path }: FullMatch): Iterable<string> {
  yield 'any';
  if (path.kind === 'regex') yield keyOf(path, false);
  if (path.kind !== 'exact' && path.kind !== 'prefix') return;
  for (const ignoreCase of [false, true]) {
    const value = ignoreCase ? path.value.toLowerCase() : path.value;
    if (path.kind === 'exact') yield keyOf({ kind: 'exact', value }, ignoreCase);
    for (let length = 0; length <= value.length; length++) yield keyOf({ kind: 'prefix', value: value.slice(0, length) }, ignoreCase);
  }
}

/** The texts that a match asks for, those first that tell most apart. */
function texts({ queryParams, headers, authority, method, scheme }: FullMatch): readonly string[] {
  const named: ReadonlyArray<readonly [string, StringMatch | undefined]> = [
    ...Object.entries(queryParams).map(([name, match]) => [`?${name}`, match] as const).sort(byName),
    ...Object.entries(headers).map(([name, match]) => [`:${name}`, match] as const).sort(byName),
    ['authority', authority], ['method', method], ['scheme', scheme],
  ];
  return named.flatMap(([name, match]) => (match !== undefined && 'exact' in match ? [JSON.stringify([name, match.exact])] : []));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
