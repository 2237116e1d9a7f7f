import { asTextMap } from '../../../lib/values/read';
import type { ClientRequest, GatewayWorkload, Manifest, Question } from '../engine/question';
import { generateMesh } from '../meshes/mesh';
import { Random } from '../meshes/random';
import { toAddresses, withBinds } from './addresses';
import { aimsFor } from './aims';
import { withBackendPods } from './backend-pods';
import { generateBackends } from './backends';
import { someOverHttp2 } from './http2';
import { withMeshSettings } from './mesh-settings';
import { withPolicies } from './policies';
import { generateRequests } from './requests';
import { withActions } from './rules';

// The same seed makes another mesh in `meshes/`, whose numbers these are not.
const OTHER_NUMBERS = 0x5eed;
// Each of its own, so that whatever is drawn for one changes no other.
const PODS = 0x90d5;
const ADDRESSES = 0xadd4;
const HTTP2 = 0x4422;
const SETTINGS = 0x5e77;
const POLICIES = 0x90_11c7;

/** A made-up mesh, and requests to the Service of one of its gateway pods. */
export function generateQuestion(seed: number, count: number): Question {
  const random = new Random(seed ^ OTHER_NUMBERS);
  const tries = random.chance(0.1) ? 1 : MOST_TRIES;
  for (let attempt = 1; ; attempt++) {
    const { manifests } = generateMesh(seed * MOST_TRIES + attempt);
    const made = [...withActions(random, withBinds(new Random(seed ^ ADDRESSES), manifests)), ...generateBackends(random)];
    const all = withMeshSettings(new Random(seed ^ SETTINGS), withBackendPods(new Random(seed ^ PODS), made));
    const gateways = gatewaysIn(made);
    // Of many a made-up mesh no request comes to a route: a few of these are enough.
    const used = gateways.filter((each) => aimsFor(all, each).filter(({ route }) => route !== undefined).length >= LEAST_AIMS);
    if (used.length === 0 && attempt < tries) continue;
    const gateway = random.pick(used.length > 0 ? used : gateways);
    const question = withPolicies(new Random(seed ^ POLICIES), { manifests: all, gateway, requests: generateRequests(random, aimsFor(all, gateway), count) });
    return { ...question, requests: clientsOf(seed, question) };
  }
}

function clientsOf(seed: number, { manifests, requests }: Question): readonly ClientRequest[] {
  return someOverHttp2(new Random(seed ^ HTTP2), toAddresses(new Random(seed ^ ADDRESSES), manifests, requests));
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
