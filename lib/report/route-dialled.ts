import type { WorkloadBuild } from '../model/build/build';
import { append } from '../values/append';
import { formatPort, serviceName } from '../values/service';
import { allOf } from '../values/words';
import { firstOf } from './route-words';

/** The ports at which clients get to a server, as far as is known: `80 (http2) and 443 (https) of Service istio-system/istio-ingressgateway`. */
export function formatDialled(builds: readonly WorkloadBuild[]): string {
  const byDoor = new Map<string, string[]>();
  for (const { workload, listeners } of builds) {
    for (const { target, server } of listeners.filter(({ absent }) => absent === undefined).flatMap(({ servers }) => servers)) {
      if (target !== undefined) append(byDoor, `Service ${serviceName(target.service)}`, formatPort(target.port));
      else if (workload.services.length === 0) append(byDoor, workload.name, formatPort({ number: server.port.number }));
    }
  }
  return firstOf([...byDoor].map(([door, ports]) => `${allOf([...new Set(ports)])} of ${door}`));
}
