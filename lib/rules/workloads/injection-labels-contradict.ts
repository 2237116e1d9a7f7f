import { DATAPLANE_MODE, INJECT, INJECTION, REVISION } from '../../model/injection';
import type { Labels } from '../../values/labels';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { deployment, namespace } from '../example-workloads';

interface Contradiction {
  readonly labels: readonly string[];
  readonly outcome: string;
}

const OUTCOMES = {
  older: `Istio goes by ${INJECTION} and does not look at the revision, which the label is most likely there for.`,
  sidecar: 'Pods get a sidecar, and are then not taken into ambient mode.',
} as const;

export const injectionLabelsContradict = defineRule<Contradiction>({
  code: 'MESH614',
  name: 'injection-labels-contradict',
  severity: 'warning',
  summary: 'Labels of a Namespace or of pods ask for two different ways into the mesh.',
  seeAlso: ['IST0123', 'KIA1311'],
  reads: ['namespaces', 'pods', 'config'],
  examples: {
    bad: { yaml: namespace({ labels: 'istio-injection: enabled, istio.io/rev: canary' }) },
    good: [
      { why: 'one label', yaml: namespace({ labels: 'istio.io/rev: canary' }) },
      { why: 'one label that says no', yaml: namespace({ labels: 'istio-injection: disabled, istio.io/dataplane-mode: ambient' }) },
      { why: 'a label of something else', yaml: namespace({ labels: 'istio-injection: enabled, istio.io/use-waypoint: web' }) },
      { why: 'pods that ask for no sidecar in ambient mode', yaml: deployment({ labels: 'app: shop, sidecar.istio.io/inject: "false", istio.io/dataplane-mode: ambient' }) },
    ],
  },
  * check({ namespaces, pods, config }) {
    for (const { ref, origin, labels } of namespaces) {
      const found = ref.name === config.rootNamespace ? undefined : ofNamespace(labels);
      if (found !== undefined) yield { at: { ref, origin, field: ['metadata', 'labels'] }, related: [], data: found };
    }
    for (const { ref, origin, labels, template } of pods) {
      if (labels[INJECT] !== 'true' || labels[DATAPLANE_MODE] !== 'ambient') continue;
      const data = { labels: shown(labels, [INJECT, DATAPLANE_MODE]), outcome: OUTCOMES.sidecar };
      yield { at: { ref, origin, field: [...template.field, 'metadata', 'labels'] }, related: [], data };
    }
  },
  words: ({ labels, outcome }) => ({ what: `labels ${allOf(labels)} ask for different ways into the mesh`, fix: `${outcome} Keep one of them.` }),
});

function ofNamespace(labels: Labels): Contradiction | undefined {
  if (labels[INJECTION] !== undefined && labels[INJECTION] !== 'enabled') return undefined;
  const asking = [INJECTION, REVISION, DATAPLANE_MODE].filter((name) => labels[name] !== undefined);
  if (asking.length < 2) return undefined;
  return { labels: shown(labels, asking), outcome: asking.includes(INJECTION) && asking.includes(REVISION) ? OUTCOMES.older : OUTCOMES.sidecar };
}

function shown(labels: Labels, names: readonly string[]): readonly string[] {
  return names.map((name) => `"${name}=${labels[name]}"`);
}
