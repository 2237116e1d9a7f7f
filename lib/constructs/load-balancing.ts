import type { Duration } from 'cdk8s';
import type { ConsistentHashLB, HTTPCookieAttribute, LoadBalancerSettings, LocalityLoadBalancerSetting, WarmupConfiguration, ZoneAwareLoadBalancerSetting } from '../../imports/networking';
import { isPrime } from '../values/prime';
import { wireDuration } from './wire-duration';

/** How one of several endpoints is chosen where nothing ties a client to one. */
export type LoadBalancingAlgorithm = 'LEAST_REQUEST' | 'ROUND_ROBIN' | 'RANDOM' | 'PASSTHROUGH';

/** How new endpoints get their share: less at first. */
export interface Warmup {
  /** How long it takes until an endpoint has its whole share, in whole milliseconds. */
  readonly duration: Duration;

  /**
   * How the share grows: 1 evenly, above 1 faster at first.
   *
   * @default 1
   */
  readonly aggression?: number;

  /**
   * Share to begin with, in percent of the whole one: 0 to 100.
   *
   * @default 10
   */
  readonly minimumPercent?: number;
}

/** What can be said of load balancing, whatever the algorithm. */
export interface LoadBalancingOptions {
  /**
   * Which localities get requests, and where they go when endpoints fail, which only `outlierDetection` finds out.
   *
   * @default - that of the mesh: localities of the client first, where there is outlier detection
   * @see https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/
   */
  readonly locality?: LocalityLoadBalancerSetting;

  /**
   * Load balancing by Envoy itself among zones. Not beside `locality`.
   *
   * @default - none
   */
  readonly zoneAware?: ZoneAwareLoadBalancerSetting;
}

/** What can be said of load balancing that ties no client to an endpoint. */
export interface SimpleLoadBalancingOptions extends LoadBalancingOptions {
  /**
   * Less for endpoints that are new. Only for LEAST_REQUEST and ROUND_ROBIN.
   *
   * @default - they get their whole share at once
   */
  readonly warmup?: Warmup;
}

/** Session affinity: how endpoints are told from the hash. */
export interface HashOptions extends LoadBalancingOptions {
  /**
   * A ring of at least so many entries: more divide the load more evenly.
   *
   * @default 1024, unless maglev is given
   */
  readonly ringHash?: {
    /** Least number of entries. @default 1024 */
    readonly minimumRingSize?: number;
  };

  /**
   * Envoy's Maglev in place of a ring, with a table of so many entries: a prime number below 5000011.
   *
   * @default - a ring
   */
  readonly maglev?: {
    /** Number of entries. */
    readonly tableSize: number;
  };
}

/** Session affinity by a cookie: how the cookie is made, and endpoints are told from its hash. */
export interface CookieOptions extends HashOptions {
  /**
   * How long the cookie lasts that Envoy makes for clients without one, in whole milliseconds; `Duration.millis(0)` until the browser is closed.
   *
   * @default - Envoy makes none: the service has to
   */
  readonly ttl?: Duration;

  /**
   * Path that the cookie is for.
   *
   * @default - that of the request
   */
  readonly path?: string;

  /**
   * Attributes of the cookie, such as `{ name: 'SameSite', value: 'Strict' }`.
   *
   * @default - none
   */
  readonly attributes?: readonly HTTPCookieAttribute[];
}

const TABLE_LIMIT = 5000011;

