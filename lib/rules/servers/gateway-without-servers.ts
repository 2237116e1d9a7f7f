import { asRecord } from '../../values/read';
import { defineRule } from '../define-rule';
import { changed, documents, httpGateway } from '../example-manifests';

const SERVERS = `servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
`;
const GATEWAY_API = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: shop, namespace: web }
spec:
  gatewayClassName: istio
  listeners: [{ name: http, port: 80, protocol: HTTP }]
`;

const written = (servers: string) => changed(httpGateway(80), SERVERS, servers);

/** The schema of the kind asks for no server, so only Istio's webhook says so. */
export const gatewayWithoutServers = defineRule<undefined>({
  code: 'MESH111',
  name: 'gateway-without-servers',
  severity: 'error',
  summary: 'A Gateway has no servers.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: written('servers: []\n') },
    good: [
      { why: 'one server', yaml: httpGateway(80) },
      { why: 'a server for all hosts', yaml: written('servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]\n') },
      { why: 'a Gateway of the Gateway API, which has listeners', yaml: documents(httpGateway(80), GATEWAY_API) },
    ],
  },
  * check({ gateways }) {
    for (const { ref, origin, manifest } of gateways) {
      const servers = asRecord(manifest.spec).servers ?? [];
      if (Array.isArray(servers) && servers.length === 0) yield { at: { ref, origin, field: ['spec', 'servers'] }, related: [], data: undefined };
    }
  },
  words: () => ({
    what: 'the Gateway has no servers',
    fix: 'Istio rejects it. Give it at least one server, with a port and hosts.',
  }),
});
