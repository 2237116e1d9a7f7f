import { isOurs } from '../../values/origin';
import { defineRule } from '../define-rule';
import { documents, httpGateway, ingressService } from '../example-manifests';

interface Unprivileged {
  readonly port: number;
  readonly listener: number;
  readonly workload: string;
}

const UNPRIVILEGED_PODS = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress, namespace: istio-system }
spec:
  selector: { matchLabels: { istio: ingressgateway } }
  template:
    metadata: { labels: { istio: ingressgateway } }
    spec:
      containers:
        - name: istio-proxy
          image: auto
          env: [{ name: ISTIO_META_UNPRIVILEGED_POD, value: "true" }]
`;

/** istiod skips such a listener and says so in its log only. */
export const listenerUnprivileged = defineRule<Unprivileged>({
  code: 'MESH103',
  name: 'listener-unprivileged',
  severity: 'error',
  summary: 'A server needs a port below 1024 on gateway pods that say they may open none.',
  seeAlso: [],
  reads: ['servers'],
  examples: {
    bad: { yaml: documents(httpGateway(80), ingressService('ingress', 80), UNPRIVILEGED_PODS) },
    good: [
      { why: 'a targetPort of 1024 or above', yaml: documents(httpGateway(80), ingressService('ingress', 8080), UNPRIVILEGED_PODS) },
      { why: 'pods that may open low ports', yaml: documents(httpGateway(80), ingressService('ingress', 80), UNPRIVILEGED_PODS.replace('"true"', '"false"')) },
      { why: 'a port of 1024 or above, and no service', yaml: documents(httpGateway(1024), UNPRIVILEGED_PODS) },
    ],
  },
  * check(mesh) {
    for (const { server, workload, listener } of mesh.servers) {
      if (!workload.unprivileged || listener === undefined || listener >= 1024) continue;
      const { ref, origin } = server.gateway;
      yield {
        at: { ref, origin }, data: { port: server.port.number, listener, workload: workload.name },
        related: workload.origin && workload.ref && !isOurs(workload.origin) ? [{ ref: workload.ref, origin: workload.origin }] : [],
      };
    }
  },
  words: ({ port, listener, workload }) => ({
    what: `port ${port} of ${workload} leads to ${listener}, and its pods have ISTIO_META_UNPRIVILEGED_POD, so Istio opens no listener below 1024`,
    fix: 'Give the service a targetPort of 1024 or above, such as 8080 for 80, or let the pods open low ports.',
  }),
});
