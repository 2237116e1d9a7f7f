import type { BoundServer } from '../../model/listener';
import type { Mesh } from '../../model/mesh';
import { isForPods, type Selecting } from '../../model/policies';
import type { PodSource, Workload } from '../../model/workload';
import { append } from '../../values/append';
import { LabelIndex } from '../../values/label-index';

/** The pods of a gateway, with what they listen for. */
export interface GatewayPods {
  readonly workload: Workload;
  readonly servers: readonly BoundServer[];
}

/** The gateways whose namespace is known. */
export function knownGateways(servers: readonly BoundServer[]): readonly GatewayPods[] {
  const byWorkload = new Map<Workload, BoundServer[]>();
  for (const bound of servers) append(byWorkload, bound.workload, bound);
  return [...byWorkload].filter(([{ ref }]) => ref !== undefined).map(([workload, bound]) => ({ workload, servers: bound }));
}

/** Finds the gateways that a policy is for, of those whose namespace is known. In the root namespace it is for the whole mesh. */
export function gatewaysInScope({ servers, config }: Pick<Mesh, 'servers' | 'config'>): (policy: Selecting) => readonly GatewayPods[] {
  const gateways = knownGateways(servers);
  return (policy) => gateways.filter(({ workload }) => isForPods(policy, workload, config.rootNamespace));
}

/** Finds the pods that a policy is for, of those that are known. */
export function podsInScope({ pods, config }: Pick<Mesh, 'pods' | 'config'>): (policy: Selecting) => readonly PodSource[] {
  const index = new LabelIndex<PodSource>();
  pods.forEach((pod) => index.add(pod.ref.namespace, pod));
  return ({ ref, selector, targeted }) => {
    if (targeted) return [];
    return ref.namespace === config.rootNamespace ? index.selectedAnywhere(selector) : index.selected(ref.namespace, selector);
  };
}

/** Does work about a thing once, however often it is asked for. */
export function once<Thing extends object, Result>(work: (thing: Thing) => Result): (thing: Thing) => Result {
  const known = new Map<Thing, Result>();
  return (thing) => {
    if (!known.has(thing)) known.set(thing, work(thing));
    return known.get(thing) as Result;
  };
}
