import type { BoundServer } from '../../model/listener';
import type { MeshService } from '../../model/registry';
import { isPlainHttp, isTls, protocolOfPort } from '../../values/protocol';
import { formatPort, serviceName, type ServicePort } from '../../values/service';
import { defineRule, type Severity } from '../define-rule';
import { changed, documents, httpGateway, INGRESS_SERVICE, tlsGateway } from '../example-manifests';

interface Plain {
  readonly port: string;
  readonly service: string;
  readonly protocol: string;
}

/** Load balancers that end TLS are often set up by annotations, and some elsewhere: then this is only a hint. */
export const plainHttpOnHttpsPort = defineRule<Plain>({
  code: 'MESH208',
  name: 'plain-http-on-https-port',
  severity: 'warning',
  summary: 'A server of plain HTTP has the port of the Service that clients speak HTTPS to.',
  seeAlso: [],
  reads: ['servers'],
  examples: {
    bad: { yaml: documents(httpGateway(443), INGRESS_SERVICE) },
    good: [
      { why: 'a server for HTTPS', yaml: documents(tlsGateway('{ mode: SIMPLE, credentialName: shop }'), INGRESS_SERVICE) },
      { why: 'the port for HTTP', yaml: documents(httpGateway(80), INGRESS_SERVICE) },
      { why: 'a port for HTTP with another number', yaml: documents(httpGateway(8443), changed(changed(INGRESS_SERVICE, 'https, port: 443', 'http-alt, port: 8443'), 'targetPort: 8443', 'targetPort: 8444')) },
    ],
  },
  * check({ servers }) {
    const told = new Set<unknown>();
    for (const bound of servers) {
      const { server, target, workload } = bound;
      const service = workload.services.find((each) => each === target?.service);
      if (target === undefined || service === undefined || told.has(server)) continue;
      const severity = severityOf(bound, target.port, service);
      if (severity === undefined) continue;
      told.add(server);
      const { ref, origin } = server.gateway;
      yield {
        at: { ref, origin, field: [...server.field, 'port', 'protocol'] }, related: [{ ref: service.ref, origin: service.origin, field: ['spec', 'ports'] }], severity,
        data: { port: formatPort(target.port), service: serviceName(service), protocol: server.writtenProtocol },
      };
    }
  },
  words: ({ port, service, protocol }) => ({
    what: `port ${port} of service "${service}" leads to a server of protocol ${protocol}, and clients speak HTTPS there`,
    fix: 'They get no connection, unless a load balancer before the gateway ends TLS. Use protocol HTTPS and give the server tls, or use the port for HTTP.',
  }),
});

function severityOf({ server }: BoundServer, port: ServicePort, { type, annotations, origin }: MeshService): Severity | undefined {
  const isForHttps = port.number === 443 || isTls(protocolOfPort(port));
  if (!isPlainHttp(server.protocol) || !isForHttps) return undefined;
  // What our constructs know of a cluster's Service is no more than its ports.
  const mayEndTls = type !== 'LoadBalancer' || origin.kind === 'known' || Object.keys(annotations).some((name) => /ssl|tls|cert|backend|protocol|neg/i.test(name));
  return mayEndTls ? 'info' : 'warning';
}
