import { ISTIO_ANNOTATIONS, ISTIO_LABELS } from '../../values/istio-annotations';
import { Spellings } from '../../values/misspelled';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { service } from '../example-workloads';
import { istioAnnotations } from './annotated';

interface Unknown {
  readonly name: string;
  readonly isLabel: boolean;
  readonly near: readonly string[];
}

const annotated = (annotation: string) => service().replace('namespace: web }', `namespace: web, annotations: { ${annotation} } }`);

/** Other versions of Istio have other annotations, so an unknown one only informs unless it looks like one that is meant. */
export const annotationUnknown = defineRule<Unknown>({
  code: 'MESH610',
  name: 'annotation-unknown',
  severity: 'warning',
  summary: "Istio has no annotation of a name that is in Istio's domain.",
  seeAlso: ['IST0108'],
  reads: ['objects', 'pods'],
  examples: {
    bad: { yaml: annotated('networking.istio.io/exportsTo: "*"') },
    good: [
      { why: 'the name spelled as Istio has it', yaml: annotated('networking.istio.io/exportTo: "*"') },
      { why: 'a name in the domain of someone else', yaml: annotated('networking.example.com/exportsTo: "*"') },
      { why: 'a label of that name', yaml: annotated('').replace('annotations: {  }', 'labels: { networking.istio.io/exportsTo: web }') },
    ],
  },
  * check(mesh) {
    const spellings = new Spellings(ISTIO_ANNOTATIONS.keys());
    for (const { at, name, known } of istioAnnotations(mesh)) {
      if (known !== undefined) continue;
      const near = spellings.near(name);
      const isLabel = ISTIO_LABELS.has(name);
      yield { at, related: [], severity: near.length > 0 || isLabel ? 'warning' : 'info', data: { name, near, isLabel } };
    }
  },
  words: ({ name, near, isLabel }) => ({
    what: isLabel ? `"${name}" is a label, and has no meaning as an annotation` : `Istio knows no annotation "${name}"`,
    fix: isLabel ? 'Istio does not see it. Move it to the labels.' : `Istio does not see it. ${near.length > 0 ? `Use "${oneOf(near)}".` : 'Take it away, unless another version of Istio needs it.'}`,
  }),
});
