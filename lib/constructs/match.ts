import { isDnsLabel } from '../values/dns-name';
import type { Labels } from '../values/labels';
import { qualifiedName } from '../values/object-ref';
import type { Branch } from './branch';
import type { IHttpGateway } from './gateway';
import { branchesOf, type PathKind } from './match-branches';
import { checkHeaderName, checkHeaders, checkLabels, checkMethods, checkOrigin, checkPath, checkPathRegex, claimName, NO_CONDITIONS, once, withGateways, withNamed, type Conditions } from './match-conditions';
import { toStringMatch, type TextPattern, type ValueMatch } from './value-match';

/**
 * Which requests a rule takes: those that meet all of its conditions. Immutable: each condition added gives a new match, and the order in
 * which they are added does not matter.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export class Match {
  /**
   * Exactly this path; a query string does not count.
   *
   * @param path from its first slash on, without a query: `/login`
   * @throws for what is no path
   */
  public static exact(path: string): Match {
    return new Match('exact', checkPath(path));
  }

  /**
   * Every path that starts with this text, as Istio compares it: `/shop` also takes `/shopping`. See `under`.
   *
   * @param text from the first slash of the path on: `/shop`; `/` is every path
   * @throws for what is no path
   */
  public static prefix(text: string): Match {
    return text === '/' ? Match.any() : new Match('prefix', checkPath(text));
  }

  /**
   * This path and everything below it: `/shop` takes `/shop`, `/shop/` and `/shop/cart`, not `/shopping`.
   *
   * @param path from its first slash on, with one at its end or without: `/shop`; `/` is every path
   * @throws for what is no path
   */
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
   * @param regex for the whole path, from its first slash on
   * @throws with the reason where RE2 refuses it, and where no path can be taken by it
   * @see https://github.com/google/re2/wiki/Syntax
   */
  public static regex(regex: string): Match {
    return new Match('regex', checkPathRegex(regex));
  }

  /** Every path. */
  public static any(): Match {
    return new Match('any', '/');
  }

  private constructor(private readonly kind: PathKind, private readonly value: string, private readonly conditions: Conditions = NO_CONDITIONS) {}

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
   * @param methods any one of these
   * @throws where one is not in capitals, as methods are, there is none, or methods have been said already
   */
  public method(...methods: ReadonlyArray<string | TextPattern>): Match {
    if (this.conditions.methods.length > 0) throw new Error('methods are given twice, and no request has two; give all in one call: method("GET", "HEAD")');
    return this.with({ methods: checkMethods(methods).map((method) => toStringMatch(method)) });
  }

  /**
   * Also a header of this name, with this value where one is given. Case counts in values, not in names.
   *
   * @param name in any case
   * @param value a text to equal, `{ prefix }`, `{ regex }`, or `{ present: true }` for any, which it is where it is left out
   * @throws where the match asks for that header already, for what is no name of a header, and for an expression that RE2 refuses
   */
  public header(name: string, value: ValueMatch = { present: true }): Match {
    return this.with({ headers: withNamed(this.conditions.headers, checkHeaderName(name), toStringMatch(value), 'header') });
  }

  /**
   * Also no header of this name; where a value is given, none with that value. A header that is absent is as an empty one.
   *
   * @param name in any case
   * @param value a text to equal, `{ prefix }`, `{ regex }`, or `{ present: true }` for any, which it is where it is left out
   * @throws where the match names that header here already, for what is no name of a header, and for an expression that RE2 refuses
   */
  public withoutHeader(name: string, value: ValueMatch = { present: true }): Match {
    return this.with({ without: withNamed(this.conditions.without, checkHeaderName(name), toStringMatch(value), 'a header without') });
  }

  /**
   * Also a query parameter of this name, with this value where one is given. Both are compared undecoded, and case counts.
   *
   * @param name to the letter
   * @param value a text to equal, `{ prefix }`, `{ regex }`, or `{ present: true }` for any, which it is where it is left out
   * @throws where the match asks for that parameter already, and for an expression that RE2 refuses
   */
  public queryParam(name: string, value: ValueMatch = { present: true }): Match {
    return this.with({ queryParams: withNamed(this.conditions.queryParams, name, toStringMatch(value), 'query parameter') });
  }

  /**
   * Also a claim of the request's JWT, which a RequestAuthentication on the gateway must have taken; not for requests within the mesh.
   *
   * @param claim its name, or the names that lead to it
   * @param value a text to equal, `{ prefix }` or `{ regex }`; of a claim that is a list, one of its values
   * @throws where the match asks for that claim already, for what is no name of a claim, and for an expression that RE2 refuses
   * @see https://istio.io/latest/docs/tasks/security/authentication/jwt-route/
   */
  public claim(claim: string | readonly string[], value: ValueMatch): Match {
    const name = claimName(typeof claim === 'string' ? [claim] : claim);
    return this.with({ headers: withNamed(this.conditions.headers, name, toStringMatch(value), 'claim') });
  }

  /**
   * Also by this scheme, or one that fits: `https` where TLS ends at the gateway.
   *
   * @param scheme in small letters, `{ prefix }` or `{ regex }`
   * @throws where the match asks for one already, and for an expression that RE2 refuses
   */
  public scheme(scheme: 'http' | 'https' | TextPattern): Match {
    return this.with(once(this.conditions, 'scheme', toStringMatch(scheme)));
  }

  /**
   * Also this host as the client writes it, with its port where it gives one. Case counts.
   *
   * @param value a text to equal, `{ prefix }` or `{ regex }`
   * @throws where the match asks for one already, and for an expression that RE2 refuses
   */
  public authority(value: string | TextPattern): Match {
    return this.with(once(this.conditions, 'authority', toStringMatch(value)));
  }

  /**
   * Also by the Gateway's server with this port number; for requests within the mesh, to this port of the service.
   *
   * @param port 1 to 65535
   * @throws for what is no port, and where the match asks for one already
   */
  public port(port: number): Match {
    if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`port ${port} is no port; give a number from 1 to 65535`);
    return this.with(once(this.conditions, 'port', port));
  }

  /**
   * Also through one of these gateways, all of which the route is on; with `inMesh` also from within the mesh.
   *
   * @param gateways at least one, of those that the route is on
   * @throws for none, and beside sourceLabels or sourceNamespace, which Istio then overlooks
   */
  public gateway(...gateways: readonly IHttpGateway[]): Match {
    if (gateways.length === 0) throw new Error('no gateway is given, so the match would take nothing; give at least one, or leave gateway(...) out');
    return this.with(withGateways(this.conditions, gateways.map(qualifiedName), gateways));
  }

  /**
   * Also from within the mesh and through no gateway; with `gateway` also through that one. For a route with `alsoInMesh`.
   *
   * @throws beside sourceLabels or sourceNamespace, which Istio then overlooks
   */
  public inMesh(): Match {
    return this.with(withGateways(this.conditions, ['mesh'], []));
  }

  /**
   * Also from pods with all of these labels. For a route with `alsoInMesh`.
   *
   * @param labels all of which the pods have
   * @throws for what is no label, and beside gateway or inMesh, where Istio overlooks them
   */
  public sourceLabels(labels: Labels): Match {
    return this.with({ sourceLabels: checkLabels(labels) });
  }

  /**
   * Also from pods of this namespace. For a route with `alsoInMesh`.
   *
   * @param namespace by its name
   * @throws for what is no name of a namespace, where the match asks for one already, and beside gateway or inMesh, where Istio overlooks it
   */
  public sourceNamespace(namespace: string): Match {
    if (!isDnsLabel(namespace)) throw new Error(`"${namespace}" is no name of a namespace; give one namespace by its name`);
    return this.with(once(this.conditions, 'sourceNamespace', namespace));
  }

  /**
   * Names the match: it stands behind the rule's name in access logs. Takes nothing away.
   *
   * @param name any text
   */
  public named(name: string): Match {
    return this.with({ labels: { ...this.conditions.labels, name } });
  }

  /**
   * Counts the requests of this match by themselves, in metrics that begin so. Takes nothing away.
   *
   * @param statPrefix what the metrics begin with
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
    return branchesOf({ kind: this.kind, value: this.value }, this.conditions);
  }

  private with(conditions: Partial<Conditions>): Match {
    const all = { ...this.conditions, ...conditions };
    checkHeaders(all);
    checkOrigin(all);
    return new Match(this.kind, this.value, all);
  }
}
