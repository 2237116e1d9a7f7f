import type { Server } from '../../model/gateway';
import type { RouteIndex } from '../../model/route-index';
import { carries, sectionOf, sectionsOf } from '../../model/section';
import { sanitizeServerHost } from '../../values/host';
import { qualifiedName } from '../../values/object-ref';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, HTTP, routeTo, server, virtualService } from '../example-routing';

interface Idle {
  readonly hosts: readonly string[];
  readonly kind: string;
}

/** Only where all VirtualServices are given: those of a gateway are often in the hands of others. */
export const gatewayExposesNothing = defineRule<Idle>({
  code: 'MESH322',
  name: 'gateway-exposes-nothing',
  severity: 'info',
  summary: 'A host of a Gateway has no routes, so every request for it gets 404.',
  seeAlso: [],
  reads: ['gateways', 'routeIndex', 'completeness'],
  examples: {
    bad: { yaml: example('shop.example.com, www.example.com'), complete: ['VirtualService'] },
    good: [
      { why: 'a VirtualService for each host', yaml: example('shop.example.com'), complete: ['VirtualService'] },
      { why: 'a wildcard over the host of the VirtualService', yaml: example('"*.example.com"'), complete: ['VirtualService'] },
      { why: 'a server that redirects to HTTPS', yaml: example('shop.example.com', server('www.example.com', `${HTTP.replace('80, name: http', '8081, name: other')}\n      tls: { httpsRedirect: true }`)), complete: ['VirtualService'] },
      { why: 'a VirtualService that may be elsewhere', yaml: example('shop.example.com, www.example.com') },
    ],
  },
  * check({ gateways, routeIndex: routes, completeness }) {
    if (!completeness.has('VirtualService')) return;
    for (const { ref, origin, servers } of gateways) {
      for (const each of servers.filter(needsRoutes)) {
        const hosts = each.hosts.filter((host) => !isRouted(each, host, routes));
        if (hosts.length > 0) yield { at: { ref, origin, field: [...each.field, 'hosts'] }, related: [], data: { hosts, kind: sectionOf(each) ?? 'http' } };
      }
    }
  },
  words: ({ hosts, kind }) => ({
    what: `no VirtualService has ${kind} rules for ${allOf(hosts.map((host) => `"${host}"`))} on this gateway`,
    fix: `${kind === 'http' ? 'Requests for it get 404' : 'Connections to it are closed'}. Take the host out, or give it a VirtualService that names this gateway.`,
  }),
});

// A redirect answers by itself, and AUTO_PASSTHROUGH goes by no routes.
function needsRoutes(each: Server): boolean {
  return sectionOf(each) !== undefined && each.tls?.httpsRedirect !== true;
}

function isRouted(each: Server, text: string, routes: RouteIndex): boolean {
  const { ref } = each.gateway;
  const { namespace, name } = sanitizeServerHost(text, ref.namespace ?? '');
  return routes.meeting(qualifiedName(ref), name).some((route) => (
    (namespace === undefined || route.ref.namespace === undefined || route.ref.namespace === namespace) && sectionsOf(route).some((section) => carries(each, section))
  ));
}

function example(hosts: string, more = ''): string {
  return documents(gateway(server(hosts) + more), virtualService(http(routeTo())), backend());
}
