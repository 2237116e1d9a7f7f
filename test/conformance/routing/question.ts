import { asTextMap } from '../../../lib/values/read';
import type { Manifest, Question } from '../engine/question';
import { generateMesh } from '../meshes/mesh';
import { Random } from '../meshes/random';
import { generateBackends } from './backends';
import { aimsFor, generateRequests } from './requests';
import { withActions } from './rules';

// The same seed makes another mesh in `meshes/`, whose numbers these are not.
const OTHER_NUMBERS = 0x5eed;

/** A made-up mesh, and requests to the Service of one of its gateway pods. */
export function generateQuestion(seed: number, count: number): Question & { readonly meshConfig: Readonly<Record<string, unknown>> } {
  const random = new Random(seed ^ OTHER_NUMBERS);
  const { manifests, meshConfig } = generateMesh(seed);
  const all = [...withActions(random, manifests), ...generateBackends(random)].map(withoutBind);
  const pods = all.filter(({ kind, metadata }) => kind === 'Pod' && all.some((each) => each.kind === 'Service' && isInFront(each, metadata)));
  const gateways = pods.map(({ metadata: { namespace = '', labels } }) => ({ namespace, labels: asTextMap(labels) }));
  const used = gateways.filter((each) => aimsFor(all, each).some(({ route }) => route !== undefined));
  const gateway = random.pick(used.length > 0 ? used : gateways);
  return { manifests: all, meshConfig, gateway, requests: generateRequests(random, all, gateway, count) };
}

function isInFront({ metadata: { namespace }, spec }: Manifest, pod: Manifest['metadata']): boolean {
  const selector = asTextMap((spec as { readonly selector?: unknown }).selector);
  return namespace === pod.namespace && Object.entries(selector).every(([key, value]) => pod.labels?.[key] === value);
}

// The engine has one address.
function withoutBind(manifest: Manifest): Manifest {
  if (manifest.kind !== 'Gateway') return manifest;
  const { servers, ...spec } = manifest.spec as { readonly servers: readonly Readonly<Record<string, unknown>>[] };
  return { ...manifest, spec: { ...spec, servers: servers.map(({ bind: _, ...server }) => server) } };
}
