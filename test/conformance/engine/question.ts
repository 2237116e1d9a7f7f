/** A Kubernetes object as YAML would hold it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** The gateway's pods: those of this namespace that carry these labels. */
export interface GatewayWorkload {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What a client asks. The port of the URL is the one it dials, the Service's; host and path are sent exactly as written. */
export interface ClientRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The name that the TLS handshake asks for, where it is not the URL's. */
  readonly sni?: string;
  /** Whether the client shows a certificate that the gateway trusts. */
  readonly clientCertificate?: boolean;
  /** The address of the gateway's pod that the connection comes to, where it is not the pod's own. */
  readonly address?: string;
  /** Whether the client speaks HTTP/2: over TLS where the server offers it, in plain text whether or not it does. */
  readonly http2?: true;
  /** Claims of a token that every issuer's key has signed: it is sent in `Authorization`. */
  readonly token?: Readonly<Record<string, unknown>>;
  /** The address that the client's connection comes from: one of loopback, 127.0.0.1 where it is left out. */
  readonly sourceIp?: string;
}

export interface Question {
  readonly manifests: readonly Manifest[];
  readonly gateway: GatewayWorkload;
  readonly requests: readonly ClientRequest[];
}

/** The virtual host and route table name what Envoy chose; `listener` is the port that it listens on in the pod. */
interface Heard {
  readonly listener: number;
  /** Absent where Envoy answers before, or instead of, any route, as for a redirect to HTTPS. */
  readonly virtualHost?: string;
}

export interface Forwarded extends Heard {
  readonly kind: 'forwarded';
  readonly cluster: string;
  /** False where istiod pushes no such cluster (unknown service, port or subset): there Envoy answers 503. */
  readonly clusterDefined: boolean;
  /** Path and authority as the upstream sees them, after any rewrite. */
  readonly path: string;
  readonly authority: string;
}

export interface Redirected extends Heard {
  readonly kind: 'redirected';
  readonly status: number;
  readonly location: string;
}

/** The gateway answered by itself: a direct response, a CORS preflight, a fault. */
export interface Answered extends Heard {
  readonly kind: 'answered';
  readonly status: number;
}

/** RBAC or the check of tokens denied it. */
export interface Denied {
  readonly kind: 'denied';
  readonly listener: number;
  readonly status: number;
  /** In Envoy's words, of RBAC with the policy and the rule. */
  readonly details: string;
}

export interface Refused {
  readonly kind: 'refused';
  readonly because:
    | 'no-service-port' /* no Service in front of the pods has the port that the client dials */
    | 'no-listener' /*     the Service leads to a port that Envoy does not listen on */
    | 'connection' /*      Envoy closed the connection: no filter chain takes it */
    | 'tls' /*             the TLS handshake failed */
    | 'no-host' /*         no virtual host for the authority: 404 */
    | 'no-route'; /*       a virtual host, and no route in it: 404 */
  readonly listener?: number;
  readonly virtualHost?: string;
}

/** Envoy would not take that listener at all. */
export interface Rejected {
  readonly kind: 'rejected';
  readonly listener: number;
  readonly reason: string;
}

export type Answer = Forwarded | Redirected | Answered | Denied | Refused | Rejected;

/** The versions that answered: two of istiod's modules, and Envoy. */
export interface EngineVersions {
  readonly istio: string;
  readonly istioApi: string;
  readonly envoy: string;
}

export interface Reply {
  readonly engine: EngineVersions;
  /** One for each request, in order. */
  readonly answers: readonly Answer[];
}
