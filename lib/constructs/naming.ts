import type { IConstruct } from 'constructs';
import { CLUSTER_DOMAIN, DEFAULT_CLUSTER_DOMAIN } from '../values/cluster-domain';
import { serviceHost as fullServiceHost } from '../values/host-name';
import { qualifiedName } from '../values/object-ref';

/** Name and namespace of an object; no namespace means that of whatever applies the manifests. */
export interface ObjectName {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object; undefined where only the cluster knows. */
  readonly namespace?: string;
}

/** The DNS domain of the cluster that an app is for, which full names of Services end in. */
export class ClusterDomain {
  /**
   * Sets the domain for everything below a construct, before any route is made in it.
   *
   * @param scope the app, a chart, or another construct
   * @param domain such as `corp.internal`; without this call it is `cluster.local`
   */
  public static set(scope: IConstruct, domain: string): void {
    scope.node.setContext(CLUSTER_DOMAIN, domain);
  }

  /**
   * The domain at a construct.
   *
   * @param scope a construct of the app
   * @returns the domain, such as `cluster.local`
   */
  public static of(scope: IConstruct): string {
    return (scope.node.tryGetContext(CLUSTER_DOMAIN) as string | undefined) ?? DEFAULT_CLUSTER_DOMAIN;
  }

  private constructor() {}
}

/**
 * How an object of one namespace refers to another object: by its short name within one namespace, else in full.
 *
 * @throws where only the referrer's namespace is known: the short name would then mean another object
 */
export function referTo(target: ObjectName, from: string | undefined, { kind, inFull }: { kind: string; inFull: (namespace: string) => string }): string {
  if (target.namespace === from) return target.name;
  if (target.namespace !== undefined) return inFull(target.namespace);
  throw new Error(
    `${kind} "${target.name}" has no namespace, and "${target.name}" alone would be looked for in namespace "${from}"; `
    + `say where it is: give its chart a namespace, new Chart(app, id, { namespace: ... }), or its metadata`,
  );
}

/** The host of a Service as a destination. */
export function serviceHost(service: ObjectName, from: string | undefined, clusterDomain: string): string {
  return referTo(service, from, { kind: 'service', inFull: (namespace) => fullServiceHost({ name: service.name, namespace }, clusterDomain) });
}

/** The name of a Gateway as a VirtualService gives it. */
export function gatewayName(gateway: ObjectName, from: string | undefined): string {
  return referTo(gateway, from, { kind: 'gateway', inFull: () => qualifiedName(gateway) });
}
