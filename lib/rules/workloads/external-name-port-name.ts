import { protocolOfPort } from '../../values/protocol';
import { formatPort } from '../../values/service';
import { defineRule } from '../define-rule';
import { isIstios } from './istios-own';

interface Port {
  readonly port: string;
  readonly externalName: string;
}

const example = (port: string, type = 'ExternalName') => `
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: web }
spec:
  type: ${type}
  externalName: shop.example.com
  ports: [{ ${port} }]
`;

/**
 * Istio's analyzer warns that a proxy may take such a port's traffic for itself. istiod has since made an ExternalName Service a mere
 * other name of what it stands for: it opens nothing for its ports and takes the protocol from there, so this is only for older versions.
 */
export const externalNamePortName = defineRule<Port>({
  code: 'MESH603',
  name: 'external-name-port-name',
  severity: 'info',
  summary: 'The port of an ExternalName Service is named tcp, or has a name that does not say its protocol.',
  seeAlso: ['IST0150'],
  reads: ['services'],
  examples: {
    bad: { yaml: example('name: tcp, port: 80') },
    good: [
      { why: 'a name that says HTTP', yaml: example('name: http, port: 80') },
      { why: 'more in the name than tcp', yaml: example('name: tcp-shop, port: 80') },
      { why: 'the protocol beside the name', yaml: example('name: shop, port: 80, appProtocol: http') },
    ],
  },
  * check({ services }) {
    for (const each of services) {
      if (each.type !== 'ExternalName' || isIstios(each)) continue;
      const { ref, origin, externalName = '' } = each;
      for (const [index, port] of each.ports.entries()) {
        if (port.name !== 'tcp' && protocolOfPort(port) !== 'unsupported') continue;
        yield { at: { ref, origin, field: ['spec', 'ports', index] }, related: [], data: { port: formatPort(port), externalName } };
      }
    }
  },
  words: ({ port, externalName }) => ({
    what: `port ${port} of an ExternalName service is not named by the protocol that "${externalName}" speaks`,
    fix: 'Istio before 1.21 opens such a port for plain TCP, and keeps the traffic of others from it; later versions do not look at it. Name it http, https or tls, as the protocol is.',
  }),
});
