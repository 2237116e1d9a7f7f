import type { Duration } from 'cdk8s';
import type { ConnectionPoolSettings, HTTPSettings, TCPSettings } from '../../imports/networking';
import { wireFields } from './wire-duration';

/**
 * Limits of connections, for TCP and HTTP alike. Times are in whole milliseconds.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings
 */
export interface TcpPool extends Omit<TCPSettings, 'connectTimeout' | 'idleTimeout' | 'maxConnectionDuration' | 'tcpKeepalive'> {
  /** How many connections a client may have with a service at once. @default - no limit */
  readonly maxConnections?: number;

  /** How long a connection may take to be made. @default - 10 s */
  readonly connectTimeout?: Duration;

  /** How long a connection stays open that carries nothing. @default - 1 h */
  readonly idleTimeout?: Duration;

  /** How long a connection may last in all. @default - for ever */
  readonly maxConnectionDuration?: Duration;

  /** Probes that tell whether the other side is there. @default - none */
  readonly tcpKeepalive?: {
    /** How long a connection carries nothing before the first probe. @default - the client's operating system's: on Linux 2 h */
    readonly time?: Duration;
    /** How long between two probes. @default - the client's operating system's: on Linux 75 s */
    readonly interval?: Duration;
    /** How many probes without an answer end the connection. @default - the client's operating system's: on Linux 9 */
    readonly probes?: number;
  };
}

/**
 * Limits of requests. Times are in whole milliseconds.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
 */
export interface HttpPool extends Omit<HTTPSettings, 'idleTimeout' | 'http2KeepAlive'> {
  /** How many requests may wait for a connection, of HTTP/1.1 and HTTP/2. @default - no limit */
  readonly http1MaxPendingRequests?: number;

  /** How many requests may be under way at once, of HTTP/1.1 and HTTP/2. @default - no limit */
  readonly http2MaxRequests?: number;

  /** How many requests a connection serves before it is closed; 1 closes it after each. @default - no limit */
  readonly maxRequestsPerConnection?: number;

  /** How many retries may be under way at once. @default - no limit */
  readonly maxRetries?: number;

  /** How many requests may share one connection of HTTP/2 at once. @default - no limit */
  readonly maxConcurrentStreams?: number;

  /** Whether requests of HTTP/1.1 are sent on as HTTP/2. @default 'DEFAULT', which is what the mesh's configuration says */
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';

  /** Whether requests are sent on by the version of HTTP that the client speaks. Not beside UPGRADE. @default false */
  readonly useClientProtocol?: boolean;

  /** How long a connection stays open without requests. @default - 1 h */
  readonly idleTimeout?: Duration;

  /** Pings of HTTP/2 that tell whether the other side is there. @default - none */
  readonly http2KeepAlive?: {
    /** How long between two pings. */
    readonly interval: Duration;
    /** How long a ping may stay without an answer before the connection is closed. */
    readonly timeout: Duration;
  };
}

/**
 * How many connections and requests a client may have with a service at once. Without any limit said, there is practically none.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export interface ConnectionPool {
  /** Limits of connections. @default - no limits */
  readonly tcp?: TcpPool;

  /** Limits of requests. @default - no limits */
  readonly http?: HttpPool;
}

const LIMITS = ['http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection', 'maxRetries', 'maxConcurrentStreams', 'maxConnections'];

/** @throws where it says nothing, for a limit below 0, and settings that contradict each other */
export function wireConnectionPool({ tcp, http }: ConnectionPool): ConnectionPoolSettings {
  if (tcp === undefined && http === undefined) throw new Error('connectionPool says nothing; give it tcp or http, or leave it out');
  for (const [limit, value] of Object.entries({ ...tcp, ...http })) {
    if (LIMITS.includes(limit) && (!Number.isInteger(value) || Number(value) < 0)) throw new Error(`${limit} ${String(value)} is no limit; give a whole number from 0 on, or leave it out`);
  }
  if (http?.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol === true) {
    throw new Error('h2UpgradePolicy UPGRADE makes all requests HTTP/2, and useClientProtocol keeps what the client speaks; give one of them');
  }
  return { ...(tcp && { tcp: wireFields<TCPSettings>(tcp) }), ...(http && { http: wireFields<HTTPSettings>(http) }) };
}
