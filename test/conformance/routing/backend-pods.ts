import type { Manifest } from '../engine/question';
import type { Random } from '../meshes/random';
import { SUBSETS } from './backends';

type Spec = Readonly<Record<string, unknown>>;

const NAMESPACES = ['shop', 'web'];

/** Of some meshes also the pods behind what routes can be sent to, some of which are missing, not ready or without the ports that are asked for. */
export function withBackendPods(random: Random, manifests: readonly Manifest[]): readonly Manifest[] {
  if (!random.chance(0.3)) return manifests;
  const changed = manifests.map((each) => (isBackend(each) ? { ...each, spec: changedSpec(random, each) } : each));
  const pods = changed.filter((each) => isBackend(each) && each.kind === 'Service').flatMap((each, index) => podsOf(random, each, index));
  return [...changed, ...pods, ...random.times(0, 2, (index) => workloadEntry(random, index)), lastPod()];
}

/** Whether all pods behind what routes can be sent to are given. */
export function arePodsGiven(manifests: readonly Manifest[]): boolean {
  return manifests.some(({ kind, metadata }) => kind === 'Pod' && metadata.name === LAST);
}

const LAST = 'last';

// Behind nothing: it tells a mesh all of whose pods are missing from one whose pods are not given.
function lastPod(): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: LAST, namespace: 'web', labels: { app: LAST } }, spec: {} };
}

function isBackend({ kind, metadata: { namespace = '' } }: Manifest): boolean {
  return (kind === 'Service' || kind === 'ServiceEntry') && NAMESPACES.includes(namespace);
}

function changedSpec(random: Random, { kind, spec }: Manifest): Spec {
  if (kind === 'ServiceEntry') return { ...spec as Spec, ...random.pick<Spec>([{}, {}, ...ENTRIES]) };
  const { ports, ...rest } = spec as Spec & { readonly ports: readonly Spec[] };
  return {
    ...rest, ...(random.chance(0.1) && { publishNotReadyAddresses: true }), ...(random.chance(0.1) && { clusterIP: 'None' }),
    ports: ports.map((port) => ({ ...port, ...(random.chance(0.12) && { targetPort: random.pick(['main', 'main', 'main', 'gone']) }) })),
  };
}

const ENTRIES: readonly Spec[] = [
  { resolution: 'STATIC', endpoints: [{ address: '10.8.0.1', labels: { version: 'v1' } }] }, { resolution: 'STATIC' }, { resolution: 'NONE' },
  { endpoints: [{ address: 'db.example.org', labels: { version: 'v2' } }] }, { resolution: 'STATIC', workloadSelector: { labels: { app: 'blog' } } }, { workloadSelector: { labels: { app: 'blog' } } },
];

function podsOf(random: Random, { metadata: { name, namespace } }: Manifest, index: number): readonly Manifest[] {
  return random.chance(0.15) ? [] : random.times(1, 2, (place) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: `${name}-${place}`, namespace, labels: { app: name, ...(random.chance(0.7) && { version: random.pick(SUBSETS) }) } },
    spec: { containers: [{ name, image: name, ports: [{ name: random.chance(0.8) ? 'main' : 'other', containerPort: 8000 + place, protocol: 'TCP' }] }] },
    status: status(random, `10.7.${index}.${place + 1}`),
  }));
}

function status(random: Random, podIP: string): object {
  const kind = random.weighted({ ready: 70, unready: 22, pending: 4, ended: 4 });
  if (kind === 'pending') return { phase: 'Pending' };
  return { phase: kind === 'ended' ? 'Succeeded' : 'Running', podIP, conditions: [{ type: 'Ready', status: kind === 'ready' ? 'True' : 'False' }] };
}

function workloadEntry(random: Random, index: number): Manifest {
  const labels = { app: random.pick(['cart', 'blog', 'stock']), version: random.pick(SUBSETS) };
  const [own, ofObject] = random.chance(0.5) ? [labels, {}] : [{}, labels];
  return {
    apiVersion: 'networking.istio.io/v1', kind: 'WorkloadEntry', metadata: { name: `machine-${index}`, namespace: random.pick(NAMESPACES), labels: ofObject },
    spec: { address: random.pick(['10.8.1.1', '10.8.1.2', 'machine.example.org']), labels: own, ...(random.chance(0.5) && { ports: { main: 8100 } }) },
  };
}
