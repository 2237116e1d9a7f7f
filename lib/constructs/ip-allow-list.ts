import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { attach } from '../synth/attach';
import { createAuthorizationPolicy, denySpec } from './authorization-policy';
import { wireRule } from './authorization-rule';
import { GuardedRequests, type GuardOptions } from './guarded-requests';
import type { EdgeScope } from './policy-scope';

/**
 * By what a gateway knows where a client is:
 *
 * - `connection`: its connection comes from there. So it does where the load balancer passes packets on and the ingress Service has
 *   `externalTrafficPolicy: Local`; with `Cluster` it may come from a node.
 * - `proxy-protocol`: the load balancer begins connections with it, and the mesh is told so (`gatewayTopology.proxyProtocol`).
 * - `x-forwarded-for`: a proxy in front adds this header, and the mesh is told how many do (`gatewayTopology.numTrustedProxies`). Without that
 *   Istio believes none, and the address is the proxy's.
 *
 * @see https://istio.io/latest/docs/tasks/security/authorization/authz-ingress/
 */
export type ClientAddressFrom = 'connection' | 'proxy-protocol' | 'x-forwarded-for';

/** Who may come, and to which requests that applies. */
export interface IpAllowListOptions extends GuardOptions {
  /** Addresses that may come: each one such as `203.0.113.7`, or a range such as `203.0.113.0/24`. */
  readonly allow: readonly string[];

  /** By what the gateway knows where a client is, which the load balancer in front decides. */
  readonly clientAddress: ClientAddressFrom;

  /**
   * Name, namespace, labels and annotations of the AuthorizationPolicy.
   *
   * @default - the namespace of the pods, and the chart's own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

/** Who may come, to which requests of which pods. */
export type IpAllowListProps = IpAllowListOptions & EdgeScope;

/**
 * Refuses requests (403) that come from other addresses than these. Hosts that are not guarded stay open, and other policies, such as
 * a `JwtAuthentication`, count beside it.
 */
export class IpAllowList extends Construct {
  /** The AuthorizationPolicy. */
  public readonly authorizationPolicy: ApiObject;

  /** @throws for what is no address or range, no host that can be guarded by itself, or no path; hosts of a gateway are looked at when all routes are there */
  constructor(scope: Construct, id: string, props: IpAllowListProps) {
    super(scope, id);
    const guarded = new GuardedRequests(props, props);
    if (props.allow.length === 0) throw new Error('allow is an empty list, so nobody could come; give at least one address, such as "203.0.113.7"');
    const twice = props.allow.find((each, index) => props.allow.indexOf(each) < index);
    if (twice !== undefined) throw new Error(`"${twice}" is allowed twice; give it once`);
    const { from } = wireRule({ from: props.clientAddress === 'connection' ? { notIpBlocks: props.allow } : { notRemoteIpBlocks: props.allow } });
    this.authorizationPolicy = createAuthorizationPolicy(this, props, () => denySpec(props, [{ from, ...guarded.to() }]));
    attach(this, { problems: () => guarded.problems() });
  }
}
