import { Chart, type ApiObject } from 'cdk8s';
import { Dependable, type IConstruct, type IDependable } from 'constructs';
import type { ClientTLSSettings } from '../../imports/networking';
import type { CallSite } from '../values/call-site';
import { compareTexts } from '../values/compare';
import type { Labels } from '../values/labels';
import type { ServiceLike } from './like';

/** What one construct says of how a service is called. */
export interface PolicyClaim {
  readonly owner: IConstruct;
  readonly site: CallSite;
  readonly service: ServiceLike;
  /** Namespace of the DestinationRule. */
  readonly namespace?: string;
  readonly workloadSelector?: Labels;
  readonly tls?: ClientTLSSettings;
  /** Whether it always renders: others for the same then say what they say in its DestinationRule. */
  readonly renders: boolean;
  /** The DestinationRule, where it is this one that renders it. */
  rule(): ApiObject | undefined;
  /** Makes the DestinationRule, or takes it away again. */
  setRendered(rendered: boolean): void;
}

const claimsOf = new WeakMap<IConstruct, Map<string, PolicyClaim[]>>();

/**
 * Joins what constructs say of one service into one DestinationRule: that of the `DestinationPolicy`, else of the first by the alphabet
 * of the paths, so that the order of the calls does not matter.
 *
 * @throws where two say different things, naming both
 */
export function claimPolicy(claim: PolicyClaim): void {
  const claims = known(claim.owner);
  const key = claim.service.meshHost ?? claim.service.name;
  const others = (claims.get(key) ?? []).filter((each) => areForSame(each, claim));
  for (const other of others) checkAgree(claim, other);
  claims.set(key, [...(claims.get(key) ?? []), claim]);
  const renderer = [...others, claim].sort((a, b) => Number(b.renders) - Number(a.renders) || compareTexts(a.owner.node.path, b.owner.node.path))[0];
  for (const each of [...others, claim]) if (each !== renderer) each.setRendered(false);
  renderer.setRendered(true);
}

/** The TLS that another construct says for the service of this one. */
export function tlsOfOthers(claim: PolicyClaim): ClientTLSSettings | undefined {
  return forService(claim.owner, claim.service).find((each) => each !== claim && each.tls !== undefined && areForSame(each, claim))?.tls;
}

const usedBy = new WeakMap<ApiObject, Set<ServiceLike>>();

/** Lets an object come after the DestinationRules of a service in its chart, wherever these are made. */
export function noteUse(object: ApiObject, service: ServiceLike): void {
  const services = usedBy.get(object) ?? new Set();
  services.add(service);
  if (usedBy.has(object)) return;
  usedBy.set(object, services);
  const rules: IDependable = {};
  Dependable.implement(rules, {
    get dependencyRoots() {
      return rulesFor(object, services);
    },
  });
  object.node.addDependency(rules);
}

// Of another chart none: cdk8s would number the files.
function rulesFor(object: ApiObject, services: ReadonlySet<ServiceLike>): IConstruct[] {
  const rules = [...services].flatMap((service) => forService(object, service).map((claim) => claim.rule()));
  const own = rules.filter((rule): rule is ApiObject => rule !== undefined && Chart.of(rule) === Chart.of(object));
  return [...new Set(own)].sort((a, b) => compareTexts(a.node.path, b.node.path));
}

function forService(construct: IConstruct, service: ServiceLike): readonly PolicyClaim[] {
  return (known(construct).get(service.meshHost ?? service.name) ?? []).filter((each) => isSame(each.service, service));
}

function known({ node: { root } }: IConstruct): Map<string, PolicyClaim[]> {
  const claims = claimsOf.get(root) ?? new Map<string, PolicyClaim[]>();
  claimsOf.set(root, claims);
  return claims;
}

function areForSame(a: PolicyClaim, b: PolicyClaim): boolean {
  return a.namespace === b.namespace && textOf(a.workloadSelector) === textOf(b.workloadSelector) && isSame(a.service, b.service);
}

// Without a namespace only the object tells: the same name may be applied to two namespaces.
function isSame(a: ServiceLike, b: ServiceLike): boolean {
  if (a.meshHost !== undefined || b.meshHost !== undefined) return a.meshHost === b.meshHost;
  return a === b || (a.metadata.namespace !== undefined && a.name === b.name && a.metadata.namespace === b.metadata.namespace);
}

function checkAgree(claim: PolicyClaim, other: PolicyClaim): void {
  const both = `\n      by  "${other.owner.node.path}" at ${other.site}\n      and "${claim.owner.node.path}" at ${claim.site}`;
  const service = `service "${claim.service.meshHost ?? claim.service.name}"`;
  if (claim.renders && other.renders) throw new Error(`${service} gets two policies, and Istio takes one; say in one DestinationPolicy what both say${both}`);
  if (claim.tls !== undefined && other.tls !== undefined && textOf(claim.tls) !== textOf(other.tls)) {
    throw new Error(`${service} is to be called with TLS in two ways, ${modeOf(other)} and ${modeOf(claim)}; say upstreamTls in one place, or the same in both${both}`);
  }
}

function modeOf({ tls }: PolicyClaim): string {
  return tls?.mode ?? 'none';
}

function textOf(fields: object | undefined): string {
  return JSON.stringify(Object.entries(fields ?? {}).sort(([a], [b]) => compareTexts(a, b)));
}
