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

/**
 * What of a destination is known:
 *
 * - `defined`: istiod pushes a cluster for it
 * - `no-cluster`: no such host, or no such port of it: 503
 * - `no-subset`: no DestinationRule that counts for the gateway's pods has the subset: 503
 * - `no-endpoints`: all pods are known, and none is behind it: 503
 * - `unknown`: what decides it was not given
 */
export type DestinationState = 'defined' | 'no-cluster' | 'no-subset' | 'no-endpoints' | 'unknown';

/** Where a share of the requests goes. */
export interface ReachedDestination {
  /** In full, as istiod has it: `reviews.default.svc.cluster.local`. */
  readonly host: string;
  /** Number of the Service's port. */
  readonly port: number;
  /** Name of the subset; undefined for the whole service. */
  readonly subset?: string;
  /** Share of the requests, in percent. */
  readonly weight: number;
  /** Whether it is there. */
  readonly state: DestinationState;
  /** What the gateway speaks to it, by the name or appProtocol of the Service's port; undefined where the port is not known. */
  readonly protocol?: 'http1' | 'http2' | 'tcp';
  /** Whether the gateway encrypts what it sends there; undefined where the host is not known, or of a headless Service its pods. */
  readonly tls?: DestinationTls;
}

/** Whether the gateway encrypts what it sends. */
export type DestinationTls =
  | 'none'
  /** Mutual TLS of the mesh, to those endpoints that take it. */
  | 'auto-mtls'
  /** By a DestinationRule: the mode that it says. */
  | 'ISTIO_MUTUAL' | 'SIMPLE' | 'MUTUAL';

interface Sent extends Common {
  /** Whether the gateway routes requests, or a connection. */
  readonly protocol: 'http' | 'tcp';
  /** Where it goes, by shares. */
  readonly destinations: readonly ReachedDestination[];
  /** Path with its query, as the destination gets it; undefined for TCP. */
  readonly path?: string;
  /** Host, with its port where it has one, as the destination gets it; undefined for TCP. */
  readonly authority?: string;
  /** How long the answer may take, as the rule has it, such as `5s`; undefined for ever. */
  readonly timeout?: string;
  /** How often a request that failed is tried again; undefined for never, and for TCP. */
  readonly retries?: RouteRetries;
  /** Who gets copies. */
  readonly mirrors: readonly ReachedMirror[];
  /** Requests that the gateway answers itself, by a fault; undefined for none. */
  readonly fault?: {
    /** Status of the answer; undefined for one of gRPC. */
    readonly status?: number;
    /** How many of a hundred. */
    readonly percent: number;
  };
}

/** How often a request that failed is tried again, and what for. */
export interface RouteRetries {
  /** How often, after the first time. */
  readonly attempts: number;
  /** What for, in Envoy's words, such as `connect-failure`. */
  readonly on: readonly string[];
}

/** Where copies of requests are sent. */
export interface ReachedMirror extends Omit<ReachedDestination, 'weight'> {
  /** How many of a hundred requests are copied. */
  readonly percent: number;
}

/** It is sent on; destinations may be missing, but not all. */
export interface Forwarded extends Sent {
  /** Tells it from the other outcomes. */
  readonly kind: 'forwarded';
}

/** It has a route, and none of its destinations is there: 503, or for TCP a connection that is closed. */
export interface Unreachable extends Sent {
  /** Tells it from the other outcomes. */
  readonly kind: 'unreachable';
}

/** The gateway answers with a redirect. */
export interface Redirected extends Common {
  /** Tells it from the other outcomes. */
  readonly kind: 'redirected';
  /** Of the answer: 301, 302, 303, 307 or 308. */
  readonly status: number;
  /** Where the client is sent, whole. */
  readonly location: string;
  /** A rule says so, or a server of the gateway that takes plain HTTP only to send clients to HTTPS. */
  readonly because: 'route' | 'https-redirect';
}

/** The gateway answers by itself. */
export interface Answered extends Common {
  /** Tells it from the other outcomes. */
  readonly kind: 'answered';
  /** Of the answer. */
  readonly status: number;
  /** A rule says so, a browser asked by CORS whether it may, or a fault meets all requests. */
  readonly because: 'direct-response' | 'cors-preflight' | 'fault';
}

