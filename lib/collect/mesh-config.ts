import { groupKindOf, refOf } from '../values/object-ref';
import { asRecord, asText, type Manifest } from '../values/read';
import type { Collected } from './collected';
import { parseValue } from './yaml';

/** The MeshConfig among objects: what ConfigMap `istio` holds in its key `mesh`; undefined where there is none that can be read. */
export function meshConfigIn(objects: readonly Collected[]): Manifest | undefined {
  const found = objects.find(({ object }) => isMeshConfigMap(object));
  return found && meshConfigOf(found.object);
}

/** A MeshConfig as a file has it: as it stands, or within its ConfigMap. */
export function meshConfigOf(value: Manifest): Manifest {
  return isMeshConfigMap(value) ? asRecord(parseValue(asText(asRecord(value.data).mesh) ?? '')) : value;
}

function isMeshConfigMap(object: Manifest): boolean {
  return groupKindOf(object) === '/ConfigMap' && refOf(object).name === 'istio' && asText(asRecord(object.data).mesh) !== undefined;
}
