import type { HTTPMatchRequest, StringMatch as WireStringMatch } from '../../imports/networking';
import { ANY_REQUEST, type PathMatch, type RequestMatch } from '../values/request-match';
import type { StringMatch } from '../values/string-match';

/** A text to equal, or `{ prefix }` to start with, or `{ present: true }` for any. */
export type ValueMatch = string | { readonly prefix: string } | { readonly present: true };

/** One of the matches that a `Match` becomes, and what ranks it. */
export interface Branch {
  readonly request: RequestMatch;
  /** Exact paths before prefixes, longer prefixes before shorter ones. */
  readonly rank: { readonly exact: boolean; readonly length: number; readonly bySegment: boolean };
  /** Where the match is by segment: the path itself, or what is below it. */
  readonly part?: 'itself' | 'below';
}

/** Which requests a rule takes. Immutable: each condition added gives a new one. */
export class Match {
  /** Exactly this path; a query string does not count. */
  public static exact(path: string): Match {
    return new Match('exact', checkPath(path));
  }

  /**
   * Every path that starts with this text, as Istio compares it: `/shop` also takes `/shopping`. See `under`.
   */
  public static prefix(text: string): Match {
    return text === '/' ? Match.any() : new Match('prefix', checkPath(text));
  }

  /** This path and everything below it: `/shop` takes `/shop`, `/shop/` and `/shop/cart`, not `/shopping`. */
  public static under(path: string): Match {
    const trimmed = checkPath(path).replace(/\/+$/, '');
    return trimmed === '' ? Match.any() : new Match('under', trimmed);
  }

  /** Every path. */
  public static any(): Match {
    return new Match('any', '/');
  }

  private constructor(
    private readonly kind: 'exact' | 'prefix' | 'under' | 'any',
    private readonly value: string,
    private readonly conditions: Omit<RequestMatch, 'path'> = ANY_REQUEST,
  ) {}

  /**
   * Also this HTTP method, such as `GET`.
   *
   * @throws where it is not in capitals, as methods are
   */
  public method(method: string): Match {
    if (!/^[A-Z]+$/.test(method)) throw new Error(`method "${method}" is no HTTP method; methods are in capitals, such as "GET"`);
    return this.with({ method: { exact: method } });
  }

  /** Also a header with this value. Case counts in values, not in names. */
  public header(name: string, value: ValueMatch): Match {
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) throw new Error(`"${name}" is no header name; give the name alone, such as "end-user"`);
    return this.with({ headers: { ...this.conditions.headers, [name.toLowerCase()]: toStringMatch(value) } });
  }

  /** Also a query parameter with this value, undecoded. Case counts. */
  public queryParam(name: string, value: ValueMatch): Match {
    return this.with({ queryParams: { ...this.conditions.queryParams, [name]: toStringMatch(value) } });
  }

  /** @internal */
  public get _bySegment(): boolean {
    return this.kind === 'under' || this.kind === 'any';
  }

  /** @internal */
  public _branches(): readonly Branch[] {
    const rank = { exact: this.kind === 'exact', length: this.kind === 'any' ? 0 : this.value.length, bySegment: this._bySegment };
    const branch = (path: PathMatch, part?: Branch['part']): Branch => ({ request: { ...this.conditions, path }, rank, part });
    if (this.kind === 'any') return [branch({ kind: 'any' }, 'below')];
    if (this.kind !== 'under') return [branch({ kind: this.kind, value: this.value })];
    return [branch({ kind: 'exact', value: this.value }, 'itself'), branch({ kind: 'prefix', value: `${this.value}/` }, 'below')];
  }

  private with(conditions: Partial<RequestMatch>): Match {
    return new Match(this.kind, this.value, { ...this.conditions, ...conditions });
  }
}

/** The match as Istio wants it; undefined where it takes everything. */
export function wireMatch({ path, method, headers, queryParams }: RequestMatch): HTTPMatchRequest | undefined {
  const match: HTTPMatchRequest = {
    ...(path.kind !== 'any' && { uri: { [path.kind]: path.value } as WireStringMatch }),
    ...(method && { method: wireStringMatch(method) }),
    ...(Object.keys(headers).length > 0 && { headers: wireStringMatches(headers) }),
    ...(Object.keys(queryParams).length > 0 && { queryParams: wireStringMatches(queryParams) }),
  };
  return Object.keys(match).length > 0 ? match : undefined;
}

function wireStringMatches(matches: Readonly<Record<string, StringMatch>>): Record<string, WireStringMatch> {
  return Object.fromEntries(Object.entries(matches).map(([name, match]) => [name, wireStringMatch(match)]));
}

// An empty match is Istio's way to ask that something is there.
function wireStringMatch(match: StringMatch): WireStringMatch {
  return 'present' in match ? {} : (match as WireStringMatch);
}

function toStringMatch(value: ValueMatch): StringMatch {
  if (typeof value === 'string') return { exact: value };
  if ('prefix' in value && value.prefix === '') throw new Error('an empty prefix takes every value; say { present: true }');
  return value;
}

function checkPath(path: string): string {
  if (!path.startsWith('/')) throw new Error(`path "${path}" does not start with a slash; give it as requests have it: "/${path}"`);
  const [extra] = /[?#]/.exec(path) ?? [];
  if (extra !== undefined) throw new Error(`path "${path}" has a "${extra}", which never is in the path of a request; give the path alone, and a query by queryParam(...)`);
  return path;
}
