import { membershipOf } from '../../model/injection';
import type { Mesh } from '../../model/mesh';
import type { Selecting } from '../../model/policies';
import type { WorkloadEntry } from '../../model/service-entry';
import { podsAreComplete } from '../../model/workload';
import { LabelIndex } from '../../values/label-index';
import { formatLabels, selects } from '../../values/labels';
import { oneOf } from '../../values/words';
import { defineRule, type Words } from '../define-rule';
import { documents, gatewayPods, httpGateway, INGRESS_SERVICE } from '../example-manifests';
import { deployment, namespace, policy } from '../example-workloads';
import { gatewaysInScope, knownGateways, podsInScope } from './scope';

/** Why a policy is for nothing: no pods are there, only some outside of the mesh, or a gateway elsewhere is meant. */
type Why = 'none' | 'outside' | 'elsewhere';

interface Nothing {
  readonly kind: string;
  /** Undefined where it is for the whole namespace. */
  readonly selector?: string;
  readonly why: Why;
  /** Namespaces of gateways that have the labels. */
  readonly gatewaysIn: readonly string[];
}

const example = (where: string, label = 'istio: ingressgateway') => documents(
  policy('AuthorizationPolicy', `{ selector: { matchLabels: { ${label} } } }`, { namespace: where }), httpGateway(80), INGRESS_SERVICE, gatewayPods(), deployment(), namespace(),
);

/**
 * Pods come from many hands, so none are missing before all are said to be given. What is told before is a policy that stands with
 * the application and names the labels of a gateway elsewhere: it is for pods of its own namespace only.
 */
export const policySelectsNothing = defineRule<Nothing>({
  code: 'MESH703',
  name: 'policy-selects-nothing',
  severity: 'warning',
  summary: 'No pods in the namespace of a policy carry the labels that it selects its pods by.',
  seeAlso: ['IST0127', 'IST0101', 'KIA0004'],
  reads: ['authorizationPolicies', 'peerAuthentications', 'requestAuthentications', 'sidecars', 'pods', 'namespaces', 'workloadEntries', 'servers', 'config', 'completeness'],
  examples: {
    bad: { yaml: example('web') },
    good: [
      { why: 'the namespace of the gateway', yaml: example('istio-system') },
      { why: 'labels of pods in its namespace', yaml: example('web', 'app: shop') },
      { why: 'the root namespace, which is for the whole mesh', yaml: example('istio-system', 'app: shop') },
    ],
  },
  * check(mesh) {
    const whyNothing = judge(mesh);
    for (const each of policiesOf(mesh)) {
      const found = each.targeted ? undefined : whyNothing(each);
      if (found === undefined) continue;
      const { ref, origin, selector } = each;
      const field = ['spec', ...(selector === undefined ? [] : [ref.kind === 'Sidecar' ? 'workloadSelector' : 'selector'])];
      yield {
        at: { ref, origin, field }, related: [], ...(selector === undefined && { severity: 'info' as const }),
        data: { kind: ref.kind, selector: selector && formatLabels(selector), ...found },
      };
    }
  },
  words: (data) => ({ what: whatIs(data), fix: `The ${data.kind} has no effect. ${howTo(data)}` }),
});

function whatIs({ kind, selector, why, gatewaysIn }: Nothing): Words['what'] {
  if (selector === undefined) return `this ${kind} is for a namespace without pods`;
  if (why === 'elsewhere') return `"${selector}" selects pods of this namespace only, and the gateway with these labels is in ${oneOf(gatewaysIn.map(quoted))}`;
  return why === 'outside' ? `all pods that are known with "${selector}" are outside of the mesh` : `no pods in the namespace have the labels that the ${kind} selects, "${selector}"`;
}

function howTo({ selector, why, gatewaysIn }: Nothing): string {
  if (why === 'elsewhere') return `Put it into namespace ${oneOf(gatewaysIn.map(quoted))}.`;
  if (why === 'outside') return 'Take the pods into the mesh: only there is someone to heed it.';
  return selector === undefined ? 'Take it away, or put it where the pods are.' : 'Select labels of the pods that are meant, or mend the labels of the pods.';
}

function quoted(text: string): string {
  return `"${text}"`;
}

function* policiesOf({ authorizationPolicies, peerAuthentications, requestAuthentications, sidecars, config }: Mesh): Iterable<Selecting> {
  const withSelector = ({ selector }: Selecting) => selector !== undefined;
  // In the root namespace a selector of these means something else, which another rule tells.
  const notInRoot = ({ ref }: Selecting) => ref.namespace !== config.rootNamespace;
  yield* authorizationPolicies.filter((each) => withSelector(each) || notInRoot(each));
  yield* requestAuthentications.filter(withSelector);
  yield* [...peerAuthentications, ...sidecars].filter((each) => withSelector(each) && notInRoot(each));
}

type Judged = Pick<Nothing, 'why' | 'gatewaysIn'>;

function judge(mesh: Mesh): (policy: Selecting) => Judged | undefined {
  const { namespaces, workloadEntries, servers, config, completeness } = mesh;
  const podsOf = podsInScope(mesh);
  const labels = new Map(namespaces.map((each) => [each.ref.name, each.labels]));
  const gateways = knownGateways(servers);
  const entries = new LabelIndex<WorkloadEntry>();
  workloadEntries.forEach((each) => entries.add(each.ref.namespace, each));
  const entriesOf = ({ ref, selector }: Selecting) => (ref.namespace === config.rootNamespace ? entries.selectedAnywhere(selector) : entries.selected(ref.namespace, selector));
  const gatewaysOf = gatewaysInScope({ servers, config });
  return (policy) => {
    const pods = podsOf(policy);
    const isFound = pods.some((pod) => membershipOf(pod, labels.get(pod.ref.namespace ?? '')) !== 'outside')
      || gatewaysOf(policy).length > 0 || entriesOf(policy).length > 0;
    if (isFound) return undefined;
    const gatewaysIn = policy.selector === undefined || policy.ref.kind === 'Sidecar' ? [] : namespacesOf(gateways.filter(({ workload }) => selects(policy.selector ?? {}, workload.labels)));
    if (pods.length > 0) return policy.selector === undefined ? undefined : { why: 'outside', gatewaysIn };
    if (gatewaysIn.length > 0) return { why: 'elsewhere', gatewaysIn };
    const isCertain = podsAreComplete(completeness, policy.ref.namespace === config.rootNamespace ? undefined : policy.ref.namespace);
    return isCertain ? { why: 'none', gatewaysIn } : undefined;
  };
}

function namespacesOf(gateways: ReturnType<typeof knownGateways>): readonly string[] {
  return [...new Set(gateways.map(({ workload }) => workload.namespace).filter((each) => each !== undefined))];
}
