import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { Rule } from '../../imports/security';
import { attach } from '../synth/attach';
import { createAuthorizationPolicy, denySpec } from './authorization-policy';
import { wireRule } from './authorization-rule';
import { GuardedRequests, type GuardOptions } from './guarded-requests';
import type { JwtIssuer } from './jwt-issuer';
import { asArray } from './one-or-more';
import type { EdgeScope } from './policy-scope';
import { createRequestAuthentication } from './request-authentication';

/** A claim that tokens must have, with one of these values; a star at one end is a wildcard. */
export interface RequiredClaim {
  /** Its name, or the names that lead to it. */
  readonly claim: string | readonly string[];

  /** Values of which it must have one: `admin`, `admin-*`, or `*` for any. */
  readonly values: readonly string[];
}

/** Whose tokens are taken, and for which requests one is needed. */
export interface JwtAuthenticationOptions extends GuardOptions {
  /** Who signs the tokens. */
  readonly issuers: JwtIssuer | readonly JwtIssuer[];

  /**
   * What tokens must say: all of these, by name `{ group: ['admin'] }`, or as a list where names lead to a claim within another.
   *
   * @default - anything
   */
  readonly claims?: Readonly<Record<string, readonly string[]>> | readonly RequiredClaim[];

  /**
   * Whether requests with method OPTIONS pass without a token. Browsers send none when they ask whether a script of another origin
   * may call (CORS), so routes with `cors` need it.
   *
   * @default false
   */
  readonly publicPreflights?: boolean;

  /**
   * Name, namespace, labels and annotations of both objects.
   *
   * @default - the namespace of the pods, and the chart's own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

/** Whose tokens are taken, for which requests of which pods. */
export type JwtAuthenticationProps = JwtAuthenticationOptions & EdgeScope;

/**
 * Lets requests pass that carry a JSON web token of some issuers: a RequestAuthentication, and the AuthorizationPolicy that makes
 * it count. Requests without one get 403, those with a token that does not hold 401. Hosts that are not guarded stay open to requests
 * without a token; yet Istio looks at tokens per pod, not per host, so one of an unknown issuer gets 401 there, too, where it is sent in
 * the same place, and services get no tokens of these issuers unless `forwardOriginalToken` says so. Tokens need the claims `iss` and `sub`.
 *
 * @see https://istio.io/latest/docs/tasks/security/authorization/authz-jwt/
 */
export class JwtAuthentication extends Construct {
  /** The RequestAuthentication. */
  public readonly requestAuthentication: ApiObject;

  /** The AuthorizationPolicy. */
  public readonly authorizationPolicy: ApiObject;

  /** @throws where there is no issuer, or a host, path, port or claim is none; hosts of a gateway are looked at when all routes are there */
  constructor(scope: Construct, id: string, props: JwtAuthenticationProps) {
    super(scope, id);
    const guarded = new GuardedRequests(props, props);
    this.requestAuthentication = createRequestAuthentication(this, 'Authentication', props);
    const refused = refusedRules(props);
    const without = props.publicPreflights === true ? { notMethods: ['OPTIONS'] } : {};
    this.authorizationPolicy = createAuthorizationPolicy(this, props, () => denySpec(props, refused.map(({ from, when }) => (
      { ...(from && { from }), ...guarded.to(without), ...(when && { when }) }
    ))));
    attach(this, { problems: () => guarded.problems() });
  }
}

/** What is refused: no token of these issuers; one for others; one that does not say what it must. */
function refusedRules({ issuers, claims = {} }: JwtAuthenticationOptions): readonly Rule[] {
  const all = asArray(issuers);
  const required = Array.isArray(claims) ? (claims as readonly RequiredClaim[]) : Object.entries(claims as Record<string, readonly string[]>).map(([claim, values]) => ({ claim, values }));
  return [
    wireRule({ from: { notRequestPrincipals: [...new Set(all.map(({ _principals }) => _principals))] } }),
    ...audiencesOf(all).map(([principals, audiences]) => wireRule({ from: { requestPrincipals: [principals] }, when: { key: 'request.auth.audiences', notValues: audiences } })),
    ...required.map(({ claim, values }) => wireRule({ when: { key: `request.auth.claims[${namesOf(claim).join('][')}]`, notValues: values } })),
  ];
}

// Another RequestAuthentication for these pods may take tokens of the same issuer for other audiences.
function audiencesOf(issuers: readonly JwtIssuer[]): ReadonlyArray<readonly [string, readonly string[]]> {
  return [...new Set(issuers.map(({ _principals }) => _principals))].flatMap((principals) => {
    const lists = issuers.filter((each) => each._principals === principals).map(({ _wire }) => _wire.audiences);
    return lists.includes(undefined) ? [] : [[principals, [...new Set(lists.flatMap((list) => list ?? []))]] as const];
  });
}

function namesOf(claim: string | readonly string[]): readonly string[] {
  const names = typeof claim === 'string' ? [claim] : claim;
  if (names.length === 0 || names.some((name) => name === '' || /[[\]]/.test(name))) throw new Error(`"${names.join('.')}" is no name of a claim; give the names that lead to it, such as "group" or ["realm", "roles"]`);
  return names;
}
