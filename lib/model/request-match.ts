import { asRecord } from '../values/read';
import type { PathMatch } from '../values/request-match';
import type { StringMatch } from '../values/string-match';

/** What a match asks of the path; the prefix `/` asks for nothing. */
export function readPath(uri: unknown): PathMatch {
  const match = readStringMatch(uri);
  if ('exact' in match) return { kind: 'exact', value: match.exact };
  if ('regex' in match) return { kind: 'regex', value: match.regex };
  return 'prefix' in match && match.prefix !== '/' ? { kind: 'prefix', value: match.prefix } : { kind: 'any' };
}

/** Those of a map, by its names. */
export function readStringMatches(value: unknown): Readonly<Record<string, StringMatch>> {
  return Object.fromEntries(Object.entries(asRecord(value)).map(([name, match]) => [name, readStringMatch(match)]));
}

/** A StringMatch of the manifest; one that says nothing asks for presence. */
export function readStringMatch(value: unknown): StringMatch {
  const { exact, prefix, regex } = asRecord(value);
  if (typeof exact === 'string') return { exact };
  if (typeof prefix === 'string') return { prefix };
  return typeof regex === 'string' ? { regex } : { present: true };
}
