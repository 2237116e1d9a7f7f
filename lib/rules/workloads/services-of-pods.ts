import type { MeshService } from '../../model/registry';
import type { PodSource } from '../../model/workload';
import { SelectorIndex } from '../../values/label-index';

/** Finds the Services that send to pods: those of their namespace whose selector they carry. */
export function servicesOfPods(services: readonly MeshService[]): (pod: PodSource) => readonly MeshService[] {
  const index = new SelectorIndex<MeshService>();
  services.filter(({ type }) => type !== 'ExternalName').forEach((service) => index.add(service.namespace, service));
  return ({ ref, labels }) => index.selecting(ref.namespace, labels);
}
