import { RE2JS } from 're2js';
import { literalPrefix } from './literal-prefix';
import { stringMatchesMeet, type StringMatch } from './string-match';

/** A regular expression is never compared by this, but may be with another match that is. */
export interface CaseOptions {
  /** Whether capitals and small letters are the same to at least one of two matches. */
  readonly ignoreCase?: boolean;
}

/**
 * Whether some text can meet both, as `stringMatchesMeet`, and closer: a regular expression is tried on an exact text, and two that start with
 * different texts meet nowhere. Undefined where that leaves it open.
 */
export function textMatchesMeet(a: StringMatch, b: StringMatch, { ignoreCase = false }: CaseOptions = {}): boolean | undefined {
  const [one, other] = ignoreCase ? [inSmallLetters(a), inSmallLetters(b)] : [a, b];
  const met = stringMatchesMeet(one, other);
  if (met !== undefined) return met;
  const [start, otherStart] = [startOf(one, ignoreCase), startOf(other, ignoreCase)];
  // Behind an exact text nothing follows.
  const mayMeet = (!('exact' in one) && otherStart.startsWith(start)) || (!('exact' in other) && start.startsWith(otherStart));
  if (!mayMeet) return false;
  if (!ignoreCase && 'regex' in a && 'exact' in b) return takes(a.regex, b.exact);
  return !ignoreCase && 'regex' in b && 'exact' in a ? takes(b.regex, a.exact) : undefined;
}

/** Compiling takes far longer than matching, and a host compares one expression with all of its other paths. */
const compiled = new Map<string, RE2JS>();
const MOST_COMPILED = 1000;

/** Whether a regular expression takes a text as a whole. */
export function takes(regex: string, text: string): boolean {
  const known = compiled.get(regex) ?? RE2JS.compile(regex);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(regex, known);
  return known.matches(text);
}

function startOf(match: StringMatch, ignoreCase: boolean): string {
  if ('exact' in match) return match.exact;
  if ('prefix' in match) return match.prefix;
  const start = 'regex' in match ? literalPrefix(match.regex) : '';
  return ignoreCase ? start.toLowerCase() : start;
}

function inSmallLetters(match: StringMatch): StringMatch {
  if ('exact' in match) return { exact: match.exact.toLowerCase() };
  return 'prefix' in match ? { prefix: match.prefix.toLowerCase() } : match;
}
