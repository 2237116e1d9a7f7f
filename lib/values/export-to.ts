import { isDnsLabel } from './dns-name';
import { asList, asTexts } from './read';

/** An `exportTo` as a manifest has it; what is said otherwise where it has none, or an empty one. */
export function readExportTo(value: unknown, otherwise: readonly string[]): readonly string[] {
  return asList(value).length > 0 ? asTexts(value) : otherwise;
}

/** Whether something of namespace `own` with this `exportTo` is seen from another namespace: `*` is everywhere, `.` its own. */
export function isExportedTo(exportTo: readonly string[], own: string | undefined, viewer: string | undefined): boolean {
  return exportTo.some((each) => each === '*' || (each === '.' ? own === viewer : each === viewer));
}

/** The same where a namespace may not be known: an object without one goes to any. */
export function mayBeExportedTo(exportTo: readonly string[], own: string | undefined, viewer: string | undefined): boolean {
  return own === undefined || viewer === undefined || isExportedTo(exportTo, own, viewer);
}

/** What Istio does not take of an `exportTo`: an entry given twice, its own namespace under two names, no name of a namespace, and all or nobody beside others. */
export type ExportToMistake = 'twice' | 'own-twice' | 'name' | 'all-and-others' | 'nobody-and-others';

/**
 * What Istio's validation refuses of an `exportTo`, by the places of its entries.
 *
 * @param options.own namespace of the object, where it is known
 * @param options.hides whether `~` is allowed, for nobody at all
 */
export function* exportToMistakes(exportTo: readonly string[], { own, hides }: { readonly own?: string; readonly hides: boolean }): Iterable<{ readonly index: number; readonly kind: ExportToMistake }> {
  const words = hides ? ['.', '*', '~'] : ['.', '*'];
  const seen = new Map<string, string>();
  for (const [index, text] of exportTo.entries()) {
    const name = text === '.' && own !== undefined ? own : text;
    const before = seen.get(name);
    if (before !== undefined) yield { index, kind: before === text ? 'twice' : 'own-twice' };
    else if (!words.includes(text) && !isDnsLabel(text)) yield { index, kind: 'name' };
    seen.set(name, before ?? text);
  }
  if (seen.size < 2) return;
  if (seen.has('*')) yield { index: exportTo.indexOf('*'), kind: 'all-and-others' };
  if (hides && seen.has('~')) yield { index: exportTo.indexOf('~'), kind: 'nobody-and-others' };
}
