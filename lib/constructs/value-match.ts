import { whyNoRegex } from '../values/regex';
import type { StringMatch } from '../values/string-match';

/**
 * A text to equal, `{ prefix }` to start with, `{ regex }` of RE2 to match as a whole, or `{ present: true }` for any. Capitals count.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export type ValueMatch = string | TextPattern | {
  /** Whatever the value. */
  readonly present: true;
};

/** `{ prefix }` to start with, or `{ regex }` of RE2 to match as a whole. Capitals count. */
export type TextPattern =
  | {
    /** What the text starts with; not empty. */
    readonly prefix: string;
  }
  | {
    /** Regular expression of RE2 for the text as a whole. */
    readonly regex: string;
  };

/**
 * The match of a value as the mesh reads it.
 *
 * @throws for an empty prefix and for an expression that RE2 refuses
 */
export function toStringMatch(value: ValueMatch): StringMatch {
  if (typeof value === 'string') return { exact: value };
  if ('regex' in value) return { regex: checkRegex(value.regex) };
  if ('prefix' in value) {
    if (value.prefix === '') throw new Error('an empty prefix takes every value; say { present: true }');
    return { prefix: value.prefix };
  }
  return { present: true };
}

/** @throws with the reason where RE2 refuses the expression, or it is empty */
export function checkRegex(regex: string): string {
  if (regex === '') throw new Error('an empty regular expression takes the empty text alone; give one such as ".+"');
  const why = whyNoRegex(regex);
  if (why !== undefined) throw new Error(`regular expression "${regex}" ${why}; Istio's are those of RE2: https://github.com/google/re2/wiki/Syntax`);
  return regex;
}
