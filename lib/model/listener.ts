import { labelsKey, selects } from '../values/labels';
import { resolveListener, serviceTargets, type ListenerPort, type ServiceTarget } from '../values/port-resolution';
import type { Gateway, Server } from './gateway';
import type { Workload } from './workload';

/** A server on the listener that a gateway workload opens for it. */
export interface BoundServer {
  readonly server: Server;
  readonly workload: Workload;
  /** Undefined where a named targetPort or the age of Services leaves it open. */
  readonly listener: ListenerPort;
  /** The Service's port that leads there; undefined where none does. */
  readonly target?: ServiceTarget;
  /** One for all servers of one listener: of one workload, port and address. */
  readonly listenerKey: string;
}

/** Finds for each Gateway the workloads that its selector means, and for each server the listener that istiod opens. */
export function bindServers(gateways: readonly Gateway[], workloads: readonly Workload[]): readonly BoundServer[] {
  const targets = new Map<Workload, readonly ServiceTarget[]>();
  const ids = new Map(workloads.map((workload, index) => [workload, index]));
  const bySelector = new Map<string, readonly Workload[]>();
  return gateways.flatMap((gateway) => {
    const key = gateway.selector === undefined ? '' : labelsKey(gateway.selector);
    const selected = bySelector.get(key) ?? selectedBy(gateway, workloads);
    bySelector.set(key, selected);
    return selected.flatMap((workload) => {
      const found = targets.get(workload) ?? serviceTargets(workload.services, workload.containers);
      targets.set(workload, found);
      return gateway.servers.map((server) => bind(server, workload, ids.get(workload) ?? -1, found));
    });
  });
}

function selectedBy({ selector }: Gateway, workloads: readonly Workload[]): readonly Workload[] {
  return workloads.filter(({ labels, isGateway }) => (selector === undefined ? isGateway : selects(selector, labels)));
}

function bind(server: Server, workload: Workload, id: number, targets: readonly ServiceTarget[]): BoundServer {
  const { listener, target } = resolveListener(targets, server.port.number);
  const port = listener ?? `port ${server.port.number}`;
  return { server, workload, listener, target, listenerKey: `${id} ${port} ${server.bind ?? ''}` };
}
