import { asNumber, asRecord } from '../../values/read';
import { defineRule } from '../define-rule';
import { changed, documents, httpGateway, ingressService } from '../example-manifests';
import { inServer, serversOf } from './in-server';

interface TargetPort {
  readonly port: number;
  readonly targetPort: number;
}

const withTargetPort = (targetPort: number) => changed(httpGateway(80), 'protocol: HTTP', `protocol: HTTP, targetPort: ${targetPort}`);

/** 0 is the same as none for Istio, whose types know no difference. */
export const serverTargetPort = defineRule<TargetPort>({
  code: 'MESH117',
  name: 'server-target-port',
  severity: 'error',
  summary: 'A server has a targetPort, which only Services have.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: withTargetPort(8080) },
    good: [
      { why: 'a port alone', yaml: httpGateway(80) },
      { why: 'the targetPort in the Service of the gateway pods', yaml: documents(httpGateway(80), ingressService('ingress', 8080)) },
      { why: 'a targetPort of 0, which counts as none', yaml: withTargetPort(0) },
    ],
  },
  * check(mesh) {
    for (const server of serversOf(mesh, ['targetPort'])) {
      const targetPort = asNumber(asRecord(server.manifest.port).targetPort);
      if (targetPort !== undefined && targetPort > 0) yield inServer(server, ['port', 'targetPort'], { port: server.port.number, targetPort });
    }
  },
  words: ({ port, targetPort }) => ({
    what: `targetPort ${targetPort} is given for port ${port} of a Gateway`,
    fix: 'Istio rejects the Gateway. The port of the pods is decided by their Service: set its targetPort and take this one away.',
  }),
});
