import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { deployment, service } from '../example-workloads';
import { istioAnnotations } from './annotated';

interface Misplaced {
  readonly name: string;
  readonly kind: string;
  readonly kinds: readonly string[];
}

const onDeployment = (annotation: string) => deployment().replace('namespace: web }', `namespace: web, annotations: { ${annotation} } }`);

/** Istio's analyzer looks at the metadata of a Deployment only. Here its pod template and other kinds that make pods are read, too. */
export const annotationMisplaced = defineRule<Misplaced>({
  code: 'MESH609',
  name: 'annotation-misplaced',
  severity: 'warning',
  summary: "An annotation of Istio's stands on a kind of object that it has no meaning on.",
  seeAlso: ['IST0107'],
  reads: ['objects', 'pods'],
  examples: {
    bad: { yaml: onDeployment('proxy.istio.io/config: "concurrency: 2"') },
    good: [
      { why: 'the annotation on the pods', yaml: deployment({ annotations: 'proxy.istio.io/config: "concurrency: 2"' }) },
      { why: 'an annotation for any object', yaml: onDeployment('galley.istio.io/analyze-suppress: IST0102') },
      { why: 'an annotation of someone else', yaml: onDeployment('proxy.example.com/config: "concurrency: 2"') },
      { why: 'an annotation for Services on one', yaml: service().replace('namespace: web }', 'namespace: web, annotations: { networking.istio.io/exportTo: "*" } }') },
    ],
  },
  * check(mesh) {
    for (const { at, name, kind, known } of istioAnnotations(mesh)) {
      // Elsewhere than on an AuthorizationPolicy Istio rejects it, of which another rule tells.
      if (name === 'istio.io/dry-run' || known === undefined || known.kinds.includes('Any') || known.kinds.some((each) => each === kind)) continue;
      yield { at, related: [], data: { name, kind, kinds: known.kinds } };
    }
  },
  words: ({ name, kind, kinds }) => ({
    what: `annotation "${name}" has no meaning on a ${kind}`,
    fix: `Istio reads it on a ${oneOf(kinds)} only. ${kinds.includes('Pod') && kind !== 'Namespace' && kind !== 'Service' ? 'Move it to the annotations of the pod template.' : 'Move it there.'}`,
  }),
});
