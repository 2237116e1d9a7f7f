import type { VirtualService } from '../../model/virtual-service';
import { formatHost } from '../../values/host-name';
import { formatRef } from '../../values/object-ref';
import { defineRule } from '../define-rule';
import { changed, documents, ingressService } from '../example-manifests';
import { backend, destinationRule, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface Bypassed {
  readonly host: string;
  readonly rules: string;
}

const BYPASSING = documents(
  gateway(server('shop.example.com')), ingressService('ingress', 8080), virtualService(http(routeTo())), backend(), destinationRule(),
  virtualService(http(routeTo('host: shop, subset: v1')), { name: 'versions', hosts: 'shop', gateways: '' }),
);

/** Istio's analyzer warns of it. But it is what most gateways mean, Istio's own Bookinfo among them: all versions, evenly. */
export const ingressRouteWithoutSubset = defineRule<Bypassed>({
  code: 'MESH552',
  name: 'ingress-route-without-subset',
  severity: 'info',
  summary: 'A route on a gateway sends to a host without a subset, and the rules that choose one are for sidecars only.',
  seeAlso: ['IST0140'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: BYPASSING },
    good: [
      { why: 'a subset', yaml: changed(BYPASSING, 'host: shop, port', 'host: shop, subset: v1, port') },
      { why: 'another service', yaml: documents(changed(BYPASSING, 'host: shop, port', 'host: blog, port'), backend({ name: 'blog' })) },
      { why: 'rules for sidecars without subsets', yaml: changed(BYPASSING, 'host: shop, subset: v1', 'host: shop') },
    ],
  },
  * check({ virtualServices }) {
    const choosing = new Map<string, VirtualService>();
    for (const route of virtualServices.filter(({ gateways }) => gateways.includes('mesh'))) {
      for (const { host, subset } of route.http.flatMap(({ destinations }) => destinations)) {
        if (subset !== undefined && route.hosts.includes(host.toLowerCase())) choosing.set(host, route);
      }
    }
    if (choosing.size === 0) return;
    for (const route of virtualServices.filter(({ gateways }) => gateways.some((name) => name !== 'mesh'))) {
      const { ref, origin } = route;
      for (const { host, subset, field, mirror } of route.http.flatMap(({ destinations }) => destinations)) {
        const other = choosing.get(host);
        if (subset !== undefined || mirror || other === undefined || other === route) continue;
        yield { at: { ref, origin, field }, related: [{ ref: other.ref, origin: other.origin, field: ['spec', 'http'] }], data: { host: formatHost(host), rules: formatRef(other.ref) } };
      }
    }
  },
  words: ({ host, rules }) => ({
    what: `the subsets that ${rules} chooses for "${host}" do not count here`,
    fix: 'Its rules are for sidecars; requests from the gateway go to all pods of the service. Name subsets here as well if they are meant to count.',
  }),
});
