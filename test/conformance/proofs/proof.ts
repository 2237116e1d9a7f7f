import type { Expected } from '../case';
import type { ClientRequest, GatewayWorkload } from '../engine/question';

/** How Istio's own checks, or the real engine, show that the bad example of a rule is bad. */
export type Proof = ProofByIstio | ProofByEngine;

/** Istio's validation or one of its analyzers says so, with one of these codes, and does not of the near misses. */
export interface ProofByIstio {
  readonly by: 'istio';
  readonly codes: readonly string[];
  /** A part of what it says, where the code alone could mean anything: `port name must be set`. */
  readonly saying?: string;
}

/** Requests to a gateway that has the example show it. */
export interface ProofByEngine {
  readonly by: 'engine';
  /** @default - the pods of the default ingress gateway */
  readonly gateway?: GatewayWorkload;
  /** What the bad example makes of each request, and what the first near miss does where that shows the difference. */
  readonly requests: ReadonlyArray<ClientRequest & { readonly bad: Expected; readonly good?: Expected }>;
}
