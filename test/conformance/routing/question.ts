import { asTextMap } from '../../../lib/values/read';
import type { GatewayWorkload, Manifest, Question } from '../engine/question';
import { generateMesh } from '../meshes/mesh';
import { Random } from '../meshes/random';
import { generateBackends } from './backends';
import { withPolicies } from './policies';
import { aimsFor, generateRequests } from './requests';
import { withActions } from './rules';

// The same seed makes another mesh in `meshes/`, whose numbers these are not.
const OTHER_NUMBERS = 0x5eed;
// Of their own, so that whatever is drawn for them changes nothing else.
const NUMBERS_OF_POLICIES = 0x90_11c7;

/** A made-up mesh, and requests to the Service of one of its gateway pods. */
export function generateQuestion(seed: number, count: number): Question & { readonly meshConfig: Readonly<Record<string, unknown>> } {
  const random = new Random(seed ^ OTHER_NUMBERS);
  const tries = random.chance(0.1) ? 1 : MOST_TRIES;
  for (let attempt = 1; ; attempt++) {
    const { manifests, meshConfig } = generateMesh(seed * MOST_TRIES + attempt);
    const all = [...withActions(random, manifests), ...generateBackends(random)].map(withoutBind);
    const gateways = gatewaysIn(all);
    // Of many a made-up mesh no request comes to a route: a few of these are enough.
    const used = gateways.filter((each) => aimsFor(all, each).filter(({ route }) => route !== undefined).length >= LEAST_AIMS);
    if (used.length === 0 && attempt < tries) continue;
    const gateway = random.pick(used.length > 0 ? used : gateways);
    const question = { manifests: all, meshConfig, gateway, requests: generateRequests(random, all, gateway, count) };
    return withPolicies(new Random(seed ^ NUMBERS_OF_POLICIES), question);
  }
}

const MOST_TRIES = 20;
const LEAST_AIMS = 5;

function gatewaysIn(all: readonly Manifest[]): readonly GatewayWorkload[] {
  const pods = all.filter(({ kind, metadata }) => kind === 'Pod' && all.some((each) => each.kind === 'Service' && isInFront(each, metadata)));
  return pods.map(({ metadata: { namespace = '', labels } }) => ({ namespace, labels: asTextMap(labels) }));
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
