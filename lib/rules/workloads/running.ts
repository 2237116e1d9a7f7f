import type { MeshObject } from '../../model/objects';
import { asRecord, asText } from '../../values/read';

/** Whether a Pod is one of a cluster, and not yet to be made: what a webhook would put in is there, or never will be. */
export function isRunning({ manifest, ref }: Pick<MeshObject, 'manifest' | 'ref'>): boolean {
  const { metadata, status } = manifest;
  const phase = asText(asRecord(status).phase);
  return ref.kind === 'Pod' && phase !== 'Succeeded' && phase !== 'Failed' && (phase !== undefined || asRecord(metadata).creationTimestamp !== undefined);
}
