import type { Expected } from '../case';
import type { Look, MeshProxy, Seen } from '../engine/pushed-to';
import type { ClientRequest, GatewayWorkload } from '../engine/question';

/** How Istio's own checks, the real engine, or what istiod pushes show that the bad example of a rule is bad. */
export type Proof = ProofByIstio | ProofByEngine | ProofByPush | ProofByCrash;

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

/** What istiod pushes to a proxy shows it, where no request to a gateway could. */
export interface ProofByPush {
  readonly by: 'push';
  /** Envoy's pods need not stand in the example. */
  readonly to: MeshProxy;
  /** What there is to see with the bad example, and what with the first near miss. */
  readonly looks: ReadonlyArray<Look & { readonly bad: Seen; readonly good: Seen }>;
}

/** istiod ends with this where it configures the pods of the default ingress gateway with the example, and does not with a near miss. */
export interface ProofByCrash {
  readonly by: 'crash';
  /** A part of what it says: `index out of range`. */
  readonly saying: string;
}
