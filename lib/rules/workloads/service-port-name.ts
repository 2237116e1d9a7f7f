import { membershipOf, NEVER_INJECTED } from '../../model/injection';
import type { Mesh } from '../../model/mesh';
import type { MeshService } from '../../model/registry';
import { serviceHost } from '../../values/host-name';
import { LabelIndex } from '../../values/label-index';
import { protocolOfPort } from '../../values/protocol';
import { formatPort, type ServicePort } from '../../values/service';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { deployment, namespace, service } from '../example-workloads';
import { isIstios } from './istios-own';

interface Unnamed {
  readonly port: string;
  /** What tells nothing of the protocol; undefined where there is not even a name. */
  readonly given?: { readonly field: 'name' | 'appProtocol'; readonly text: string };
}

const example = (ports: string, rest = documents(deployment(), namespace())) => documents(service({ ports }), rest);

/**
 * Kiali calls it an error. For istiod it is none: it looks at the first bytes of each connection to such a port, which is right for
 * HTTP and TLS, and slow or wrong only where the server speaks first. Services that nothing of the mesh has to do with are left alone.
 */
export const servicePortName = defineRule<Unnamed>({
  code: 'MESH602',
  name: 'service-port-name',
  severity: 'info',
  summary: 'The name of a port of a Service in the mesh does not say its protocol, nor does appProtocol.',
  seeAlso: ['IST0118', 'KIA0601', 'KIA0602'],
  reads: ['services', 'virtualServices', 'pods', 'namespaces', 'domain'],
  examples: {
    bad: { yaml: example('{ name: web, port: 80, targetPort: 8080 }') },
    good: [
      { why: 'the protocol first in the name', yaml: example('{ name: http-web, port: 80, targetPort: 8080 }') },
      { why: 'the protocol beside the name', yaml: example('{ name: web, port: 80, targetPort: 8080, appProtocol: http }') },
      { why: "Kubernetes' own word for a protocol", yaml: example('{ name: web, port: 80, targetPort: 8080, appProtocol: kubernetes.io/h2c }') },
      { why: 'a port that Istio takes for TCP by its number', yaml: example('{ name: mail, port: 25 }') },
      { why: 'UDP', yaml: example('{ name: game, port: 7777, protocol: UDP }') },
    ],
  },
  * check(mesh) {
    const isInMesh = servicesInMesh(mesh);
    for (const each of mesh.services) {
      if (each.type === 'ExternalName' || isIstios(each)) continue;
      const unnamed = each.ports.filter((port) => protocolOfPort(port) === 'unsupported');
      if (unnamed.length === 0 || !isInMesh(each)) continue;
      for (const port of unnamed) {
        const { ref, origin } = each;
        yield { at: { ref, origin, field: ['spec', 'ports', each.ports.indexOf(port)] }, related: [], data: { port: formatPort(port), given: givenBy(port) } };
      }
    }
  },
  words: ({ port, given }) => ({
    what: given === undefined ? `port ${port} has no name that says its protocol` : `${given.field} "${given.text}" of port ${port} does not say its protocol`,
    fix: 'Istio finds out the protocol by the first bytes of each connection, which goes wrong where the server speaks first. '
      + 'Begin the name with it, as in "http" or "http-web", or set appProtocol: http, http2, https, grpc, grpc-web, tcp, tls, mongo, mysql, redis, kubernetes.io/h2c, kubernetes.io/ws or kubernetes.io/wss.',
  }),
});

function givenBy({ name, appProtocol }: ServicePort): Unnamed['given'] {
  if (appProtocol !== undefined) return { field: 'appProtocol', text: appProtocol };
  return name === undefined ? undefined : { field: 'name', text: name };
}

/** Whether a VirtualService routes to a Service, or pods of the mesh are behind it. */
function servicesInMesh({ virtualServices, pods, namespaces, domain }: Mesh): (service: MeshService) => boolean {
  const routed = new Set(virtualServices.flatMap(({ http, tls, tcp }) => [...http, ...tls, ...tcp]).flatMap(({ destinations }) => destinations.map(({ host }) => host)));
  const labels = new Map(namespaces.map((each) => [each.ref.name, each.labels]));
  const inMesh = new LabelIndex<(typeof pods)[number]>();
  for (const pod of pods) {
    const membership = membershipOf(pod, labels.get(pod.ref.namespace ?? ''));
    if (membership === 'sidecar' || membership === 'ambient') inMesh.add(pod.ref.namespace, pod);
  }
  return (each) => !NEVER_INJECTED.has(each.namespace ?? '') && (routed.has(serviceHost(each, domain))
    || (Object.keys(each.selector).length > 0 && inMesh.selected(each.namespace, each.selector).length > 0));
}
