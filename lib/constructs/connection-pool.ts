import type { Duration } from 'cdk8s';
import type { ConnectionPoolSettings, HTTPSettings, TCPSettings } from '../../imports/networking';
import { wireFields } from './wire-duration';

/** Times are in whole milliseconds. */
export interface TcpPool extends Omit<TCPSettings, 'connectTimeout' | 'idleTimeout' | 'maxConnectionDuration' | 'tcpKeepalive'> {
  /** How long a connection may take to be made. @default - 10 s */
  readonly connectTimeout?: Duration;

  /** How long a connection stays open that carries nothing. @default - 1 h */
  readonly idleTimeout?: Duration;

  /** How long a connection may last in all. @default - for ever */
  readonly maxConnectionDuration?: Duration;

  /** Probes that tell whether the other side is there: after `time` without any, one each `interval`, up to `probes`. @default - none */
  readonly tcpKeepalive?: { readonly time?: Duration; readonly interval?: Duration; readonly probes?: number };
}

/** Times are in whole milliseconds. */
export interface HttpPool extends Omit<HTTPSettings, 'idleTimeout' | 'http2KeepAlive'> {
  /** How long a connection stays open without requests. @default - 1 h */
  readonly idleTimeout?: Duration;

  /** Pings of HTTP/2 that tell whether the other side is there. @default - none */
  readonly http2KeepAlive?: { readonly interval: Duration; readonly timeout: Duration };
}

/**
 * How many connections and requests a client may have with a service at once. Without any limit said, there is practically none.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export interface ConnectionPool {
  /** @default - no limits */
  readonly tcp?: TcpPool;

  /** @default - no limits */
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
