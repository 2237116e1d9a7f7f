import { DATAPLANE_MODE, injectionOf, membershipOf } from '../../model/injection';
import type { Mesh } from '../../model/mesh';
import type { Selecting } from '../../model/policies';
import { formatLabels } from '../../values/labels';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { namespace, sidecar } from '../example-workloads';
import { podsInScope } from './scope';

interface InAmbient {
  /** Undefined where it is for the whole namespace. */
  readonly selector?: string;
}

const EGRESS = '{ egress: [{ hosts: ["./*"] }] }';
const AMBIENT = 'istio.io/dataplane-mode: ambient';
const example = (labels: string) => documents(namespace({ labels }), sidecar(EGRESS));

export const sidecarInAmbient = defineRule<InAmbient>({
  code: 'MESH710',
  name: 'sidecar-in-ambient',
  severity: 'warning',
  summary: 'A Sidecar is for pods in ambient mode, which have no sidecar.',
  seeAlso: ['IST0167'],
  reads: ['sidecars', 'pods', 'namespaces', 'config'],
  examples: {
    bad: { yaml: example(AMBIENT) },
    good: [
      { why: 'a namespace with sidecars', yaml: example('istio-injection: enabled') },
      { why: 'a namespace that says nothing', yaml: example('') },
      { why: 'another namespace in ambient mode', yaml: example(AMBIENT).replace('name: web', 'name: blog') },
    ],
  },
  * check(mesh) {
    const isAmbient = ambience(mesh);
    for (const each of mesh.sidecars) {
      const { ref, origin, selector } = each;
      if (!isAmbient(each)) continue;
      yield { at: { ref, origin, field: ['spec'] }, related: [], data: { selector: selector && formatLabels(selector) } };
    }
  },
  words: ({ selector }) => ({
    what: selector === undefined ? 'this Sidecar is for a namespace in ambient mode' : `the pods that this Sidecar selects, "${selector}", are in ambient mode`,
    fix: 'It has no effect: there are no sidecars to heed it. Take it away, or give the pods sidecars.',
  }),
});

function ambience({ pods, namespaces, config }: Mesh): (policy: Selecting) => boolean {
  const podsOf = podsInScope({ pods, config });
  const labels = new Map(namespaces.map((each) => [each.ref.name, each.labels]));
  return (policy) => {
    const own = labels.get(policy.ref.namespace ?? '') ?? {};
    if (policy.ref.namespace === config.rootNamespace) return false;
    const memberships = podsOf(policy).map((pod) => membershipOf(pod, own));
    if (memberships.length > 0) return memberships.every((each) => each === 'ambient');
    return own[DATAPLANE_MODE] === 'ambient' && injectionOf(own) !== 'on';
  };
}
