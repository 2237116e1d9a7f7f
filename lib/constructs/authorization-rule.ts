import type { Condition, Operation, Rule, Source } from '../../imports/security';
import { asArray, type OneOrMore } from './one-or-more';
import { checkPolicyPath } from './policy-path';
import { checkPatterns, checkPorts, checkRanges } from './policy-values';

/** @inline */
type Texts = readonly string[];

/**
 * From whom requests come: all fields must be met, each by one of its values, and those that begin with `not` by none of them. A star at one
 * end of a text is a wildcard; `*` alone is any.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export interface RequestSource {
  /** Identities of pods by their certificates: `cluster.local/ns/web/sa/shop`. @default - any */
  readonly principals?: Texts;
  /** None of these, as principals. @default - none */
  readonly notPrincipals?: Texts;
  /** Whom JSON web tokens speak for, `ISSUER/SUBJECT`: `https://accounts.example.com/*`. @default - any, or no token */
  readonly requestPrincipals?: Texts;
  /** With `*`: requests without a token. @default - none */
  readonly notRequestPrincipals?: Texts;
  /** Namespaces of pods, by their certificates. @default - any */
  readonly namespaces?: Texts;
  /** None of these, as namespaces. @default - none */
  readonly notNamespaces?: Texts;
  /** Service accounts of pods, `web/shop` or those of the policy's namespace `shop`; not beside principals or namespaces. @default - any */
  readonly serviceAccounts?: Texts;
  /** None of these, as serviceAccounts. @default - none */
  readonly notServiceAccounts?: Texts;
  /** Trust domains of pods, by their certificates: `cluster.local`. @default - any */
  readonly trustDomains?: Texts;
  /** None of these, as trustDomains. @default - none */
  readonly notTrustDomains?: Texts;
  /** Where connections come from: addresses, or ranges such as `10.0.0.0/8`. @default - anywhere */
  readonly ipBlocks?: Texts;
  /** None of these, as ipBlocks. @default - none */
  readonly notIpBlocks?: Texts;
  /** Where clients are, as trusted proxies in front say by `X-Forwarded-For` or the PROXY protocol. @default - anywhere */
  readonly remoteIpBlocks?: Texts;
  /** None of these, as remoteIpBlocks. @default - none */
  readonly notRemoteIpBlocks?: Texts;
}

/**
 * What requests ask for: all fields must be met, each by one of its values, and those that begin with `not` by none of them.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
export interface RequestOperation {
  /** Hosts as clients write them, with their port where they give one: `shop.com`, `shop.com:*`. @default - any */
  readonly hosts?: Texts;
  /** None of these, as hosts. @default - none */
  readonly notHosts?: Texts;
  /** Ports of the pods, not of their Services. @default - any */
  readonly ports?: readonly number[];
  /** None of these, as ports. @default - none */
  readonly notPorts?: readonly number[];
  /** HTTP methods in capitals; of gRPC always `POST`. @default - any */
  readonly methods?: Texts;
  /** None of these, as methods. @default - none */
  readonly notMethods?: Texts;
  /** Paths without their query: `/health`, `/public/*`, `*.css`, or templates such as `/users/{*}/avatar`. @default - any */
  readonly paths?: Texts;
  /** None of these, as paths. @default - none */
  readonly notPaths?: Texts;
}

/**
 * What a condition is about.
 *
 * @see https://istio.io/latest/docs/reference/config/security/conditions/
 */
export type ConditionKey =
  | 'source.ip' | 'remote.ip' | 'source.namespace' | 'source.principal' | 'source.serviceAccount' | 'source.trustDomain'
  | 'request.auth.principal' | 'request.auth.audiences' | 'request.auth.presenter'
  | 'destination.ip' | 'destination.port' | 'connection.sni'
  | `request.headers[${string}]` | `request.auth.claims[${string}]` | `experimental.envoy.filters.${string}`;

/** A further condition: one of `values` is met, and none of `notValues`. */
export interface RequestCondition {
  /** What it is about. */
  readonly key: ConditionKey;
  /** Texts of which it is one, with a star at one end as a wildcard; addresses and ranges of an IP. @default - any */
  readonly values?: Texts;
  /** Texts of which it is none, as values. @default - none */
  readonly notValues?: Texts;
}

