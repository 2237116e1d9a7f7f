import type { Mesh } from '../../model/mesh';
import type { MeshService } from '../../model/registry';
import { serviceTargets } from '../../values/port-resolution';
import { isPlainHttp } from '../../values/protocol';
import { formatPort, serviceName, type ServicePort } from '../../values/service';
import { defineRule } from '../define-rule';
import { changed, documents, httpGateway, INGRESS_SERVICE } from '../example-manifests';

interface Loop {
  readonly port: number;
  readonly service: string;
  /** The Service's port whose TLS the load balancer ends. */
  readonly secure: string;
}

const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';

const REDIRECT = changed(httpGateway(80), '[shop.example.com]', '[shop.example.com]\n      tls: { httpsRedirect: true }');
const SERVICE = changed(
  changed(INGRESS_SERVICE, 'namespace: istio-system }', `namespace: istio-system, annotations: { ${AWS}ssl-cert: "arn:aws:acm:eu-west-1:1:certificate/1", ${AWS}ssl-ports: "443" } }`),
  '8443', '8080',
);

/**
 * Behind a load balancer that ends TLS the gateway sees plain HTTP, and Envoy does not trust the header that says otherwise unless
 * the mesh says how many proxies stand before it.
 */
export const httpsRedirectLoop = defineRule<Loop>({
  code: 'MESH207',
  name: 'https-redirect-loop',
  severity: 'warning',
  summary: 'A server redirects to HTTPS what a load balancer sends to it as plain HTTP, so clients are redirected for ever.',
  seeAlso: [],
  reads: ['servers', 'config'],
  examples: {
    bad: { yaml: documents(REDIRECT, SERVICE) },
    good: [
      { why: 'no redirect', yaml: documents(httpGateway(80), SERVICE) },
      { why: 'another targetPort for what the load balancer has decrypted', yaml: documents(REDIRECT, changed(SERVICE, '443, targetPort: 8080', '443, targetPort: 8081')) },
      { why: 'a load balancer that encrypts again', yaml: documents(REDIRECT, changed(SERVICE, `${AWS}ssl-ports`, `${AWS}backend-protocol: ssl, ${AWS}ssl-ports`)) },
    ],
  },
  * check(mesh) {
    for (const { server, workload, listener } of mesh.servers) {
      if (!isPlainHttp(server.protocol) || server.tls?.httpsRedirect !== true || listener === undefined) continue;
      const decrypted = serviceTargets(workload.services, workload.containers)
        .filter((target) => target.listener === listener)
        .map(({ service, port }) => ({ port, service: workload.services.find((each) => each === service) }))
        .find(({ service, port }) => service !== undefined && isDecrypted(service, port, mesh));
      if (decrypted?.service === undefined) continue;
      const { ref, origin } = server.gateway;
      yield {
        at: { ref, origin, field: [...server.field, 'tls', 'httpsRedirect'] },
        related: [{ ref: decrypted.service.ref, origin: decrypted.service.origin, field: ['metadata', 'annotations', `${AWS}ssl-cert`] }],
        data: { port: server.port.number, service: serviceName(decrypted.service), secure: formatPort(decrypted.port) },
      };
    }
  },
  words: ({ port, service, secure }) => ({
    what: `port ${port} redirects to HTTPS, also what comes by port ${secure} of service "${service}", whose TLS the load balancer ends`,
    fix: 'The gateway sees plain HTTP and redirects again, for ever. Give the two ports of the Service different targetPorts and a server each, of which only the one for plain HTTP redirects; or take httpsRedirect away.',
  }),
});

/** Whether AWS' load balancer ends the TLS of a Service's port and sends plain HTTP. */
function isDecrypted({ annotations }: MeshService, { number, name }: ServicePort, { config }: Mesh): boolean {
  const said = (key: string) => annotations[`${AWS}${key}`];
  const backend = said('backend-protocol') ?? 'tcp';
  if ((said('ssl-cert') ?? '') === '' || backend === 'ssl' || backend === 'https') return false;
  // It then says itself what the client spoke, which Envoy may have been told to believe.
  if (backend === 'http' && (!config.given || config.numTrustedProxies > 0)) return false;
  const ports = (said('ssl-ports') ?? '*').split(',').map((each) => each.trim());
  return ports.some((each) => each === '*' || each === `${number}` || each === name);
}
