/** How a header, a query parameter or a method is compared; `present` asks only that it is there. */
export type StringMatch =
  | { readonly exact: string }
  | { readonly prefix: string }
  | { readonly regex: string }
  | { readonly present: true };

/** Whether some value can meet both; undefined where a regular expression leaves it open. */
export function stringMatchesMeet(a: StringMatch, b: StringMatch): boolean | undefined {
  if ('present' in a || 'present' in b) return true;
  if ('regex' in a || 'regex' in b) return 'regex' in a && 'regex' in b && a.regex === b.regex ? true : undefined;
  if ('exact' in a) return 'exact' in b ? a.exact === b.exact : a.exact.startsWith(b.prefix);
  return 'exact' in b ? b.exact.startsWith(a.prefix) : a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix);
}

/** Whether every value that meets `inner` meets `outer`; false also where a regular expression leaves it open. */
export function stringMatchCovers(outer: StringMatch, inner: StringMatch): boolean {
  if ('present' in outer) return true;
  if ('exact' in outer) return 'exact' in inner && outer.exact === inner.exact;
  if ('regex' in outer) return 'regex' in inner && outer.regex === inner.regex;
  if ('exact' in inner) return inner.exact.startsWith(outer.prefix);
  return 'prefix' in inner && inner.prefix.startsWith(outer.prefix);
}

/** As a sentence about `name` shows it: `name=v`, `name=v*`, `name~v`, `name`. */
export function formatStringMatch(name: string, match: StringMatch): string {
  if ('exact' in match) return `${name}=${match.exact}`;
  if ('prefix' in match) return `${name}=${match.prefix}*`;
  return 'regex' in match ? `${name}~${match.regex}` : name;
}
