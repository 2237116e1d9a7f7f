import { gatewayReferences, matchGatewayReferences } from '../../model/reference';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface OldName {
  readonly written: string;
  readonly name: string;
}

/** Kiali says this of `./name` as well, which is no old form: Istio reads it as the own namespace, and its webhook refuses it. */
export const gatewayNamedTheOldWay = defineRule<OldName>({
  code: 'MESH302',
  name: 'gateway-named-the-old-way',
  severity: 'info',
  summary: 'A VirtualService names a Gateway in the old form of name and namespace with a dot between them.',
  seeAlso: ['IST0133', 'KIA1108'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: example('web.istio-system.svc.cluster.local') },
    good: [
      { why: 'the namespace, a slash and the name', yaml: example('istio-system/web') },
      { why: 'the name alone', yaml: example('web', 'web') },
      { why: 'the word mesh beside it', yaml: example('mesh, istio-system/web') },
    ],
  },
  * check({ virtualServices }) {
    for (const route of virtualServices) {
      const { ref, origin } = route;
      for (const { written, name, field } of [...gatewayReferences(route), ...matchGatewayReferences(route)]) {
        if (written.includes('.') && !written.includes('/')) yield { at: { ref, origin, field }, related: [], data: { written, name } };
      }
    }
  },
  words: ({ written, name }) => ({
    what: `gateway "${written}" is named in an old form`,
    fix: `Istio takes it for "${name}" and its webhook warns of it. Write "${name}".`,
  }),
});

function example(named: string, namespace = 'istio-system'): string {
  return documents(gateway(server('shop.example.com'), { namespace }), virtualService(http(routeTo()), { gateways: named }), backend());
}
