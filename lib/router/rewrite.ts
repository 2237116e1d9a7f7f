import { RE2JS } from 're2js';
import type { Route } from '../model/build/build';
import { asRecord, asText, type Manifest } from '../values/read';
import { matchedPath } from './match';
import type { Target } from './path';

/** What a route changes of a request that it sends on. */
export interface Rewriter {
  /** With its query. */
  readonly path: (target: Target) => string;
  /** Undefined where it stays. */
  readonly authority?: string;
}

/**
 * The rewrites of a route's rule, and those of operations on headers.
 *
 * @param headers each as a manifest has `headers`; of several that set the authority the first counts
 */
export function rewriterOf(route: Route, headers: readonly Manifest[]): Rewriter {
  const { uri, uriRegexRewrite, authority } = asRecord(route.rule.manifest.rewrite);
  const { match, rewrite } = asRecord(uriRegexRewrite);
  return { path: pathRewriter(route, asText(uri), asText(match), asText(rewrite) ?? ''), authority: asText(authority) || headers.map(authoritySet).find((each) => each !== undefined) };
}

function pathRewriter(route: Route, uri: string | undefined, match: string | undefined, by: string): Rewriter['path'] {
  if (uri) return ({ path, query }) => withPrefixReplaced(route, path, uri) + query;
  if (!match) return ({ path, query }) => path + query;
  const pattern = RE2JS.compile(match);
  // RE2 then replaces nothing.
  if (groupsIn(by) > pattern.groupCount()) return ({ path, query }) => path + query;
  return ({ path, query }) => replaced(path, pattern, by) + query;
}

/** For a prefix and for an exact path what matched is replaced; for a regular expression the whole path is. */
export function withPrefixReplaced(route: Route, path: string, by: string): string {
  const { exact, prefix } = matchedPath(route);
  const matched = exact ?? prefix;
  return matched === undefined ? by : `${by}${path.slice(matched.length)}`;
}

function groupsIn(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/\\(\d|\\)/g), ([, sign]) => Number(sign) || 0));
}

/** Every match is replaced, as RE2 does it: a group is written `\1`, the whole match `\0`. */
function replaced(path: string, pattern: RE2JS, by: string): string {
  const matcher = pattern.matcher(path);
  const parts: string[] = [];
  let end = 0;
  while (matcher.find()) {
    parts.push(path.slice(end, matcher.start()), by.replace(/\\(\d|\\)/g, (_, sign: string) => (sign === '\\' ? sign : matcher.group(Number(sign)) ?? '')));
    end = matcher.end();
  }
  return parts.join('') + path.slice(end);
}

function authoritySet({ request }: Manifest): string | undefined {
  const { set, add } = asRecord(request);
  for (const operation of [set, add]) {
    for (const [name, value] of Object.entries(asRecord(operation))) {
      if (['host', ':authority'].includes(name.toLowerCase()) && typeof value === 'string') return value;
    }
  }
  return undefined;
}
