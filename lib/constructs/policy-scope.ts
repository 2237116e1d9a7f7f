import type { PolicyTargetReference, WorkloadSelector } from '../../imports/security';
import type { Labels } from '../values/labels';
import type { IHttpGateway } from './gateway';
import type { IIngressGateway } from './ingress-workload';
import type { WorkloadLike } from './like';
import type { ServingGateway } from './serving-gateway';

/** A gateway of this app for HTTP: an `HttpGateway` or a `TlsGateway`. */
export type GuardedGateway = ServingGateway & IHttpGateway;

/** Exactly one of some fields. */
type OneOf<Fields> = { [Name in keyof Fields]: Pick<Fields, Name> & { readonly [Other in Exclude<keyof Fields, Name>]?: undefined } }[keyof Fields];

/** What a policy of hosts can guard: exactly one of these is given. */
export interface EdgeScopes {
  /** The pods of this gateway workload, with all hosts that they serve. */
  readonly ingress: IIngressGateway;

  /** The pods of this gateway, for the hosts of the gateway alone. */
  readonly gateway: GuardedGateway;

  /** The pods of a Deployment, or another workload, of any cdk8s-plus. */
  readonly workload: WorkloadLike;
}

/**
 * What a policy can be for: one of these is given, or none to mean all pods of its namespace.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/
 */
export interface PodScopes extends Omit<EdgeScopes, 'gateway'> {
  /** Pods by their labels, in the namespace of the policy; in Istio's root namespace those of every namespace. */
  readonly podLabels: Labels;

  /** What a waypoint, or a Gateway of the Gateway API, stands for, in the namespace of the policy. */
  readonly targetRefs: ReadonlyArray<Omit<PolicyTargetReference, 'namespace'>>;
}

/** What a policy of hosts guards, by one field: a gateway workload, one gateway on it, or a workload of the mesh. */
export type EdgeScope = OneOf<EdgeScopes>;

/** Whose requests a policy is about, by one field; where none is given, those of all pods of its namespace. */
export type PolicyScope = OneOf<PodScopes> | { readonly [Name in keyof PodScopes]?: undefined };

type AnyScope = { readonly [Name in keyof (EdgeScopes & PodScopes)]?: (EdgeScopes & PodScopes)[Name] };

/** The namespace of the pods, where the policy must be; undefined where it is the chart's. */
export function scopeNamespace({ ingress, gateway, workload }: AnyScope): { readonly namespace?: string } {
  const namespace = gateway?._ingress.namespace ?? ingress?.namespace ?? workload?.metadata.namespace;
  return namespace === undefined ? {} : { namespace };
}

/** What the spec of a policy says of its pods; asked at render, as labels may still be added. */
export function scopeSpec({ ingress, gateway, workload, podLabels, targetRefs }: AnyScope): { selector?: WorkloadSelector; targetRefs?: PolicyTargetReference[] } {
  if (targetRefs !== undefined) return { targetRefs: targetRefs.map((each) => ({ ...each })) };
  const matchLabels = (gateway?._ingress ?? ingress)?._workload().selector ?? workload?.matchLabels ?? podLabels;
  return matchLabels === undefined ? {} : { selector: { matchLabels: { ...matchLabels } } };
}

/** @throws for labels or references of which there are none, as all pods of the namespace would be meant */
export function checkScope({ podLabels, targetRefs }: AnyScope): void {
  if (podLabels !== undefined && Object.keys(podLabels).length === 0) throw new Error('podLabels has no labels, so all pods of the namespace would be meant; give labels, or leave podLabels out to mean them');
  if (targetRefs?.length === 0) throw new Error('targetRefs is an empty list, so all pods of the namespace would be meant; give one, or leave targetRefs out to mean them');
}
