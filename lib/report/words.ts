import type { Finding, Place } from '../rules/define-rule';
import { formatRef } from '../values/object-ref';
import { lineOf, type Problem } from './report';

/** `Gateway web/shop`, and what of it is meant. */
export function formatObject({ ref, detail }: Place): string {
  return detail === undefined ? formatRef(ref) : `${formatRef(ref)}, ${detail}`;
}

/** `dist/shop.yaml:12 (Gateway web/shop)` */
export function formatPlace(place: Place): string {
  return `${formatSite(place.origin.path, lineOf(place))} (${formatObject(place)})`;
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
