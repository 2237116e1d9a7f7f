import { parseManifests } from '../../lib/collect/yaml';
import { buildMesh, type Facts, type Mesh } from '../../lib/model/mesh';

/** The mesh of the manifests of a YAML text. */
export function meshOf(yaml: string, facts?: Facts): Mesh {
  return buildMesh(parseManifests({ path: 'test', text: yaml }).map((object) => ({ object, origin: { kind: 'known', path: 'test' } })), facts);
}
