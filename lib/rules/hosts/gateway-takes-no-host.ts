import { gatewayReferences } from '../../model/reference';
import type { ServerIndex } from '../../model/server-index';
import { isOnKnownGateways } from '../../model/taken-hosts';
import type { VirtualService } from '../../model/virtual-service';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface Useless {
  readonly gateway: string;
  readonly hosts: readonly string[];
}

/** That a host is on only one of two gateways is fine for Istio, which serves it there; its analyzer calls the other one a mistake. */
export const gatewayTakesNoHost = defineRule<Useless>({
  code: 'MESH306',
  name: 'gateway-takes-no-host',
  severity: 'warning',
  summary: 'A VirtualService names a gateway that has none of its hosts, beside others that have some.',
  seeAlso: ['IST0132'],
  reads: ['serverIndex', 'virtualServices', 'completeness'],
  examples: {
    bad: { yaml: example('shop.internal.example.com') },
    good: [
      { why: 'a host of the VirtualService on the second gateway', yaml: example('shop.example.com') },
      { why: 'a wildcard over a host of the VirtualService on the second gateway', yaml: example('"*.example.com"') },
      { why: 'a gateway each for two hosts', yaml: example('shop.internal.example.com', 'shop.example.com, shop.internal.example.com') },
    ],
  },
  * check({ serverIndex: index, virtualServices, completeness }) {
    for (const route of virtualServices) {
      const useless = gatewayReferences(route).filter(({ name }) => index.of(name).length > 0 && !takesAny(index, name, route));
      // Where no gateway takes any, the hosts are told of.
      if (isOnKnownGateways(route, index, completeness) && !route.gateways.some((name) => takesAny(index, name, route))) continue;
      for (const { name, field } of useless) {
        const [{ server: { gateway: { ref, origin } } }] = index.of(name);
        yield { at: { ref: route.ref, origin: route.origin, field }, related: [{ ref, origin }], data: { gateway: name, hosts: route.hosts } };
      }
    }
  },
  words: ({ gateway: name, hosts }) => ({
    what: `gateway "${name}" has none of the hosts of this VirtualService`,
    fix: `Istio serves nothing of it there, and says nothing. Add ${oneOf(hosts.map((host) => `"${host}"`))} to a server of the gateway, or take the gateway out of spec.gateways.`,
  }),
});

function takesAny(index: ServerIndex, gatewayName: string, { hosts, ref }: VirtualService): boolean {
  return hosts.length === 0 || hosts.some((host) => index.taking(gatewayName, host, ref.namespace).length > 0);
}

function example(onSecond: string, hosts = 'shop.example.com'): string {
  return documents(
    gateway(server('shop.example.com')),
    gateway(server(onSecond, 'port: { number: 8081, name: http, protocol: HTTP }'), { name: 'internal' }),
    virtualService(http(routeTo()), { gateways: 'web, internal', hosts }),
    backend(),
  );
}
