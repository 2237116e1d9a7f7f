import { append } from '../values/append';
import { selects } from '../values/labels';
import { asList, asNumber, asRecord } from '../values/read';
import { hasHostNetwork } from './injection';
import { SERVICE } from './kinds';
import type { Objects } from './objects';
import type { PodSource, Workload } from './workload';

/** Ports of a workload's pods that clients may reach without a Service sending to them. */
export interface DirectAccess {
  /** Whether any port may be: the pods have the node's network, or a Service has no address but the pods' own. */
  readonly all: boolean;
  /** Ports that the pods declare. */
  readonly ports: ReadonlySet<number>;
}

/** How clients may reach the pods of workloads beside the ports of their Services. */
export function directAccess(pods: readonly PodSource[], objects: Objects): (workload: Workload) => DirectAccess {
  const byNamespace = new Map<string | undefined, PodSource[]>();
  for (const each of pods) append(byNamespace, each.ref.namespace, each);
  const headless = new Set(objects.of(SERVICE).filter(({ manifest }) => asRecord(manifest.spec).clusterIP === 'None').map(({ origin }) => origin));
  const known = new Map<Workload, DirectAccess>();
  return (workload) => {
    const there = known.get(workload);
    if (there !== undefined) return there;
    const own = (byNamespace.get(workload.namespace) ?? []).filter(({ labels }) => selects(workload.labels, labels));
    const all = own.some(hasHostNetwork) || workload.services.some(({ origin }) => headless.has(origin));
    const found = { all, ports: new Set(own.flatMap(declaredPorts)) };
    known.set(workload, found);
    return found;
  };
}

function declaredPorts({ template }: PodSource): readonly number[] {
  const containers = asList(asRecord(template.manifest.spec).containers).map(asRecord);
  return containers.flatMap(({ ports }) => asList(ports)).map((port) => asNumber(asRecord(port).containerPort)).filter((port) => port !== undefined);
}