/**
 * Why a policy denies a request:
 *
 * - `malformed-token`: what the request carries is no JSON web token: 401
 * - `unknown-issuer`: no RequestAuthentication has the token's issuer: 401
 * - `wrong-audience`: the token is for others: 403
 * - `rule`: a rule of an AuthorizationPolicy denies it: 403
 * - `no-rule`: AuthorizationPolicies allow some requests, and no rule of them allows this one: 403
 */
export type DeniedBecause = 'malformed-token' | 'unknown-issuer' | 'wrong-audience' | 'rule' | 'no-rule';

/** A policy denies it, before any route is asked. */
export interface Denied extends Common {
  /** Tells it from the other outcomes. */
  readonly kind: 'denied';
  /** Why. */
  readonly because: DeniedBecause;
  /** Whether it is a request that is denied, or a connection. */
  readonly protocol: 'http' | 'tcp';
  /** Of the HTTP answer. A connection of TCP is closed, and no client sees a status: it is 403 here, too. */
  readonly status: 401 | 403;
  /** The policies that decided; the trace has their rules. */
  readonly by: readonly ObjectRef[];
}

/**
 * Why a gateway refuses a request: what it is not set up to take:
 *
 * - `no-listener`: nothing listens where the port leads
 * - `no-sni-match`: no server takes the name that the TLS handshake asks for
 * - `client-certificate-required`: the server asks clients for a certificate
 * - `no-host`: no virtual host for the authority: 404
 * - `no-route`: none of its routes takes the request: 404
 * - `tls-expected`: plain text to a server that speaks TLS
 * - `plaintext-expected`: TLS to a server of plain HTTP
 * - `bad-request`: Envoy takes it for no request: 400
 */
export type RefusedBecause =
  | 'no-listener' | 'no-sni-match' | 'client-certificate-required' | 'no-host'
  | 'no-route' | 'tls-expected' | 'plaintext-expected' | 'bad-request';

/** The gateway is not set up to take it. */
export interface Refused extends Common {
  /** Tells it from the other outcomes. */
  readonly kind: 'refused';
  /** Why. */
  readonly because: RefusedBecause;
  /** Of the HTTP answer; undefined where there is none. */
  readonly status?: 400 | 404;
}

/**
 * Why Envoy would not take a listener, or its routes:
 *
 * - `same-match`: two chains, or one twice, take the same connections
 * - `partial-wildcard`: a wildcard that is not the whole first label
 * - `port-of-the-proxy`: the proxy opens the port for itself
 * - `no-action`: a redirect whose code Envoy does not have
 * - `status-out-of-range`: a direct response or an abort of status 600
 * - `weights-too-great`: destinations whose weights together are above 4294967295
 * - `query-parameter-without-name`: an empty name
 * - `claim-without-value`: a match of a claim of a token that asks only that it is there
 * - `line-break`: in what a rewrite or a redirect puts into the request or the answer
 * - `regular-expression`: one that RE2 does not take
 */
export type RejectedBecause =
  | 'same-match' | 'partial-wildcard' | 'port-of-the-proxy' | 'no-action' | 'status-out-of-range'
  | 'weights-too-great' | 'query-parameter-without-name' | 'claim-without-value' | 'line-break' | 'regular-expression';

/** Envoy would not take the listener, or its routes: new pods serve nothing of it, and running ones keep what they had. */
export interface Rejected extends Common {
  /** Tells it from the other outcomes. */
  readonly kind: 'rejected';
  /** Why. */
  readonly because: RejectedBecause;
  /** Why RE2 does not take a regular expression; undefined for what is none. */
  readonly reason?: string;
}

/** It hangs on the ages of objects, which no manifest says. */
export interface DependsOnOrder extends Common {
  /** Tells it from the other outcomes. */
  readonly kind: 'depends-on-order';
  /** Those that it lies between. */
  readonly outcomes: readonly Outcome[];
}

/** What decides it was not given. */
export interface Unknown extends Common {
  /** Tells it from the other outcomes. */
  readonly kind: 'unknown';
  /** What would have to be given, in words that fit behind "it needs". */
  readonly needs: string;
}

/** What decides it is not modelled. */
export interface Unsupported extends Common {
  /** Tells it from the other outcomes. */
  readonly kind: 'unsupported';
  /** What is not modelled, in Istio's or Kubernetes' words: `AUTO_PASSTHROUGH`. */
  readonly feature: string;
}
