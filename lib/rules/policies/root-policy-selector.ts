import { formatLabels } from '../../values/labels';
import { defineRule } from '../define-rule';
import { policy, sidecar } from '../example-workloads';
import { podsInScope } from './scope';

interface ForNobody {
  readonly kind: string;
  readonly selector: string;
  readonly rootNamespace: string;
}

const example = (spec: string, namespace = 'istio-system') => policy('PeerAuthentication', spec, { namespace });
const STRICT_SHOP = '{ selector: { matchLabels: { app: shop } }, mtls: { mode: STRICT } }';

/**
 * istiod passes over such a PeerAuthentication. A Sidecar is for pods of the root namespace itself, so that Kiali is right unless such
 * pods are known. AuthorizationPolicies and RequestAuthentications of the root namespace may select pods of the whole mesh.
 */
export const rootPolicySelector = defineRule<ForNobody>({
  code: 'MESH704',
  name: 'root-policy-selector',
  severity: 'error',
  summary: 'A PeerAuthentication or Sidecar of the root namespace selects pods, and is then not for pods of other namespaces.',
  seeAlso: ['KIA1006'],
  reads: ['peerAuthentications', 'sidecars', 'pods', 'config'],
  examples: {
    bad: { yaml: example(STRICT_SHOP) },
    good: [
      { why: 'no selector, which is for the whole mesh', yaml: example('{ mtls: { mode: STRICT } }') },
      { why: 'the namespace of the pods', yaml: example(STRICT_SHOP, 'web') },
      { why: 'a kind that may select in all namespaces', yaml: policy('RequestAuthentication', '{ selector: { matchLabels: { app: shop } } }', { namespace: 'istio-system' }) },
      { why: 'a Sidecar without a selector', yaml: sidecar('{ egress: [{ hosts: ["./*"] }] }', { namespace: 'istio-system' }) },
    ],
  },
  * check({ peerAuthentications, sidecars, pods, config }) {
    const podsOf = podsInScope({ pods, config });
    const { rootNamespace } = config;
    for (const each of [...peerAuthentications, ...sidecars]) {
      const { ref, origin, selector } = each;
      if (ref.namespace !== rootNamespace || selector === undefined) continue;
      const isSidecar = ref.kind === 'Sidecar';
      if (isSidecar && podsOf(each).some((pod) => pod.ref.namespace === rootNamespace)) continue;
      yield {
        at: { ref, origin, field: ['spec', isSidecar ? 'workloadSelector' : 'selector'] }, related: [], severity: isSidecar ? 'warning' : 'error',
        data: { kind: ref.kind, selector: formatLabels(selector), rootNamespace },
      };
    }
  },
  words: ({ kind, selector, rootNamespace }) => ({
    what: `this ${kind} is in the root namespace "${rootNamespace}" and selects "${selector}"`,
    fix: kind === 'Sidecar'
      ? 'It is for such pods of the root namespace only, and no default for the mesh. Leave the selector out to make it the default, or put it into the namespace of the pods.'
      : 'Istio passes over it: there a PeerAuthentication can only be for the whole mesh. Put it into the namespace of the pods, or leave the selector out.',
  }),
});
