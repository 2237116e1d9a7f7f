import { podsAreComplete, type PodSource } from '../../model/workload';
import { LabelIndex } from '../../values/label-index';
import { formatRef } from '../../values/object-ref';
import { asList, asRecord } from '../../values/read';
import { formatPort, type ServicePort } from '../../values/service';
import { allOf, oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { service } from '../example-workloads';

interface Missing {
  readonly port: string;
  readonly targetPort: string;
  readonly pods: readonly string[];
  /** Names of ports that the pods declare for the same protocol. */
  readonly declared: readonly string[];
}

const example = (ports: string, { targetPort = 'web', label = 'ingressgateway' } = {}) => documents(
  service({ name: 'ingress', namespace: 'istio-system', selector: 'istio: ingressgateway', ports: `{ name: http, port: 80, targetPort: ${targetPort} }` }), `
apiVersion: v1
kind: Pod
metadata: { name: ingress, namespace: istio-system, labels: { istio: ${label} } }
spec: { containers: [{ name: gateway, image: gateway, ports: [${ports}] }] }
status: { podIP: 10.0.0.1, phase: Running, conditions: [{ type: Ready, status: "True" }] }
`);

// Istio's webhook declares it in every pod that it injects.
const INJECTED = 'http-envoy-prom';

/** Kiali also asks that a number be declared. For Kubernetes and Istio that only informs: a number leads to that port of the pods, declared or not. */
export const namedTargetPortMissing = defineRule<Missing>({
  code: 'MESH606',
  name: 'named-target-port-missing',
  severity: 'error',
  summary: 'A Service sends to a port by name, and no container of its pods declares that name.',
  seeAlso: ['KIA0701'],
  reads: ['services', 'pods', 'completeness'],
  examples: {
    bad: { yaml: example('{ name: http, containerPort: 8080 }') },
    good: [
      { why: 'the name declared', yaml: example('{ name: web, containerPort: 8080 }') },
      { why: 'a number, which nobody has to declare', yaml: example('{ name: http, containerPort: 8080 }', { targetPort: '9090' }) },
      { why: 'pods that are not known', yaml: example('{ name: http, containerPort: 8080 }', { label: 'internal' }) },
    ],
  },
  * check({ services, pods, completeness }) {
    const index = new LabelIndex<PodSource>();
    pods.forEach((pod) => index.add(pod.ref.namespace, pod));
    for (const each of services) {
      const named = each.ports.filter(({ targetPort }) => typeof targetPort === 'string' && targetPort !== INJECTED);
      if (named.length === 0 || Object.keys(each.selector).length === 0) continue;
      const selected = index.selected(each.namespace, each.selector);
      for (const port of named) {
        const declared = selected.map((pod) => portNames(pod, port));
        if (selected.length === 0 || declared.some((names) => names.includes(`${port.targetPort}`))) continue;
        yield {
          at: { ref: each.ref, origin: each.origin, field: ['spec', 'ports', each.ports.indexOf(port), 'targetPort'] },
          related: selected.slice(0, 3).map(({ ref, origin }) => ({ ref, origin })),
          severity: podsAreComplete(completeness, each.namespace) ? 'error' : 'warning',
          data: { port: formatPort(port), targetPort: `${port.targetPort}`, pods: selected.slice(0, 3).map(({ ref }) => formatRef(ref)), declared: [...new Set(declared.flat())] },
        };
      }
    }
  },
  words: ({ port, targetPort, pods, declared }) => ({
    what: `port ${port} leads to the port "${targetPort}" of the pods, which no container of ${allOf(pods)} declares`,
    fix: `The service has no endpoint for it then, and clients get 503. Declare it, ${declared.length > 0 ? `use ${oneOf(declared.map((name) => `"${name}"`))}, ` : ''}or use its number.`,
  }),
});

// An init container that is kept running is a container, too.
function portNames({ template }: PodSource, { protocol }: ServicePort): readonly string[] {
  const { containers, initContainers } = asRecord(template.manifest.spec);
  return [...asList(containers), ...asList(initContainers)].flatMap((each) => asList(asRecord(each).ports)).map(asRecord)
    .filter((port) => (port.protocol ?? 'TCP') === protocol).map(({ name }) => name).filter((name) => typeof name === 'string');
}
