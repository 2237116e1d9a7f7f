import type { Finding, Place } from '../rules/define-rule';
import { formatField } from '../values/format-field';
import { formatRef } from '../values/object-ref';
import { lineOf } from '../values/origin';
import type { Located, Problem } from './report';

/** `Gateway web/shop`, and what of it is meant: `Gateway web/shop, spec.servers[0].port`. */
export function formatObject({ ref, detail, field = [] }: Place): string {
  return [formatRef(ref), detail ?? '', formatField(field)].filter((part) => part !== '').join(', ');
}

/** `dist/shop.yaml:12 (Gateway web/shop)`; the line is the object's where nobody has looked for that of the field. */
export function formatPlace(place: Located): string {
  return `${formatSite(place.origin.path, place.line ?? lineOf(place.origin))} (${formatObject(place)})`;
}

/** What is wrong and what to do about it, in one paragraph. */
export function formatMessage({ what, fix }: Finding): string {
  return `${what}. ${fix}`;
}

export function formatProblem({ path, line, reason }: Problem): string {
  return printable(`${formatSite(path, line)}: ${reason}`);
}

/**
 * One line that any terminal shows as it stands: characters that would control it, break the line or turn the order of letters round
 * are written as escapes. Names and hosts come from files that anyone may have written.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function formatSite(path: string, line: number | undefined): string {
  return line === undefined ? path : `${path}:${line}`;
}
