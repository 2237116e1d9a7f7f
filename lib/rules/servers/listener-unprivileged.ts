import type { Workload } from '../../model/workload';
import { defineRule, type Place } from '../define-rule';
import { documents, httpGateway, ingressService } from '../example-manifests';

interface Unprivileged {
  readonly port: number;
  readonly listener: number;
  readonly workload: string;
}

const UNPRIVILEGED_PODS = `
apiVersion: v1
kind: Pod
metadata: { name: ingress-1, namespace: istio-system, labels: { app: istio-ingressgateway, istio: ingressgateway } }
spec:
  containers:
    - name: istio-proxy
      image: auto
      env: [{ name: ISTIO_META_UNPRIVILEGED_POD, value: "true" }]
status: { podIP: 10.0.0.1 }
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
        at: { ref, origin, field: [...server.field, 'port', 'number'] }, related: placesOf(workload),
        data: { port: server.port.number, listener, workload: workload.name },
      };
    }
  },
  words: ({ port, listener, workload }) => ({
    what: `port ${port} of ${workload} leads to ${listener}, and its pods have ISTIO_META_UNPRIVILEGED_POD, so Istio opens no listener below 1024`,
    fix: 'Give the service a targetPort of 1024 or above, such as 8080 for 80, or let the pods open low ports.',
  }),
});

// Its pods, and the Services that say which port of them: changing either mends it.
function placesOf({ ref, origin, services }: Workload): readonly Place[] {
  const pods = ref === undefined || origin === undefined || services.some((service) => service.origin === origin) ? [] : [{ ref, origin }];
  return [...pods, ...services.map((service): Place => ({ ref: service.ref, origin: service.origin, field: ['spec', 'ports'] }))];
}
