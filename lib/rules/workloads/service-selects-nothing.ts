import type { Mesh } from '../../model/mesh';
import type { MeshService } from '../../model/registry';
import { podsAreComplete, type PodSource } from '../../model/workload';
import { LabelIndex } from '../../values/label-index';
import { formatLabels, type Labels } from '../../values/labels';
import { Spellings } from '../../values/misspelled';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { deployment, service } from '../example-workloads';

interface Nothing {
  readonly selector: string;
  readonly certain: boolean;
  /** What may be meant. */
  readonly near: readonly string[];
}

const example = (selector: string, labels = 'istio: ingressgateway') => documents(
  service({ name: 'ingress', namespace: 'istio-system', selector }), deployment({ name: 'ingress', namespace: 'istio-system', labels }),
);
const complete = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Pods come from many hands, so one that is not given is missing only where all are said to be given. */
export const serviceSelectsNothing = defineRule<Nothing>({
  code: 'MESH607',
  name: 'service-selects-nothing',
  severity: 'warning',
  summary: 'No pods in the namespace of a Service carry the labels that it selects its pods by.',
  seeAlso: [],
  reads: ['services', 'pods', 'workloadEntries', 'completeness'],
  examples: {
    bad: { yaml: example('istio: ingress'), complete },
    good: [
      { why: 'the label of the pods', yaml: example('istio: ingressgateway'), complete },
      { why: 'one of their labels', yaml: example('istio: ingressgateway', 'istio: ingressgateway, app: ingress'), complete },
      { why: 'pods that are not known', yaml: example('istio: ingress') },
    ],
  },
  * check(mesh) {
    const index = podIndex(mesh);
    const nearOf = misspelledIn(mesh.pods, index);
    for (const each of mesh.services) {
      if (each.type === 'ExternalName' || Object.keys(each.selector).length === 0 || index.selected(each.namespace, each.selector).length > 0) continue;
      const certain = podsAreComplete(mesh.completeness, each.namespace);
      const near = nearOf(each);
      if (!certain && near.length === 0) continue;
      yield { at: { ref: each.ref, origin: each.origin, field: ['spec', 'selector'] }, related: [], data: { selector: formatLabels(each.selector), certain, near } };
    }
  },
  words: ({ selector, certain, near }) => ({
    what: `no pods ${certain ? 'in the namespace' : 'that are known in the namespace'} have the labels that the service selects, "${selector}"`,
    fix: `Clients get 503 as long as there are none. ${near.length > 0 ? `There are pods with "${oneOf(near)}": select these` : 'Select labels of the pods that are meant'}, or mend the labels of the pods.`,
  }),
});

interface Labelled {
  readonly labels: Labels;
}

function podIndex({ pods, workloadEntries }: Mesh): LabelIndex<Labelled> {
  const index = new LabelIndex<Labelled>();
  [...pods, ...workloadEntries].forEach((each) => index.add(each.ref.namespace, each));
  return index;
}

/** Finds the labels that a Service would have to select, where one of its values looks misspelled. */
function misspelledIn(pods: readonly PodSource[], index: LabelIndex<Labelled>): (service: MeshService) => readonly string[] {
  const values = new Map<string, Set<string>>();
  for (const { ref, labels } of pods) {
    for (const [name, value] of Object.entries(labels)) {
      const key = `${ref.namespace ?? ''}/${name}`;
      const there = values.get(key);
      if (there === undefined) values.set(key, new Set([value]));
      else there.add(value);
    }
  }
  const spellings = new Map<string, Spellings>();
  return ({ namespace, selector }) => Object.entries(selector).flatMap(([name, value]) => {
    const key = `${namespace ?? ''}/${name}`;
    const known = spellings.get(key) ?? new Spellings(values.get(key) ?? []);
    spellings.set(key, known);
    return known.near(value).filter((other) => index.selected(namespace, { ...selector, [name]: other }).length > 0).map((other) => formatLabels({ [name]: other }));
  });
}
