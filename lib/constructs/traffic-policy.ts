import type { Duration } from 'cdk8s';
import type { PortTrafficPolicy, RetryBudget as WireRetryBudget, TrafficPolicy } from '../../imports/networking';
import { formatPort } from '../values/service';
import { wireConnectionPool, type ConnectionPool } from './connection-pool';
import { destinationPort } from './destination';
import type { ServiceLike } from './like';
import type { LoadBalancing } from './load-balancing';
import { wireOutlierDetection, type OutlierDetection } from './outlier-detection';
import type { UpstreamTls } from './upstream-tls';
import { wireFields } from './wire-duration';

/** How one port of a service is called. */
export interface PortPolicy {
  /**
   * Which endpoint gets a request.
   *
   * @default - Istio's: of two chosen by chance the one with fewer requests
   */
  readonly loadBalancing?: LoadBalancing;

  /**
   * How many connections and requests a client may have at once.
   *
   * @default - as many as it wants
   */
  readonly connectionPool?: ConnectionPool;

  /**
   * When endpoints are taken for failed.
   *
   * @default - never
   */
  readonly outlierDetection?: OutlierDetection;

  /**
   * TLS to the service.
   *
   * @default - Istio decides by whether the pods have a proxy
   * @see https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls
   */
  readonly upstreamTls?: UpstreamTls;
}

/** How a service is called, or a subset of it. */
export interface TrafficPolicyOptions<PortName extends string = string> extends PortPolicy {
  /**
   * What is said of single ports of the Service, by name or number: `{ http: { ... }, 9090: { ... } }`. What a port leaves out holds
   * for it as for the others: Istio would forget it, so it is written out for each port.
   *
   * @default - nothing
   */
  readonly ports?: { readonly [Port in PortName | number]?: PortPolicy };

  /**
   * Whether connections begin with the address of the client, by the PROXY protocol. Not beside `tunnel`.
   *
   * @default - they do not
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-ProxyProtocol
   */
  readonly proxyProtocol?: 'V1' | 'V2';

  /**
   * The service is a proxy, and TCP and TLS connections go through it to somewhere else.
   *
   * @default - none
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-TunnelSettings
   */
  readonly tunnel?: {
    /** Method that the proxy is asked by. @default 'CONNECT' */
    readonly protocol?: 'CONNECT' | 'POST';
    /** Where connections go in the end: a full domain name or an IP address. */
    readonly targetHost: string;
    /** Port there. */
    readonly targetPort: number;
  };

  /**
   * How many of the requests that are under way may be retries.
   *
   * @default - no limit but that of the connection pool
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-RetryBudget
   */
  readonly retryBudget?: {
    /** How many of a hundred: 0 to 100. @default 20 */
    readonly percent?: number | null;
    /** How many in any case. @default 3 */
    readonly minRetryConcurrency?: number;
    /** Over how long requests are counted, in whole milliseconds. @default - only those that are under way */
    readonly budgetInterval?: Duration;
  };
}

/** The fields of a policy that a port may have. */
type Common = Pick<TrafficPolicy, 'loadBalancer' | 'connectionPool' | 'outlierDetection' | 'tls'>;

/** A policy that is checked, apart from the ports that its Service may still get. */
export interface CheckedPolicy {
  /** Whether anything is said at all. */
  readonly saysSomething: boolean;
  /**
   * As Istio wants it.
   *
   * @param outer of a subset: what holds for the whole service
   * @throws where the Service has no such port
   */
  wire(extra?: Common, outer?: TrafficPolicy): TrafficPolicy;
}

/** @throws for settings that Istio would not take */
export function checkTrafficPolicy(service: ServiceLike, options: TrafficPolicyOptions): CheckedPolicy {
  const { ports = {}, proxyProtocol, tunnel, retryBudget } = options;
  if (proxyProtocol !== undefined && tunnel !== undefined) throw new Error('both proxyProtocol and tunnel are given, and Istio takes one of them; keep one');
  const common = wireCommon(options);
  const rest: TrafficPolicy = {
    ...(proxyProtocol && { proxyProtocol: { version: proxyProtocol } }), ...(tunnel && { tunnel: { ...tunnel } }),
    ...(retryBudget && { retryBudget: wireFields<WireRetryBudget>(retryBudget) }),
  };
  const ofPorts = Object.entries(ports).filter(([, policy]) => policy !== undefined).map(([asked, policy]) => ({ asked, policy: checkPort(asked, policy as PortPolicy) }));
  const wire = (extra: Common = {}, outer: TrafficPolicy = {}): TrafficPolicy => {
    const own = { ...common, ...extra };
    const settings = portSettings(service, ofPorts, own, outer);
    return { ...own, ...rest, ...(settings.length > 0 && { portLevelSettings: settings }) };
  };
  return { saysSomething: Object.keys({ ...common, ...rest }).length > 0 || ofPorts.length > 0, wire };
}

function checkPort(asked: string, policy: PortPolicy): Common {
  const wire = wireCommon(policy);
  if (Object.keys(wire).length === 0) throw new Error(`the policy for port ${asked} says nothing; give it loadBalancing, connectionPool, outlierDetection or upstreamTls, or leave it out`);
  return wire;
}

function wireCommon({ loadBalancing, connectionPool, outlierDetection, upstreamTls }: PortPolicy): Common {
  return {
    ...(connectionPool && { connectionPool: wireConnectionPool(connectionPool) }),
    ...(loadBalancing && { loadBalancer: loadBalancing._wire }),
    ...(outlierDetection && { outlierDetection: wireOutlierDetection(outlierDetection) }),
    ...(upstreamTls && { tls: upstreamTls._wire }),
  };
}

// In the order of the numbers. What Istio looks at for a port is one of these alone, so each has all that holds for its port.
function portSettings(service: ServiceLike, ofPorts: ReadonlyArray<{ asked: string; policy: Common }>, own: Common, outer: TrafficPolicy): PortTrafficPolicy[] {
  const settings = new Map<number, PortTrafficPolicy>();
  for (const { asked, policy } of ofPorts) {
    const number = destinationPort(service, /^\d+$/.test(asked) ? Number(asked) : asked);
    if (settings.has(number)) throw new Error(`port ${nameOf(service, number)} of service "${service.name}" is given twice, by name and by number; give it once`);
    const { portLevelSettings = [], proxyProtocol: _, tunnel: __, retryBudget: ___, ...whole } = outer;
    const outerPort: PortTrafficPolicy = portLevelSettings.find(({ port }) => port?.number === number) ?? whole;
    settings.set(number, { ...outerPort, ...own, ...policy, port: { number } });
  }
  return [...settings.values()].sort((a, b) => (a.port?.number ?? 0) - (b.port?.number ?? 0));
}

function nameOf({ ports }: ServiceLike, number: number): string {
  return formatPort({ number, name: ports.find(({ port }) => port === number)?.name });
}
