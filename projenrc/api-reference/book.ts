import { Anchors } from './anchors';
import type { EntryPoint } from './convert';
import type { Reflection } from './model';
import { groups } from './pages';

/** A page, and the symbols on it. */
export interface Page {
  /** Of the file, without its extension; the first symbol's. */
  readonly name: string;
  readonly entryPoint: EntryPoint['name'];
  readonly symbols: readonly Reflection[];
}

export interface Chapter {
  readonly title: string;
  readonly about: string;
  readonly pages: readonly Page[];
}

/** Where a symbol, or a member of one, is: its page, and the heading on it. */
export interface Place {
  readonly page: string;
  readonly anchor?: string;
}

export interface Book {
  readonly chapters: readonly Chapter[];
  readonly places: ReadonlyMap<number, Place>;
}

/**
 * All symbols at their places.
 *
 * @throws where a public symbol has no place among the pages, or a place has no symbol
 */
export function bookOf(entryPoints: readonly EntryPoint[]): Book {
  const found = new Map(entryPoints.flatMap(({ name: entryPoint, symbols }) => symbols.map((symbol) => [symbol.name, { entryPoint, symbol }] as const)));
  const taken = groups.flatMap(({ pages }) => pages.flat());
  const lost = [...found.keys()].filter((name) => !taken.includes(name));
  if (lost.length > 0) throw new Error(`${lost.join(', ')} ${lost.length > 1 ? 'have' : 'has'} no place in the API reference; give each one in projenrc/api-reference/pages.ts`);
  const empty = taken.filter((name, index) => !found.has(name) || taken.indexOf(name) !== index);
  if (empty.length > 0) throw new Error(`${empty.join(', ')} in projenrc/api-reference/pages.ts is not exported, or stands there twice; take it out`);
  const chapters = groups.map(({ title, about, pages }) => ({
    title, about,
    pages: pages.map((names): Page => {
      const all = names.map((name) => found.get(name) as { entryPoint: EntryPoint['name']; symbol: Reflection });
      return { name: names[0], entryPoint: all[0].entryPoint, symbols: all.map(({ symbol }) => symbol) };
    }),
  }));
  return { chapters, places: new Map(chapters.flatMap(({ pages }) => pages.flatMap(placesOn))) };
}

function placesOn({ name: page, symbols }: Page): ReadonlyArray<readonly [number, Place]> {
  const anchors = new Anchors();
  return symbols.flatMap((symbol, index) => {
    const anchor = anchors.of(symbol.name);
    const place = { page, ...(index > 0 && { anchor }) };
    const members = (symbol.children ?? []).flatMap((member): ReadonlyArray<readonly [number, Place]> => {
      const at = member.signatures && member.name !== 'constructor' ? { page, anchor: anchors.of(headingOf(symbol, member)) } : place;
      return [[member.id, at], ...(member.signatures ?? []).map(({ id }) => [id, at] as const)];
    });
    return [[symbol.id, place], ...(symbol.signatures ?? []).map(({ id }) => [id, place] as const), ...members];
  });
}

/** How a method is called: `Match.exact` or `forward`. */
export function headingOf(symbol: Reflection, member: Reflection): string {
  return member.flags.isStatic ? `${symbol.name}.${member.name}` : member.name;
}
