import { defineRule } from '../define-rule';
import { deployment } from '../example-workloads';
import { istioAnnotations } from './annotated';

interface Invalid {
  readonly name: string;
  readonly value: string;
  readonly expects: string;
}

const example = (ports: string) => deployment({ annotations: `traffic.sidecar.istio.io/excludeOutboundPorts: "${ports}"` });

/** Also where Istio's analyzer does not look: on the pod templates of whatever makes pods. */
export const annotationValueInvalid = defineRule<Invalid>({
  code: 'MESH611',
  name: 'annotation-value-invalid',
  severity: 'warning',
  summary: "An annotation of Istio's has a value that Istio cannot read.",
  seeAlso: ['IST0125'],
  reads: ['objects', 'pods'],
  examples: {
    bad: { yaml: example('5432,redis') },
    good: [
      { why: 'port numbers', yaml: example('5432,6379') },
      { why: 'spaces between them', yaml: example('5432, 6379') },
      { why: 'no port at all', yaml: example('') },
    ],
  },
  * check(mesh) {
    for (const { at, name, value, kind, known } of istioAnnotations(mesh)) {
      if (known?.takes === undefined || known.expects === undefined || !known.kinds.some((each) => each === kind) || known.takes(value)) continue;
      yield { at, related: [], data: { name, value, expects: known.expects } };
    }
  },
  words: ({ name, value, expects }) => ({
    what: `"${value}" is no value of annotation "${name}"`,
    fix: `Where the pods are to get a sidecar, Istio's webhook refuses to let them be made. Give ${expects}.`,
  }),
});
