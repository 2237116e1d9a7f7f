import { RE2JS } from 're2js';
import { readStringMatch } from '../model/request-match';
import type { Route } from '../model/build/build';
import { isJwtClaim } from '../values/header-syntax';
import { asRecord, asText, isGiven, type Manifest } from '../values/read';
import type { StringMatch } from '../values/string-match';
import { claimMeets, claimOfHeader, type Claims } from './authorization/claims';
import type { ParsedRequest } from './request';
import type { Target } from './path';

/** What routes are matched with. */
export class Asked {
  private query?: ReadonlyMap<string, string>;

  /** @param claims those of a token that a RequestAuthentication has taken */
  constructor(public readonly request: ParsedRequest, public readonly target: Target, public readonly claims?: Claims) {}

  /** The same with a token that was taken, and what that changed. */
  public with(request: ParsedRequest, claims: Claims | undefined): Asked {
    return new Asked(request, this.target, claims);
  }

  /** Parameters of the query, by name as they are written: the first value of each. */
  public get parameters(): ReadonlyMap<string, string> {
    return (this.query ??= parametersOf(this.target.query));
  }
}

export type Condition = (asked: Asked) => boolean;

/** The conditions that a route asks of a request: all of them hold, or it does not take it. */
export function conditionsOf({ match, matchOf }: Route): readonly Condition[] {
  if (match === undefined) return [];
  const { uri, method, authority, scheme, headers, withoutHeaders, queryParams, ignoreUriCase } = match.manifest;
  return [
    ...pathConditions(asRecord(uri), { ignoreCase: ignoreUriCase === true, bySegments: matchOf.ingress !== undefined }),
    ...textCondition(method, ({ request }) => request.method),
    ...textCondition(authority, ({ request }) => request.authority),
    ...textCondition(scheme, ({ request }) => (request.secure ? 'https' : 'http')),
    ...Object.entries(asRecord(headers)).map(([name, value]) => headerCondition(name, value)),
    ...Object.entries(asRecord(withoutHeaders)).map(([name, value]) => withoutCondition(name, value)),
    ...Object.entries(asRecord(queryParams)).map(([name, value]): Condition => {
      const matches = matcherOf(readStringMatch(value));
      return ({ parameters }) => matches(parameters.get(name));
    }),
  ];
}

/** The regular expressions of a route: those of its match, and of what it rewrites. */
export function regexesOf({ match, rule }: Route): readonly string[] {
  const { uri, method, authority, scheme, headers, withoutHeaders, queryParams } = match?.manifest ?? {};
  const named = [headers, withoutHeaders, queryParams].flatMap((map) => Object.entries(asRecord(map)));
  const [ofClaims, others] = [named.filter(([name]) => isJwtClaim(name)), named.filter(([name]) => !isJwtClaim(name))].map((all) => all.map(([, value]) => value));
  const regexOf = (value: unknown) => asText(asRecord(value).regex);
  // Of a claim a star alone is a regular expression.
  const found = [...[uri, method, authority, scheme, ...others].map(regexOf).filter((regex) => regex !== '*'), ...ofClaims.map(regexOf)];
  const rewrite = asText(asRecord(asRecord(rule.manifest.rewrite).uriRegexRewrite).match) || undefined;
  return [...found, rewrite].filter((regex) => regex !== undefined);
}

interface PathOptions {
  readonly ignoreCase: boolean;
  /** Of an Ingress: a prefix ends where a segment does. */
  readonly bySegments: boolean;
}

function pathConditions({ exact, prefix, regex }: Manifest, { ignoreCase, bySegments }: PathOptions): readonly Condition[] {
  const cased = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  if (typeof exact === 'string') {
    const wanted = cased(exact);
    return [({ target }) => cased(target.path) === wanted];
  }
  if (typeof prefix === 'string') {
    const wanted = cased(bySegments ? prefix.replace(/\/$/, '') : prefix);
    return [({ target }) => {
      const path = cased(target.path);
      return path.startsWith(wanted) && (!bySegments || path.length === wanted.length || path[wanted.length] === '/');
    }];
  }
  if (typeof regex !== 'string') return [];
  const matches = matcherOf({ regex });
  return [({ target }) => matches(target.path)];
}

function textCondition(value: unknown, of: (asked: Asked) => string): readonly Condition[] {
  if (!isGiven(value)) return [];
  const matches = matcherOf(readStringMatch(value));
  return [(asked) => matches(of(asked))];
}

// A star alone is no regular expression here, but asks for presence.
function presenceOr(match: StringMatch): StringMatch {
  return 'regex' in match && match.regex === '*' ? { present: true } : match;
}

function headerCondition(name: string, value: unknown): Condition {
  if (isJwtClaim(name)) return claimCondition(name, value);
  const matches = matcherOf(presenceOr(readStringMatch(value)));
  return (asked) => matches(headerOf(asked, name));
}

// What is absent counts as empty, unless presence is what must not be.
function withoutCondition(name: string, value: unknown): Condition {
  if (isJwtClaim(name)) {
    const meets = claimCondition(name, value);
    return (asked) => !meets(asked);
  }
  const match = presenceOr(readStringMatch(value));
  const matches = matcherOf(match);
  return (asked) => !matches(headerOf(asked, name) ?? ('present' in match ? undefined : ''));
}

// Without a token that was taken there is no claim.
function claimCondition(name: string, value: unknown): Condition {
  const path = claimOfHeader(name);
  const matches = matcherOf(readStringMatch(value));
  return ({ claims }) => claims !== undefined && claimMeets(claims, path, matches);
}

/** A header as Envoy has it once it has read a request. */
export function headerOf({ request, target }: Asked, name: string): string | undefined {
  switch (name.toLowerCase()) {
    case ':method': return request.method;
    case 'host':
    case ':authority': return request.authority;
    case ':scheme': return request.secure ? 'https' : 'http';
    case ':path': return `${target.path}${target.query}`;
    default: return request.headers.get(name.toLowerCase());
  }
}

/** Whether a text meets a match; one that is absent meets none. */
export function matcherOf(match: StringMatch): (text: string | undefined) => boolean {
  if ('present' in match) return (text) => text !== undefined;
  if ('exact' in match) return (text) => text === match.exact;
  if ('prefix' in match) return (text) => text?.startsWith(match.prefix) === true;
  const pattern = RE2JS.compile(match.regex);
  return (text) => text !== undefined && pattern.matches(text);
}

/** The parameters of a query as Envoy takes them: undecoded, the first of each name, and one without a value empty. */
function parametersOf(query: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const each of query.slice(1).split('&').filter((part) => part !== '')) {
    const end = each.indexOf('=');
    const name = end < 0 ? each : each.slice(0, end);
    if (!found.has(name)) found.set(name, end < 0 ? '' : each.slice(end + 1));
  }
  return found;
}

/** What stands in the path for a prefix or an exact match of a route; undefined for a regular expression or no match. */
export function matchedPath({ match }: Route): { readonly exact?: string; readonly prefix?: string } {
  const uri = asRecord(match?.manifest.uri);
  if (asText(uri.exact) !== undefined) return { exact: asText(uri.exact) };
  if (asText(uri.prefix) !== undefined) return { prefix: asText(uri.prefix) };
  return asText(uri.regex) === undefined ? { prefix: '/' } : {};
}
