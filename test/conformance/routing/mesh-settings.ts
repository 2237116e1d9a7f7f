import type { Manifest } from '../engine/question';
import type { Random } from '../meshes/random';

type Settings = Readonly<Record<string, unknown>>;

/** The same manifests, in some meshes with settings of the MeshConfig that decide about requests. */
export function withMeshSettings(random: Random, manifests: readonly Manifest[]): readonly Manifest[] {
  const normalization = random.weighted({ none: 70, NONE: 8, BASE: 6, MERGE_SLASHES: 8, DECODE_AND_MERGE_SLASHES: 8 });
  return withSettings(manifests, { ...(normalization !== 'none' && { pathNormalization: { normalization } }), ...(random.chance(0.08) && { enableAutoMtls: false }) });
}

/** The same manifests with more in the mesh config. */
export function withSettings(manifests: readonly Manifest[], settings: Settings): readonly Manifest[] {
  return manifests.map((each) => {
    if (each.kind !== 'ConfigMap' || each.metadata.name !== 'istio') return each;
    const { mesh } = each.data as { readonly mesh: string };
    return { ...each, data: { mesh: JSON.stringify({ ...JSON.parse(mesh) as Settings, ...settings }) } };
  });
}
