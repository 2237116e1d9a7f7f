import { isOurs } from '../../values/origin';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents, httpGateway, ingressService } from '../example-manifests';

interface Disputed {
  readonly port: number;
  readonly workload: string;
  /** Each Service with where its port leads. */
  readonly claims: readonly string[];
}

/** istiod takes the oldest Service's word for a port, so what the others' clients reach is decided by age alone. */
export const servicePortDisputed = defineRule<Disputed>({
  code: 'MESH102',
  name: 'service-port-disputed',
  severity: 'warning',
  summary: 'Services of one gateway workload send the same port to different ones of its pods, and a Gateway uses that port.',
  seeAlso: [],
  reads: ['servers'],
  examples: {
    bad: { yaml: documents(httpGateway(80), ingressService('public', 8080), ingressService('internal', 9080)) },
    good: [
      { why: 'one targetPort', yaml: documents(httpGateway(80), ingressService('public', 8080), ingressService('internal', 8080)) },
      { why: 'a port that only one of them has', yaml: documents(httpGateway(80), ingressService('public', 8080), ingressService('internal', 9080, { port: 81 })) },
      { why: 'pods of another gateway', yaml: documents(httpGateway(80), ingressService('public', 8080), ingressService('internal', 9080, { label: 'internal' })) },
    ],
  },
  * check(mesh) {
    for (const { server, workload } of mesh.servers) {
      if (workload.services.length < 2) continue;
      const claims = workload.services.flatMap((service) => service.ports
        .filter((port) => port.number === server.port.number)
        .map((port) => ({ service, targetPort: port.targetPort })));
      if (new Set(claims.map(({ targetPort }) => targetPort)).size < 2 || new Set(claims.map(({ service }) => service)).size < 2) continue;
      const { ref, origin } = server.gateway;
      yield {
        at: { ref, origin, field: [...server.field, 'port', 'number'] }, severity: isOurs(origin) ? 'error' : 'warning',
        related: [...new Set(claims.map(({ service }) => service))].map((service) => ({ ref: service.ref, origin: service.origin, field: ['spec', 'ports'] })),
        data: { port: server.port.number, workload: workload.name, claims: claims.map(({ service, targetPort }) => `service "${service.name}" to ${targetPort}`) },
      };
    }
  },
  words: ({ port, workload, claims }) => ({
    what: `port ${port} of ${workload} leads to different places: ${allOf(claims)}`,
    fix: 'Istio listens only where the oldest of the services says, and the others lead nowhere. Give the services one targetPort for it, or different ports.',
  }),
});
