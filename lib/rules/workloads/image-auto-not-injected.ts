import { injectionOfPod, type Injection } from '../../model/injection';
import type { PodSource } from '../../model/workload';
import { asText } from '../../values/read';
import { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { deployment, namespace } from '../example-workloads';
import { isRunning } from './running';

type Why = 'off' | 'unasked' | 'running';

interface NotInjected {
  readonly why: Why;
}

const WEBHOOK = `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-sidecar-injector }
webhooks:
  - name: object.sidecar-injector.istio.io
    objectSelector: { matchExpressions: [{ key: sidecar.istio.io/inject, operator: In, values: ["true"] }] }
  - name: namespace.sidecar-injector.istio.io
    namespaceSelector: { matchLabels: { istio-injection: enabled } }
    objectSelector: { matchExpressions: [{ key: sidecar.istio.io/inject, operator: NotIn, values: ["false"] }] }
`;

function example({ labels = 'istio: ingressgateway, sidecar.istio.io/inject: "true"', image = 'auto', ns = '' } = {}): string {
  return documents(namespace({ labels: ns }), deployment({ name: 'ingress', labels, containers: `{ name: istio-proxy, image: ${image} }` }), WEBHOOK);
}

/** Istio's analyzer asks the webhooks of the cluster. Here Istio's own are taken for granted, so what may ask elsewhere is let be. */
export const imageAutoNotInjected = defineRule<NotInjected>({
  code: 'MESH616',
  name: 'image-auto-not-injected',
  severity: 'error',
  summary: 'Pods leave the image of their proxy to Istio, and no label asks Istio to put it in.',
  seeAlso: ['IST0146', 'IST0147'],
  reads: ['pods', 'namespaces', 'completeness'],
  examples: {
    bad: { yaml: example({ labels: 'istio: ingressgateway, sidecar.istio.io/inject: "false"' }) },
    good: [
      { why: 'pods that ask for it', yaml: example() },
      { why: 'a namespace that asks for it', yaml: example({ labels: 'istio: ingressgateway', ns: 'istio-injection: enabled' }) },
      { why: 'an image of their own', yaml: example({ labels: 'istio: ingressgateway, sidecar.istio.io/inject: "false"', image: 'istio/proxyv2' }) },
    ],
  },
  * check({ pods, namespaces, completeness }) {
    const labels = new Map(namespaces.map((each) => [each.ref.name, each.labels]));
    const unlabelled = completeness.has('Namespace') ? {} : undefined;
    for (const pod of pods) {
      const image = autoImage(pod);
      const why = image && whyNot(pod, injectionOfPod(pod, labels.get(pod.ref.namespace ?? '') ?? unlabelled));
      if (image === undefined || why === undefined) continue;
      yield { at: { ref: pod.ref, origin: pod.origin, field: image.field }, related: [], severity: why === 'unasked' ? 'warning' : 'error', data: { why } };
    }
  },
  words: ({ why }) => ({
    what: {
      off: 'the image of the proxy is "auto", and labels keep Istio from putting in a real one',
      unasked: 'the image of the proxy is "auto", and no label asks Istio to put in a real one',
      running: 'the image of the proxy of a running pod is still "auto"',
    }[why],
    fix: 'The pods do not start: there is no image "auto". Give them the label sidecar.istio.io/inject: "true", in a namespace that is not labelled istio-injection=disabled.',
  }),
});

function whyNot(pod: PodSource, injection: Injection): Why | undefined {
  if (isRunning({ ref: pod.ref, manifest: pod.template.manifest })) return 'running';
  return injection === 'off' || injection === 'unasked' ? injection : undefined;
}

function autoImage({ template }: PodSource): Piece | undefined {
  const containers = new Piece(template.manifest, template.field).at('spec', 'containers').list;
  return containers.find((each) => each.at('name').text === 'istio-proxy' && asText(each.at('image').value) === 'auto')?.at('image');
}
