import { isDnsLabel } from '../values/dns-name';
import type { Labels } from '../values/labels';
import { literalPrefix } from '../values/literal-prefix';
import { qualifiedName } from '../values/object-ref';
import type { PathMatch } from '../values/request-match';
import type { RouteMatch } from '../values/route-match';
import type { Branch, PathRank } from './branch';
import type { IHttpGateway } from './gateway';
import { checkHeaderName, checkHeaders, checkLabels, checkPath, claimName, NO_CONDITIONS, withNamed, type Conditions } from './match-conditions';
import { checkRegex, toStringMatch, type TextPattern, type ValueMatch } from './value-match';

/**
 * Which requests a rule takes: those that meet all of its conditions. Immutable: each condition added gives a new match, and the order in
 * which they are added does not matter.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
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

  /**
   * Every path that a regular expression of RE2 takes as a whole, without the query: `/users/[0-9]+` does not take `/users/7/orders`.
   *
   * It goes behind exact paths and before a prefix that all of its paths start with, such as `/users`. Against any other regular
   * expression, and a longer prefix that it could meet, it has no rank: `inOrder` then says which comes first.
   *
   * @throws with the reason where RE2 refuses it, and where no path can be taken by it
   * @see https://github.com/google/re2/wiki/Syntax
   */
  public static regex(regex: string): Match {
    const start = literalPrefix(checkRegex(regex));
    if (start !== '' && !start.startsWith('/')) throw new Error(`regular expression "${regex}" takes no path: paths start with a slash, and it with "${start}"; give "/${regex}"`);
    return new Match('regex', regex);
  }

  /** Every path. */
  public static any(): Match {
    return new Match('any', '/');
  }

  private constructor(
    private readonly kind: 'exact' | 'prefix' | 'under' | 'regex' | 'any',
    private readonly value: string,
    private readonly conditions: Conditions = NO_CONDITIONS,
  ) {}

  /**
   * Compares the path in any case: `/shop` also takes `/Shop`. Of two equal paths the one whose case counts goes first.
   *
   * @throws for a regular expression, which says it itself
   */
  public ignoreCase(): Match {
    if (this.kind === 'regex') throw new Error(`Istio does not ignore the case of regular expressions; begin it with (?i): Match.regex('(?i)${this.value}')`);
    // Of a path without letters it would say nothing.
    return this.with({ ignoreCase: this.value.toLowerCase() !== this.value.toUpperCase() });
  }

  /**
   * Also one of these HTTP methods, such as `GET`, or those that fit `{ prefix }` or `{ regex }`.
   *
   * @throws where one is not in capitals, as methods are
   */
  public method(...methods: ReadonlyArray<string | TextPattern>): Match {
    if (this.conditions.methods.length > 0) throw new Error('methods are given twice, and no request has two; give all in one call: method("GET", "HEAD")');
    if (methods.length === 0) throw new Error('no method is given, so the match would take none; give at least one, such as "GET"');
    const bad = methods.find((method) => typeof method === 'string' && !/^[A-Z]+$/.test(method));
    if (typeof bad === 'string') throw new Error(`method "${bad}" is no HTTP method; methods are in capitals, such as "GET"`);
    return this.with({ methods: methods.map((method) => toStringMatch(method)) });
  }

  /**
   * Also a header of this name, with this value where one is given. Case counts in values, not in names.
   *
   * @throws where the match asks for that header already
   */
  public header(name: string, value: ValueMatch = { present: true }): Match {
    return this.with({ headers: withNamed(this.conditions.headers, checkHeaderName(name), toStringMatch(value), 'header') });
  }

  /**
   * Also no header of this name; where a value is given, none with that value. A header that is absent is as an empty one.
   *
   * @throws where the match names that header here already
   */
  public withoutHeader(name: string, value: ValueMatch = { present: true }): Match {
    return this.with({ without: withNamed(this.conditions.without, checkHeaderName(name), toStringMatch(value), 'a header without') });
  }

  /**
   * Also a query parameter of this name, with this value where one is given. Both are compared undecoded, and case counts.
   *
   * @throws where the match asks for that parameter already
   */
  public queryParam(name: string, value: ValueMatch = { present: true }): Match {
    return this.with({ queryParams: withNamed(this.conditions.queryParams, name, toStringMatch(value), 'query parameter') });
  }

  /**
   * Also a claim of the request's JWT, which a RequestAuthentication on the gateway must have taken; not for requests within the mesh.
   *
   * @param claim its name, or the names that lead to it
   * @see https://istio.io/latest/docs/tasks/security/authentication/jwt-route/
   */
  public claim(claim: string | readonly string[], value: ValueMatch): Match {
    const name = claimName(typeof claim === 'string' ? [claim] : claim);
    return this.with({ headers: withNamed(this.conditions.headers, name, toStringMatch(value), 'claim') });
  }

  /**
   * Also by this scheme, or one that fits: `https` where TLS ends at the gateway.
   *
   * @throws where the match asks for one already
   */
  public scheme(scheme: 'http' | 'https' | TextPattern): Match {
    return this.withOnly('scheme', toStringMatch(scheme));
  }

  /**
   * Also this host as the client writes it, with its port where it gives one. Case counts.
   *
   * @throws where the match asks for one already
   */
  public authority(value: string | TextPattern): Match {
    return this.withOnly('authority', toStringMatch(value));
  }

  /**
   * Also by the Gateway's server with this port number; for requests within the mesh, to this port of the service.
   *
   * @throws for what is no port, and where the match asks for one already
   */
  public port(port: number): Match {
    if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`port ${port} is no port; give a number from 1 to 65535`);
    return this.withOnly('port', port);
  }

  /**
   * Also through one of these gateways, all of which the route is on; with `inMesh` also from within the mesh.
   *
   * @throws for none
   */
  public gateway(...gateways: readonly IHttpGateway[]): Match {
    if (gateways.length === 0) throw new Error('no gateway is given, so the match would take nothing; give at least one, or leave gateway(...) out');
    return this.withGateways(gateways.map(qualifiedName), gateways);
  }

  /** Also from within the mesh and through no gateway; with `gateway` also through that one. For a route with `alsoInMesh`. */
  public inMesh(): Match {
    return this.withGateways(['mesh'], []);
  }

  /**
   * Also from pods with all of these labels. For a route with `alsoInMesh`.
   *
   * @throws for what is no label
   */
  public sourceLabels(labels: Labels): Match {
    return this.with({ sourceLabels: checkLabels(labels) });
  }

  /**
   * Also from pods of this namespace. For a route with `alsoInMesh`.
   *
   * @throws for what is no name of a namespace, and where the match asks for one already
   */
  public sourceNamespace(namespace: string): Match {
    if (!isDnsLabel(namespace)) throw new Error(`"${namespace}" is no name of a namespace; give one namespace by its name`);
    return this.withOnly('sourceNamespace', namespace);
  }

  /** Names the match: it stands behind the rule's name in access logs. Takes nothing away. */
  public named(name: string): Match {
    return this.with({ labels: { ...this.conditions.labels, name } });
  }

  /**
   * Counts the requests of this match by themselves, in metrics that begin so. Takes nothing away.
   *
   * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#statistics
   */
  public statPrefix(statPrefix: string): Match {
    return this.with({ labels: { ...this.conditions.labels, statPrefix } });
  }

  /** @internal */
  public get _bySegment(): boolean {
    return this.kind === 'under' || this.kind === 'any';
  }

  /** @internal */
  public _branches(): readonly Branch[] {
    const { methods, gatewayObjects, labels, ...asked } = this.conditions;
    const requests: readonly Omit<RouteMatch, 'path'>[] = methods.length === 0 ? [asked] : methods.map((method) => ({ ...asked, method }));
    return this.paths().flatMap(({ path, part }) => requests.map((request): Branch => (
      { request: { ...request, path }, rank: this.rank, part, gateways: gatewayObjects, labels }
    )));
  }

  private get rank(): PathRank {
    if (this.kind === 'any') return { exact: false, length: 0, kind: 'segment' };
    if (this.kind === 'regex') return { exact: false, length: literalPrefix(this.value).length, kind: 'regex' };
    return { exact: this.kind === 'exact', length: this.value.length, kind: this.kind === 'under' ? 'segment' : 'text' };
  }

  private paths(): ReadonlyArray<{ readonly path: PathMatch; readonly part?: Branch['part'] }> {
    const value = this.conditions.ignoreCase ? this.value.toLowerCase() : this.value;
    if (this.kind === 'any') return [{ path: { kind: 'any' }, part: 'below' }];
    if (this.kind !== 'under') return [{ path: { kind: this.kind, value } }];
    return [{ path: { kind: 'exact', value }, part: 'itself' }, { path: { kind: 'prefix', value: `${value}/` }, part: 'below' }];
  }

  private withGateways(names: readonly string[], objects: readonly IHttpGateway[]): Match {
    const { gateways = [], gatewayObjects } = this.conditions;
    const added = objects.filter((_, index) => !gateways.includes(names[index]));
    return this.with({ gateways: [...new Set([...gateways, ...names])].sort(), gatewayObjects: [...gatewayObjects, ...added] });
  }

  private withOnly<Name extends 'scheme' | 'authority' | 'port' | 'sourceNamespace'>(name: Name, value: Conditions[Name]): Match {
    if (this.conditions[name] !== undefined) throw new Error(`${name} is asked for twice in one match, and no request has two; give it once, or two matches`);
    return this.with({ [name]: value });
  }

  private with(conditions: Partial<Conditions>): Match {
    const all = { ...this.conditions, ...conditions };
    checkHeaders(all);
    if (all.gateways !== undefined && (Object.keys(all.sourceLabels).length > 0 || all.sourceNamespace !== undefined)) {
      throw new Error('where a match names gateways, Istio does not look at where requests come from; take gateway(...) and inMesh() or sourceLabels(...) and sourceNamespace(...) away');
    }
    return new Match(this.kind, this.value, all);
  }
}
