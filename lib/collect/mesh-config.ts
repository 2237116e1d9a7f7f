import { groupKindOf, refOf } from '../values/object-ref';
import { asRecord, asText, type Manifest } from '../values/read';
import type { Collected } from './collected';
import { parseValue } from './yaml';

/** The MeshConfig among objects: what ConfigMap `istio` holds in its key `mesh`; undefined where there is none that can be read. */
export function meshConfigIn(objects: readonly Collected[]): Manifest | undefined {
  const found = objects.find(({ object }) => isMeshConfigMap(object));
  return found && withinConfigMap(found.object);
}

/**
 * The MeshConfig of a file: as it stands there, or within its ConfigMap.
 *
 * @throws one line with the path, where it is neither
 */
export function parseMeshConfig({ path, text }: { readonly path: string; readonly text: string }): Manifest {
  const value = parseValue(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`"${path}" holds no MeshConfig: it is not a map in YAML`);
  return isMeshConfigMap(value as Manifest) ? withinConfigMap(value as Manifest) : (value as Manifest);
}

function withinConfigMap({ data }: Manifest): Manifest {
  return asRecord(parseValue(asText(asRecord(data).mesh) ?? ''));
}

function isMeshConfigMap(object: Manifest): boolean {
  return groupKindOf(object) === '/ConfigMap' && refOf(object).name === 'istio' && asText(asRecord(object.data).mesh) !== undefined;
}
