import type { RouteRefusal, ListenerRefusal } from '../model/build/build';
import type { ObjectRef } from '../values/object-ref';
import type { Trace } from './trace';

/** What becomes of a request: the closed union that everything about routing speaks in. */
export type Outcome = Forwarded | Unreachable | Redirected | Answered | Denied | Refused | Rejected | DependsOnOrder | Unknown | Unsupported;

interface Common {
  /** The way to the outcome, with what lost on it. */
  readonly trace: Trace;
  /** What the answer leaves out of account, each in one sentence. */
  readonly caveats: readonly string[];
}

/** What of a destination is known. */
export type DestinationState =
  | 'defined' /*       istiod pushes a cluster for it */
  | 'no-cluster' /*    no such host, or no such port of it: 503 */
  | 'no-subset' /*     no DestinationRule that counts for the gateway's pods has the subset: 503 */
  | 'no-endpoints' /*  all pods are known, and none is behind it: 503 */
  | 'unknown'; /*      what decides it was not given */

/** Where a share of the requests goes. */
export interface ReachedDestination {
  /** In full, as istiod has it: `reviews.default.svc.cluster.local`. */
  readonly host: string;
  /** Number of the Service's port. */
  readonly port: number;
  readonly subset?: string;
  /** Share of the requests, in percent. */
  readonly weight: number;
  readonly state: DestinationState;
  /** What the gateway speaks to it, by the name or appProtocol of the Service's port; undefined where the port is not known. */
  readonly protocol?: 'http1' | 'http2' | 'tcp';
  /** Undefined where the host is not known, or of a headless Service its pods. */
  readonly tls?: UpstreamTls;
}

/** Whether the gateway encrypts what it sends. */
export type UpstreamTls =
  | 'none'
  /** Mutual TLS of the mesh, to those endpoints that take it. */
  | 'auto-mtls'
  /** By a DestinationRule: the mode that it says. */
  | 'ISTIO_MUTUAL' | 'SIMPLE' | 'MUTUAL';

interface Sent extends Common {
  readonly protocol: 'http' | 'tcp';
  readonly destinations: readonly ReachedDestination[];
  /** With its query, as the destination gets it; only of HTTP. */
  readonly path?: string;
  /** As the destination gets it; only of HTTP. */
  readonly authority?: string;
  /** As the rule has it, such as `5s`; undefined for none. */
  readonly timeout?: string;
  /** How often a request that failed is tried again; only of HTTP. */
  readonly retries?: Retries;
  readonly mirrors: readonly Mirror[];
  /** Percent of the requests that the gateway answers itself, by a fault. @default - none */
  readonly fault?: { readonly status?: number; readonly percent: number };
}

export interface Retries {
  readonly attempts: number;
  /** Of Envoy, such as `connect-failure`. */
  readonly on: readonly string[];
}

/** Where copies of requests are sent. */
export interface Mirror extends Omit<ReachedDestination, 'weight'> {
  /** Of the requests that are copied. */
  readonly percent: number;
}

export interface Forwarded extends Sent {
  readonly kind: 'forwarded';
}

/** It has a route, and none of its destinations is there: 503, or for TCP a connection that is closed. */
export interface Unreachable extends Sent {
  readonly kind: 'unreachable';
}

export interface Redirected extends Common {
  readonly kind: 'redirected';
  readonly status: number;
  readonly location: string;
  readonly because: 'route' | 'https-redirect';
}

/** The gateway answers by itself. */
export interface Answered extends Common {
  readonly kind: 'answered';
  readonly status: number;
  readonly because: 'direct-response' | 'cors-preflight' | 'fault';
}

export type DeniedBecause =
  | 'malformed-token' /*  what the request carries is no JSON web token: 401 */
  | 'unknown-issuer' /*   no RequestAuthentication has the token's issuer: 401 */
  | 'wrong-audience' /*   the token is for others: 403 */
  | 'rule' /*             a rule of an AuthorizationPolicy denies it: 403 */
  | 'no-rule'; /*         AuthorizationPolicies allow some requests, and no rule of them allows this one: 403 */

/** A policy denies it, before any route is asked. */
export interface Denied extends Common {
  readonly kind: 'denied';
  readonly because: DeniedBecause;
  readonly protocol: 'http' | 'tcp';
  /** Of the HTTP answer. A connection of TCP is closed, and no client sees a status: it is 403 here, too. */
  readonly status: 401 | 403;
  /** The policies that decided; the trace has their rules. */
  readonly by: readonly ObjectRef[];
}

export type RefusedBecause =
  | 'no-listener' /*                  nothing listens where the port leads */
  | 'no-sni-match' /*                 no server takes the name that the TLS handshake asks for */
  | 'client-certificate-required' /*  the server asks clients for a certificate */
  | 'no-host' /*                      no virtual host for the authority: 404 */
  | 'no-route' /*                     none of its routes takes the request: 404 */
  | 'tls-expected' /*                 plain text to a server that speaks TLS */
  | 'plaintext-expected' /*           TLS to a server of plain HTTP */
  | 'bad-request'; /*                 Envoy takes it for no request: 400 */

export interface Refused extends Common {
  readonly kind: 'refused';
  readonly because: RefusedBecause;
  /** Of the HTTP answer; undefined where there is none. */
  readonly status?: 400 | 404;
}

/** Envoy would not take the listener, or its routes: new pods serve nothing of it, and running ones keep what they had. */
export interface Rejected extends Common {
  readonly kind: 'rejected';
  readonly because: ListenerRefusal['because'] | RouteRefusal['because'] | 'regular-expression';
  /** Of a regular expression: why RE2 does not take it. */
  readonly reason?: string;
}

/** It hangs on the ages of objects, which no manifest says. */
export interface DependsOnOrder extends Common {
  readonly kind: 'depends-on-order';
  /** Those that it lies between. */
  readonly outcomes: readonly Outcome[];
}

export interface Unknown extends Common {
  readonly kind: 'unknown';
  /** What would have to be given, in words that fit behind "it needs". */
  readonly needs: string;
}

export interface Unsupported extends Common {
  readonly kind: 'unsupported';
  /** What is not modelled, in Istio's or Kubernetes' words: `AUTO_PASSTHROUGH`. */
  readonly feature: string;
}