/**
 * Which endpoint of a service gets a request.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export class LoadBalancing {
  /**
   * By an algorithm that ties no client to an endpoint.
   *
   * @param algorithm `LEAST_REQUEST`: of two endpoints chosen by chance the one with fewer requests; `ROUND_ROBIN`: each in turn; `RANDOM`: by
   * chance; `PASSTHROUGH`: the address that the client has called
   * @param options less for new endpoints, and localities
   * @throws for warmup with an algorithm that has none, and times that Istio does not take
   */
  public static simple(algorithm: LoadBalancingAlgorithm, options: SimpleLoadBalancingOptions = {}): LoadBalancing {
    const { warmup, ...localities } = options;
    if (warmup !== undefined && algorithm !== 'LEAST_REQUEST' && algorithm !== 'ROUND_ROBIN') {
      throw new Error(`warmup is without effect on ${algorithm}: Envoy has it for LEAST_REQUEST and ROUND_ROBIN alone; use one of these, or leave warmup out`);
    }
    return new LoadBalancing({ simple: algorithm, ...(warmup && { warmup: wireWarmup(warmup) }), ...wireLocalities(localities) });
  }

  /**
   * All requests with one value of a header go to one endpoint.
   *
   * @param httpHeaderName name of the header
   * @param options how endpoints are told from the hash, and localities
   * @throws for ringHash and maglev together, a table that is no prime number, and for locality and zoneAware together
   */
  public static byHeader(httpHeaderName: string, options: HashOptions = {}): LoadBalancing {
    return LoadBalancing.byHash({ httpHeaderName }, options);
  }

  /**
   * All requests with one value of a cookie go to one endpoint.
   *
   * @param name of the cookie
   * @param options how long the cookie lasts that Envoy makes, how endpoints are told from the hash, and localities
   * @throws for a name that is empty, and a time that Istio does not take; and as `byHeader` does
   */
  public static byCookie(name: string, options: CookieOptions = {}): LoadBalancing {
    const { ttl, path, attributes, ...others } = options;
    if (name === '') throw new Error('the cookie has no name; give one such as "session"');
    const httpCookie = {
      name, ...(path !== undefined && { path }), ...(attributes && { attributes: attributes.map((each) => ({ ...each })) }),
      ...(ttl && { ttl: ttl.toMilliseconds() === 0 ? '0s' : wireDuration(ttl, 'ttl') }),
    };
    return LoadBalancing.byHash({ httpCookie }, others);
  }

  /**
   * All requests from one address go to one endpoint. Behind a gateway that is the gateway's.
   *
   * @param options how endpoints are told from the hash, and localities
   * @throws as `byHeader` does
   */
  public static bySourceIp(options: HashOptions = {}): LoadBalancing {
    return LoadBalancing.byHash({ useSourceIp: true }, options);
  }

  /**
   * All requests with one value of a query parameter go to one endpoint.
   *
   * @param httpQueryParameterName name of the parameter
   * @param options how endpoints are told from the hash, and localities
   * @throws as `byHeader` does
   */
  public static byQueryParameter(httpQueryParameterName: string, options: HashOptions = {}): LoadBalancing {
    return LoadBalancing.byHash({ httpQueryParameterName }, options);
  }

  private static byHash(by: ConsistentHashLB, { ringHash, maglev, ...options }: HashOptions): LoadBalancing {
    if (ringHash !== undefined && maglev !== undefined) throw new Error('both ringHash and maglev are given, and a hash leads to endpoints by one of them; keep one');
    if (maglev !== undefined && (maglev.tableSize >= TABLE_LIMIT || !isPrime(maglev.tableSize))) {
      throw new Error(`tableSize ${maglev.tableSize} of maglev is not a prime number below ${TABLE_LIMIT}, and Envoy takes no other; give one such as 65537`);
    }
    const consistentHash = { ...by, ...(ringHash && { ringHash: { ...ringHash } }), ...(maglev && { maglev: { ...maglev } }) } as ConsistentHashLB;
    return new LoadBalancing({ consistentHash, ...wireLocalities(options) });
  }

  private constructor(private readonly settings: LoadBalancerSettings) {}

  /** @internal */
  public get _wire(): LoadBalancerSettings {
    return this.settings;
  }
}

function wireWarmup({ duration, aggression, minimumPercent }: Warmup): WarmupConfiguration {
  if (aggression !== undefined && aggression <= 0) throw new Error(`aggression ${aggression} of warmup is not above 0; give 1 for a share that grows evenly`);
  return { duration: wireDuration(duration, 'duration of warmup'), ...(aggression !== undefined && { aggression }), ...(minimumPercent !== undefined && { minimumPercent }) };
}

function wireLocalities({ locality, zoneAware }: LoadBalancingOptions): Pick<LoadBalancerSettings, 'localityLbSetting' | 'zoneAwareLbSetting'> {
  if (locality !== undefined && zoneAware !== undefined) throw new Error('both locality and zoneAware are given, and Istio takes one of them; keep one');
  return { ...(locality && { localityLbSetting: locality }), ...(zoneAware && { zoneAwareLbSetting: zoneAware }) };
}
