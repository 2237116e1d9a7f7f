import type { Selecting } from '../../model/policies';
import type { PodSource } from '../../model/workload';
import { agesKnown, compareAges } from '../../values/age';
import { SelectorIndex } from '../../values/label-index';
import { formatLabels, type Labels } from '../../values/labels';
import { formatRef } from '../../values/object-ref';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { deployment, policy, sidecar } from '../example-workloads';

interface Overlap {
  readonly kind: string;
  readonly other: string;
  /** The pods that both are for. */
  readonly pods: string;
  readonly certain: boolean;
}

type Scoped = Selecting & { readonly selector: Labels };

const selecting = (labels: string) => `{ workloadSelector: { labels: { ${labels} } }, egress: [{ hosts: ["./*"] }] }`;
const example = (labels: string, namespace = 'web') => documents(
  sidecar(selecting('app: shop')), sidecar(selecting(labels), { name: 'v2', namespace }), deployment({ labels: 'app: shop, version: v2' }),
);

/** Istio's analyzer looks for running pods. Here one selector within another is enough, as any pods that it is for are then the other's, too; Kiali also takes pods of other namespaces, which neither is for. */
export const policiesOverlap = defineRule<Overlap>({
  code: 'MESH702',
  name: 'policies-overlap',
  severity: 'error',
  summary: 'Two Sidecars, or two PeerAuthentications, of a namespace select the same pods.',
  seeAlso: ['IST0110', 'KIA0003'],
  reads: ['sidecars', 'peerAuthentications', 'pods', 'config'],
  examples: {
    bad: { yaml: example('version: v2') },
    good: [
      { why: 'labels that no pods have both', yaml: example('version: v3') },
      { why: 'another namespace', yaml: example('version: v2', 'blog') },
      { why: 'one that is for all pods', yaml: documents(sidecar(selecting('app: shop')), sidecar('{ egress: [{ hosts: ["./*"] }] }', { name: 'v2' }), deployment()) },
      { why: 'policies of two kinds', yaml: documents(sidecar(selecting('app: shop')), policy('PeerAuthentication', '{ selector: { matchLabels: { app: shop } }, mtls: { mode: STRICT } }'), deployment()) },
    ],
  },
  * check({ sidecars, peerAuthentications, pods, config }) {
    // A PeerAuthentication of the root namespace with a selector is for no pods.
    for (const policies of [sidecars, peerAuthentications.filter(({ ref }) => ref.namespace !== config.rootNamespace)]) yield* overlaps(policies, pods);
  },
  words: ({ kind, other, pods, certain }) => ({
    what: `this ${kind} and ${other} both select ${pods}`,
    fix: `Istio takes the oldest alone for them${certain ? `, which is ${other}` : ', so what counts depends on which was made first'}. Let each pod have one.`,
  }),
});

interface Selected {
  readonly namespace?: string;
  readonly labels: Labels;
  readonly name: string;
}

function* overlaps(policies: readonly Selecting[], pods: readonly PodSource[]) {
  const index = new SelectorIndex<Scoped>();
  const scoped = policies.flatMap((each): readonly Scoped[] => (each.selector === undefined ? [] : [{ ...each, selector: each.selector }]));
  scoped.forEach((each) => index.add(each.ref.namespace, each));
  const found = new Set<string>();
  for (const { namespace, labels, name } of candidates(pods, scoped)) {
    const [first, ...others] = [...index.selecting(namespace, labels)].sort(compareAges);
    for (const { ref, origin } of others) {
      const key = `${formatRef(first.ref)} ${formatRef(ref)}`;
      if (found.has(key) || first.origin === origin) continue;
      found.add(key);
      const data: Overlap = { kind: ref.kind, other: formatRef(first.ref), pods: name, certain: agesKnown([first, ...others]) };
      yield { at: { ref, origin, field: ['spec'] }, related: [{ ref: first.ref, origin: first.origin }], data };
    }
  }
}

// The pods that are known, and those that one of the selectors would be for.
function* candidates(pods: readonly PodSource[], policies: readonly Scoped[]): Iterable<Selected> {
  for (const { ref, labels } of pods) yield { namespace: ref.namespace, labels, name: `the pods of ${formatRef(ref)}` };
  for (const { ref, selector } of policies) yield { namespace: ref.namespace, labels: selector, name: `pods with "${formatLabels(selector)}"` };
}
