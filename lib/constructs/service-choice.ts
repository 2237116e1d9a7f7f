import { parseManifests } from '../collect/yaml';
import { readFile } from '../files/read-file';
import type { Manifest } from '../values/read';
import { readService, serviceName } from '../values/service';
import { allOf } from '../values/words';

/** Which Service, where a manifest holds several. */
export interface ServiceChoice {
  /**
   * Name of the Service.
   *
   * @default - the only one
   */
  readonly name?: string;

  /**
   * Namespace of the Service, and so of its pods.
   *
   * @default - what the manifest says
   */
  readonly namespace?: string;
}

/** The Service of a file that is meant. */
export function readServiceManifest(path: string, choice: ServiceChoice): Manifest {
  return chooseService(parseManifests(readFile(path)), choice, `"${path}"`);
}

/** The one Service of some manifests that is meant. */
export function chooseService(manifests: readonly Manifest[], { name, namespace }: ServiceChoice, where: string): Manifest {
  const all = manifests.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service').map((manifest) => ({ manifest, service: readService(manifest) }));
  const names = allOf(all.map(({ service }) => serviceName(service)));
  const found = all.filter(({ service }) => (name === undefined || service.name === name) && (namespace === undefined || (service.namespace ?? namespace) === namespace));
  if (found.length === 1) return withNamespace(found[0].manifest, namespace);
  if (all.length === 0) throw new Error(`${where} has no Service; give what holds it, such as the output of kubectl get service -o yaml`);
  if (found.length === 0) throw new Error(`${where} has no Service "${namespace === undefined ? '' : `${namespace}/`}${name ?? '*'}"; it has ${names}`);
  throw new Error(`${where} has ${found.length} Services that could be meant: ${allOf(found.map(({ service }) => serviceName(service)))}; say which with { name: ... }`);
}

function withNamespace(manifest: Manifest, namespace: string | undefined): Manifest {
  return namespace === undefined ? manifest : { ...manifest, metadata: { ...(manifest.metadata as object), namespace } };
}
