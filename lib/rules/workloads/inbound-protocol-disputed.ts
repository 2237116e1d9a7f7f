import { membershipOf } from '../../model/injection';
import type { Labels } from '../../values/labels';
import type { Mesh } from '../../model/mesh';
import type { MeshService } from '../../model/registry';
import { isPlainHttp, protocolOfPort, type Protocol } from '../../values/protocol';
import { serviceName, type ServicePort } from '../../values/service';
import { allOf } from '../../values/words';
import { defineRule, type Place } from '../define-rule';
import { documents } from '../example-manifests';
import { deployment, namespace, service } from '../example-workloads';
import { servicesOfPods } from './services-of-pods';

interface Disputed {
  readonly targetPort: string;
  /** Each Service with what its port says. */
  readonly claims: readonly string[];
}

interface Claim {
  readonly service: MeshService;
  readonly port: ServicePort;
  readonly protocol: Protocol;
}

const example = (ports: string, { inMesh = true } = {}) => documents(
  service(), service({ name: 'admin', ports }), deployment(), ...(inMesh ? [namespace()] : [namespace({ labels: 'istio-injection: disabled' })]),
);

/**
 * Istio's analyzer compares the numbers of the Services' ports, and whether they are for TCP or UDP. istiod leaves UDP out, and what it
 * does mix up are the protocols of one targetPort: a sidecar has one listener for it, which takes the oldest Service's word.
 */
export const inboundProtocolDisputed = defineRule<Disputed>({
  code: 'MESH604',
  name: 'inbound-protocol-disputed',
  severity: 'warning',
  summary: 'Of two Services that send to the same port of pods with a sidecar one says HTTP and one says something else.',
  seeAlso: ['IST0116'],
  reads: ['pods', 'services', 'namespaces'],
  examples: {
    bad: { yaml: example('{ name: tcp, port: 80, targetPort: 8080 }') },
    good: [
      { why: 'HTTP both times', yaml: example('{ name: http2, port: 80, targetPort: 8080 }') },
      { why: 'another targetPort', yaml: example('{ name: tcp, port: 80, targetPort: 9090 }') },
      { why: 'UDP, which passes a sidecar by', yaml: example('{ name: quic, port: 80, targetPort: 8080, protocol: UDP }') },
      { why: 'pods without a sidecar', yaml: example('{ name: tcp, port: 80, targetPort: 8080 }', { inMesh: false }) },
    ],
  },
  * check(mesh) {
    for (const [pod, claims] of claimsOfPods(mesh)) {
      for (const [targetPort, disputed] of claims) {
        const services = [...new Set(disputed.map(({ service: each }) => each))];
        if (services.length < 2 || new Set(disputed.map(({ protocol }) => isPlainHttp(protocol))).size < 2) continue;
        const { ref, origin } = pod;
        yield {
          at: { ref, origin }, related: disputed.map(placeOf),
          data: { targetPort, claims: disputed.map(({ service: each, port, protocol }) => `service "${serviceName(each)}" says ${protocol} at ${port.number}`) },
        };
      }
    }
  },
  words: ({ targetPort, claims }) => ({
    what: `port ${targetPort} of these pods has two protocols: ${allOf(claims)}`,
    fix: 'The sidecar takes the word of the oldest service for all that arrives there: what is no HTTP breaks where that is HTTP, and routes, policies and metrics of HTTP are lost where it is not. Let the services say the same.',
  }),
});

function* claimsOfPods({ pods, services, namespaces }: Mesh): Iterable<[(typeof pods)[number], ReadonlyMap<string, readonly Claim[]>]> {
  const servicesOf = servicesOfPods(services);
  const labels = new Map(namespaces.map((each): [string, Labels] => [each.ref.name, each.labels]));
  for (const pod of pods) {
    if (membershipOf(pod, labels.get(pod.ref.namespace ?? '')) === 'sidecar') yield [pod, byTargetPort(servicesOf(pod))];
  }
}

// A protocol that Istio does not know makes it look at the bytes, which suits HTTP and others.
function byTargetPort(services: readonly MeshService[]): ReadonlyMap<string, readonly Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const each of services) {
    for (const port of each.ports) {
      const protocol = protocolOfPort(port);
      if (protocol === 'UDP' || protocol === 'unsupported') continue;
      const key = `${port.targetPort}`;
      found.set(key, [...(found.get(key) ?? []), { service: each, port, protocol }]);
    }
  }
  return found;
}

function placeOf({ service: { ref, origin, ports }, port }: Claim): Place {
  return { ref, origin, field: ['spec', 'ports', ports.indexOf(port)] };
}
