import { asRecord, asText, type Manifest } from '../values/read';
import { groupKindOf, refOf } from '../values/object-ref';
import type { Collected } from './collected';
import { parseValue } from './yaml';

/** The MeshConfig among objects: what ConfigMap `istio` holds in its key `mesh`; undefined where there is none that can be read. */
export function meshConfigIn(objects: readonly Collected[]): Manifest | undefined {
  const found = objects.find(({ object }) => groupKindOf(object) === '/ConfigMap' && refOf(object).name === 'istio');
  const text = asText(asRecord(found?.object.data).mesh);
  return text === undefined ? undefined : asRecord(parseValue(text));
}
