import { labelsKey, type Labels } from '../values/labels';
import { groupKindOf, refOf, type GroupKind } from '../values/object-ref';
import type { Origin } from '../values/origin';
import type { Manifest } from '../values/read';
import { readService } from '../values/service';
import { readGateway, type Gateway } from './gateway';
import { bindServers, type BoundServer } from './listener';
import { readVirtualService, type VirtualService } from './virtual-service';
import { findWorkloads, readPodSource, type Workload } from './workload';

/** What the cluster would hold, read-only, and what istiod would make of it. */
export interface Mesh {
  readonly gateways: readonly Gateway[];
  readonly virtualServices: readonly VirtualService[];
  readonly workloads: readonly Workload[];
  /** Each server once for each workload that serves it. */
  readonly servers: readonly BoundServer[];
}

/** Kinds that make pods, by group. */
export const POD_KINDS = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'batch/Job', '/Pod'] as const;

interface Given {
  readonly object: Manifest;
  readonly origin: Origin;
}

export function buildMesh(objects: readonly Given[]): Mesh {
  const byKind = groupByKind(objects);
  const of = <T>(kind: string, read: (manifest: Manifest, origin: Origin) => T): T[] => (byKind.get(kind) ?? []).map(({ object, origin }) => read(object, origin));
  const gateways = of('networking.istio.io/Gateway', readGateway);
  const services = of('/Service', (manifest, origin) => ({ service: readService(manifest), origin }));
  const pods = POD_KINDS.flatMap((kind) => of(kind, (manifest, origin) => readPodSource(manifest, refOf(manifest), origin)));
  const workloads = findWorkloads(pods, services, selectorsOf(gateways));
  return {
    gateways, workloads,
    virtualServices: of('networking.istio.io/VirtualService', readVirtualService),
    servers: bindServers(gateways, workloads),
  };
}

function groupByKind(objects: readonly Given[]): ReadonlyMap<GroupKind, readonly Given[]> {
  const byKind = new Map<GroupKind, Given[]>();
  for (const given of objects) {
    const kind = groupKindOf(given.object);
    const there = byKind.get(kind);
    if (there === undefined) byKind.set(kind, [given]);
    else there.push(given);
  }
  return byKind;
}

// Each once: a mesh has many Gateways and few gateway workloads.
function selectorsOf(gateways: readonly Gateway[]): ReadonlyArray<Labels | undefined> {
  return [...new Map(gateways.map(({ selector }) => [selector && labelsKey(selector), selector])).values()];
}
