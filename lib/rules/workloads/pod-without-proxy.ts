import { hasProxy, injectionOfPod } from '../../model/injection';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { namespace } from '../example-workloads';
import { isRunning } from './running';

interface Without {
  readonly pod: string;
}

const example = ({ container = '', labels = 'app: shop', annotations = '', created = '"2026-01-01T00:00:00Z"' } = {}) => documents(namespace(), `
apiVersion: v1
kind: Pod
metadata: { name: shop-1, namespace: web, labels: { ${labels} }, annotations: { ${annotations} }, creationTimestamp: ${created} }
spec: { containers: [{ name: shop, image: shop }${container}] }
`);

/** A Pod in a file gets its sidecar when it is made, so only pods of a cluster, which have been, can lack it; Istio's analyzer sees no others. */
export const podWithoutProxy = defineRule<Without>({
  code: 'MESH615',
  name: 'pod-without-proxy',
  severity: 'warning',
  summary: 'A running pod has no sidecar, and the labels of its Namespace or its own ask for one.',
  seeAlso: ['IST0103'],
  reads: ['pods', 'namespaces'],
  examples: {
    bad: { yaml: example() },
    good: [
      { why: 'the sidecar', yaml: example({ container: ', { name: istio-proxy, image: proxyv2 }' }) },
      { why: 'a label that wants none', yaml: example({ labels: 'app: shop, sidecar.istio.io/inject: "false"' }) },
      { why: 'an annotation that wants none', yaml: example({ annotations: 'sidecar.istio.io/inject: "false"' }) },
    ],
  },
  * check({ pods, namespaces }) {
    const labels = new Map(namespaces.map((each) => [each.ref.name, each.labels]));
    for (const pod of pods) {
      const { ref, origin, template } = pod;
      if (hasProxy(pod) || !isRunning({ ref, manifest: template.manifest }) || injectionOfPod(pod, labels.get(ref.namespace ?? '')) !== 'on') continue;
      yield { at: { ref, origin }, related: [], data: { pod: ref.name } };
    }
  },
  words: ({ pod }) => ({
    what: `pod "${pod}" has no sidecar, though labels ask for one`,
    fix: 'It is in no mesh: it was made before the labels, or the webhook did not answer. Make it anew, by kubectl rollout restart of what made it.',
  }),
});