/** Which requests: from one of these sources, for one of these operations, under all of these conditions. `{}` is every request. */
export interface AuthorizationRule {
  /** From whom: any one of these. @default - from anyone */
  readonly from?: OneOrMore<RequestSource>;
  /** What for: any one of these. @default - whatever they ask for */
  readonly to?: OneOrMore<RequestOperation>;
  /** Under which conditions: all of these. @default - under any conditions */
  readonly when?: OneOrMore<RequestCondition>;
}

/** @throws for values that no request meets, and for parts that say nothing */
export function wireRule({ from, to, when }: AuthorizationRule): Rule {
  return {
    ...(from && { from: listOf(from, 'from').map((source) => ({ source: wireSource(source) })) }),
    ...(to && { to: listOf(to, 'to').map((operation) => ({ operation: wireOperation(operation) })) }),
    ...(when && { when: listOf(when, 'when').map(wireCondition) }),
  };
}

function listOf<T>(given: OneOrMore<T>, what: string): readonly T[] {
  const list = asArray(given);
  if (list.length === 0) throw new Error(`${what} of a rule is an empty list, which Istio refuses; give one, or leave ${what} out to mean all`);
  return list;
}

function wireSource(source: RequestSource): Source {
  for (const [name, values] of givenIn(source, 'from')) {
    if (/ipBlocks/i.test(name)) checkRanges(values as Texts);
    else checkPatterns(values as Texts, name);
  }
  const accounts = source.serviceAccounts ?? source.notServiceAccounts;
  if (accounts !== undefined && (source.principals ?? source.notPrincipals ?? source.namespaces ?? source.notNamespaces) !== undefined) {
    throw new Error('serviceAccounts stand beside principals or namespaces, which Istio refuses; a service account says its namespace itself: "web/shop"');
  }
  return copied(source);
}

function wireOperation(operation: RequestOperation): Operation {
  for (const [name, values] of givenIn(operation, 'to')) {
    if (/ports/i.test(name)) checkPorts(values as readonly number[]);
    else if (/paths/i.test(name)) (values as Texts).forEach(checkPolicyPath);
    else checkPatterns(values as Texts, name);
  }
  const { ports, notPorts } = operation;
  return { ...copied({ ...operation, ports: undefined, notPorts: undefined }), ...(ports && { ports: ports.map(String) }), ...(notPorts && { notPorts: notPorts.map(String) }) };
}

function wireCondition({ key, values = [], notValues = [] }: RequestCondition): Condition {
  if (values.length + notValues.length === 0) throw new Error(`condition "${key}" has no values, which Istio refuses; give values or notValues`);
  if (key.includes('[]')) throw new Error(`condition "${key}" has no name in its brackets; give one such as "${key.replace('[]', '[x-name]')}"`);
  if (/^(?:source|remote|destination)\.ip$/.test(key)) checkRanges([...values, ...notValues]);
  else checkPatterns([...values, ...notValues], key);
  return { key, ...(values.length > 0 && { values: [...values] }), ...(notValues.length > 0 && { notValues: [...notValues] }) };
}

function givenIn(fields: RequestSource | RequestOperation, what: string): ReadonlyArray<readonly [string, Texts | readonly number[]]> {
  const given = Object.entries(fields as Record<string, Texts | undefined>).filter((entry): entry is [string, Texts] => entry[1] !== undefined);
  if (given.length === 0) throw new Error(`${what} of a rule says nothing, which Istio refuses; give it a field, or leave it out to mean all`);
  const [empty] = given.find(([, values]) => values.length === 0) ?? [];
  if (empty !== undefined) throw new Error(`${empty} is an empty list, which says nothing to Istio; give a value, or leave ${empty} out`);
  return given;
}

/** In the order of the alphabet, as the order in which a user writes fields does not matter. */
function copied(fields: object): Record<string, string[]> {
  const given = Object.entries(fields as Record<string, unknown>).filter(([, values]) => values !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(given.map(([name, values]) => [name, [...(values as Texts)]]));
}
