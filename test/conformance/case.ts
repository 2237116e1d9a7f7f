import type { Answer, ClientRequest, GatewayWorkload, Manifest } from './engine/question';

/** One configuration, and what the requests sent to it must come to. */
export interface ConformanceCase {
  /** Names the recording, too. */
  readonly name: string;
  /** What of the engine this case shows, in the words of Istio's documentation. */
  readonly features: readonly string[];
  /** What the charts synthesize today, and what else the cluster holds. Made anew by every call. */
  manifests(): readonly Manifest[];
  readonly gateway: GatewayWorkload;
  readonly requests: readonly ExpectedRequest[];
  /** The codes that Istio's own checks must report, for a case that is wrong on purpose; others must not be reported. */
  readonly mistakes?: readonly string[];
}

export interface ExpectedRequest extends ClientRequest {
  readonly expected: Expected;
}

/** An answer of that kind with these fields; those left out may be anything. */
export type Expected = { [K in Answer['kind']]: { readonly kind: K } & Partial<Extract<Answer, { kind: K }>> }[Answer['kind']];

/** The request alone, as it is asked and recorded. */
export function requestOf({ expected: _, ...request }: ExpectedRequest): ClientRequest {
  return request;
}

/** A sentence's worth of a request: its method and URL, and its headers where it has any. */
export function named({ method = 'GET', url, headers = {}, address, http2 }: ClientRequest): string {
  return [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ...(address === undefined ? [] : [`to ${address}`]), ...(http2 ? ['by HTTP/2'] : [])].join(', ');
}
