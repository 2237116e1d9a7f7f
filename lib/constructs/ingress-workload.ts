import type { Declaration } from '../values/declaration';
import type { Labels } from '../values/labels';
import type { Manifest } from '../values/read';
import type { Service } from '../values/service';

/** From where clients reach a gateway. */
export type ReachableFrom = 'outside' | 'cluster';

/** A gateway workload as the constructs see it: its pods, by the labels that Gateways select them by, and its Service. */
export interface IngressWorkload {
  readonly service: Service;
  /** What a Gateway's `selector` says to mean these pods. */
  readonly selector: Labels;
  readonly reachableFrom: ReachableFrom;
  /** Whether the pods may open no port below 1024. */
  readonly unprivileged: boolean;
  /** Objects that the cluster has and this app does not render. */
  readonly known: readonly Manifest[];
  /** Whether these are as an installation has them that nobody has changed, and not as somebody has seen them. */
  readonly presumed: boolean;
}

/**
 * A gateway workload and the Service that traffic enters by. `IngressGateway` makes them: by `new` one that this app
 * deploys, by its static methods a reference to one that is there.
 */
export interface IIngressGateway {
  /** Tells it from an egress gateway, for the compiler. */
  readonly traffic: 'ingress';

  /** Namespace of the gateway's pods; undefined where only the cluster knows. */
  readonly namespace?: string;

  /**
   * Whether nothing about it can change any more; it is then checked where it is used, else at synth.
   * @internal
   */
  readonly _fixed: boolean;

  /** @internal */
  _workload(): IngressWorkload;
}

/** The labels that say which pods a Service sends to: the label `istio` where the Service has it, as Istio's own samples do. */
export function gatewaySelector(selector: Labels): Labels {
  return Object.hasOwn(selector, 'istio') ? { istio: selector.istio } : selector;
}

/** What a construct on a gateway workload tells the checks of it, as far as that is certain. @internal */
export function knowledgeOf(gateway: Pick<IIngressGateway, '_fixed' | '_workload'>): Pick<Declaration, 'knows' | 'presumes'> {
  const known = (presumed: boolean) => () => (gateway._fixed && gateway._workload().presumed === presumed ? gateway._workload().known : []);
  return { knows: known(false), presumes: known(true) };
}
