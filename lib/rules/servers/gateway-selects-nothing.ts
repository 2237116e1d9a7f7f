import { podsAreComplete, type Workload } from '../../model/workload';
import { formatLabels, labelsKey, selects, type Labels } from '../../values/labels';
import { looksMisspelled } from '../../values/misspelled';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { changed, documents, gatewayPods, httpGateway } from '../example-manifests';

interface Nothing {
  readonly selector: string;
  /** Whether all pods are given. */
  readonly certain: boolean;
  /** Labels of pods that may be meant. */
  readonly near: readonly string[];
}

const PUBLIC = changed(httpGateway(80), 'ingressgateway', 'public');
const POD = `
apiVersion: v1
kind: Pod
metadata: { name: public, namespace: web, labels: { istio: public } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
`;
const complete = ['Pod'];

/** Istio and Kiali take every pod that is not given for absent. Here that has to be said, and else only what looks misspelled is told. */
export const gatewaySelectsNothing = defineRule<Nothing>({
  code: 'MESH105',
  name: 'gateway-selects-nothing',
  severity: 'error',
  summary: 'No pods carry the labels that a Gateway selects its pods by.',
  seeAlso: ['IST0101', 'KIA0302'],
  reads: ['gateways', 'workloads', 'completeness'],
  examples: {
    bad: { yaml: documents(PUBLIC, gatewayPods()), complete },
    good: [
      { why: 'the label of the pods', yaml: documents(httpGateway(80), gatewayPods()), complete },
      { why: 'such pods in any namespace', yaml: documents(PUBLIC, gatewayPods(), gatewayPods({ label: 'public', namespace: 'web' })), complete },
      { why: 'a Pod of no Deployment', yaml: documents(PUBLIC, gatewayPods(), POD), complete },
    ],
  },
  * check(mesh) {
    const found = new Map<string, readonly string[] | undefined>();
    const certain = podsAreComplete(mesh.completeness, undefined);
    const known = mesh.workloads.filter(({ ref }) => ref !== undefined);
    for (const { ref, origin, selector } of mesh.gateways) {
      if (selector === undefined) continue;
      const key = labelsKey(selector);
      if (!found.has(key)) found.set(key, nearOf(selector, known));
      const near = found.get(key);
      if (near === undefined || (near.length === 0 && !certain)) continue;
      const data = { selector: formatLabels(selector), certain, near };
      yield { at: { ref, origin, field: ['spec', 'selector'] }, related: [], severity: certain ? 'error' : 'warning', data };
    }
  },
  words: ({ selector, certain, near }) => ({
    what: `no pods ${certain ? '' : 'that are known '}have the labels of the gateway's selector, "${selector}"`,
    fix: `No gateway serves it then. ${near.length > 0 ? `There are pods with "${oneOf(near)}": select these` : 'Select labels of the pods of a gateway'}, or mend the labels of the pods.`,
  }),
});

/** Labels of pods that may be meant by a selector; undefined where it needs none, as pods or a Service answer to it. */
function nearOf(selector: Labels, known: readonly Workload[]): readonly string[] | undefined {
  if (known.some(({ labels }) => selects(selector, labels))) return undefined;
  const gateways = known.filter(({ isGateway, containers }) => isGateway || containers === undefined);
  return [...new Set(gateways.map((each) => meant(selector, each)).filter((each) => each !== undefined))];
}

// What the one wrong label of a selector would have to be.
function meant(selector: Labels, { labels, containers }: Workload): string | undefined {
  const wrong = Object.entries(selector).filter(([key, value]) => labels[key] !== value);
  if (wrong.length !== 1) return undefined;
  const [[key, value]] = wrong;
  const own = labels[key];
  if (own !== undefined && looksMisspelled(value, own)) return formatLabels({ [key]: own });
  // Pods that only a Service tells of may have more labels than it asks for.
  if (containers === undefined) return undefined;
  const other = Object.entries(labels).find(([, each]) => withoutPrefix(each) === withoutPrefix(value));
  return other && formatLabels({ [other[0]]: other[1] });
}

// `istio: ingressgateway` and `app: istio-ingressgateway` stand side by side on Istio's own pods.
function withoutPrefix(value: string): string {
  return value.replace(/^istio-/, '');
}
