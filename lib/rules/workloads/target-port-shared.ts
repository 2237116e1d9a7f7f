import { membershipOf } from '../../model/injection';
import type { MeshService } from '../../model/registry';
import { serviceName } from '../../values/service';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { deployment, namespace, service } from '../example-workloads';
import { servicesOfPods } from './services-of-pods';

interface SharedPort {
  readonly targetPort: string;
  readonly ports: readonly number[];
  readonly services: readonly string[];
}

const example = (ports: string, { labels = 'istio-injection: enabled' } = {}) => documents(service(), service({ name: 'shop-old', ports }), deployment(), namespace({ labels }));

/**
 * Istio's analyzer warns of it. istiod builds what the pods listen on by targetPort alone, so both ports work; only metrics and traces
 * tell the oldest Service for both. What a Gateway on such pods may name is another matter, and told by other rules.
 */
export const targetPortShared = defineRule<SharedPort>({
  code: 'MESH605',
  name: 'target-port-shared',
  severity: 'info',
  summary: 'Different ports of Services lead to the same port of pods in the mesh.',
  seeAlso: ['IST0137'],
  reads: ['pods', 'services', 'namespaces'],
  examples: {
    bad: { yaml: example('{ name: http, port: 8080 }') },
    good: [
      { why: 'the same port', yaml: example('{ name: http, port: 80, targetPort: 8080 }') },
      { why: 'another targetPort', yaml: example('{ name: http, port: 8081 }') },
      { why: 'pods outside of the mesh', yaml: example('{ name: http, port: 8080 }', { labels: 'istio-injection: disabled' }) },
    ],
  },
  * check({ pods, services, namespaces }) {
    const servicesOf = servicesOfPods(services);
    const labels = new Map(namespaces.map((each) => [each.ref.name, each.labels]));
    for (const pod of pods) {
      if (membershipOf(pod, labels.get(pod.ref.namespace ?? '')) !== 'sidecar') continue;
      for (const [targetPort, sending] of byTargetPort(servicesOf(pod))) {
        const ports = [...new Set(sending.map(({ port }) => port))].sort((a, b) => a - b);
        if (ports.length < 2) continue;
        const { ref, origin } = pod;
        const involved = [...new Set(sending.map(({ service: each }) => each))];
        yield {
          at: { ref, origin }, related: involved.map((each) => ({ ref: each.ref, origin: each.origin, field: ['spec', 'ports'] })),
          data: { targetPort, ports, services: involved.map((each) => `"${serviceName(each)}"`) },
        };
      }
    }
  },
  words: ({ targetPort, ports, services }) => ({
    what: `ports ${allOf(ports.map(String))} of ${services.length > 1 ? 'services' : 'service'} ${allOf(services)} lead to one port of these pods, ${targetPort}`,
    fix: 'All of them work, and the metrics of the pods tell the oldest service for each. Give each a targetPort of its own where they are to be told apart.',
  }),
});

function byTargetPort(services: readonly MeshService[]): ReadonlyMap<string, ReadonlyArray<{ readonly service: MeshService; readonly port: number }>> {
  const found = new Map<string, Array<{ readonly service: MeshService; readonly port: number }>>();
  for (const each of services) {
    for (const { targetPort, number } of each.ports) found.set(`${targetPort}`, [...(found.get(`${targetPort}`) ?? []), { service: each, port: number }]);
  }
  return found;
}
