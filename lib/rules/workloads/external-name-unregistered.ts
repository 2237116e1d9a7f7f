import type { Mesh } from '../../model/mesh';
import type { MeshService } from '../../model/registry';
import type { Destination, VirtualService } from '../../model/virtual-service';
import { serviceHost } from '../../values/host-name';
import { serviceName } from '../../values/service';
import { defineRule } from '../define-rule';
import { changed, documents, httpGateway, httpRules } from '../example-manifests';

interface Unregistered {
  readonly service: string;
  readonly externalName: string;
  /** Whether the name is that of yet another ExternalName Service. */
  readonly isAlias: boolean;
}

const EXTERNAL = `
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: web }
spec: { type: ExternalName, externalName: shop.example.org }
`;
const SERVICE_ENTRY = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: shop, namespace: web }
spec:
  hosts: [shop.example.org]
  ports: [{ number: 80, name: http, protocol: HTTP }]
  resolution: DNS
`;
const OTHER = SERVICE_ENTRY.replace('name: shop,', 'name: blog,').replace('shop.example.org', 'blog.example.org');
const ROUTE = httpRules().replace('host: shop }', 'host: shop, port: { number: 80 } }');
const complete = ['Service', 'ServiceEntry'];

/** For istiod an ExternalName Service is another name of what it stands for, so it is routed to that, which has to be known. Istio's analyzer takes the Service for a destination like any other. */
export const externalNameUnregistered = defineRule<Unregistered>({
  code: 'MESH617',
  name: 'external-name-unregistered',
  severity: 'error',
  summary: 'A Gateway routes to an ExternalName Service, and no Service or ServiceEntry has the name that it stands for.',
  seeAlso: [],
  reads: ['services', 'virtualServices', 'registry', 'domain', 'completeness'],
  examples: {
    bad: { yaml: documents(httpGateway(80), ROUTE, EXTERNAL, OTHER), complete },
    good: [
      { why: 'a ServiceEntry for the name', yaml: documents(httpGateway(80), ROUTE, EXTERNAL, SERVICE_ENTRY), complete },
      { why: 'a route to the name itself', yaml: documents(httpGateway(80), changed(ROUTE, 'host: shop,', 'host: shop.example.org,'), SERVICE_ENTRY, EXTERNAL), complete },
      { why: 'ServiceEntries that are not known', yaml: documents(httpGateway(80), ROUTE, EXTERNAL), complete: ['Service'] },
    ],
  },
  * check(mesh) {
    const broken = brokenAliases(mesh);
    if (broken.size === 0) return;
    for (const { ref, origin, destination } of destinationsOfGateways(mesh.virtualServices)) {
      const found = broken.get(destination.host);
      if (found === undefined) continue;
      const { service, isAlias } = found;
      yield {
        at: { ref, origin, field: [...destination.field, 'host'] }, related: [{ ref: service.ref, origin: service.origin, field: ['spec', 'externalName'] }],
        data: { service: serviceName(service), externalName: service.externalName ?? '', isAlias },
      };
    }
  },
  words: ({ service, externalName, isAlias }) => ({
    what: `service "${service}" stands for "${externalName}", which ${isAlias ? 'stands for another name itself' : 'no Service or ServiceEntry has'}`,
    fix: isAlias
      ? 'Istio follows one such name only, and answers 503. Route to the last one.'
      : `Istio routes to "${externalName}" itself, which it does not know, and answers 503. Add a ServiceEntry with that host and the port that is routed to.`,
  }),
});

function brokenAliases({ services, registry, domain, completeness }: Mesh): ReadonlyMap<string, { readonly service: MeshService; readonly isAlias: boolean }> {
  const found = new Map<string, { readonly service: MeshService; readonly isAlias: boolean }>();
  for (const service of services) {
    const { externalName } = service;
    if (service.type !== 'ExternalName' || !externalName) continue;
    // A wildcard over the name does not register it.
    const entries = registry.entriesOf(externalName).filter(({ hostname }) => hostname === externalName);
    const isAlias = entries.length > 0 && entries.every((entry) => entry.service?.type === 'ExternalName');
    const presence = registry.presence(externalName);
    const isUnregistered = entries.length === 0 && (presence === 'absent' || (presence === 'present' && completeness.has('ServiceEntry')));
    if (isAlias || isUnregistered) found.set(serviceHost(service, domain), { service, isAlias });
  }
  return found;
}

function* destinationsOfGateways(virtualServices: readonly VirtualService[]): Iterable<Pick<VirtualService, 'ref' | 'origin'> & { readonly destination: Destination }> {
  for (const { ref, origin, gateways, http, tls, tcp } of virtualServices) {
    if (gateways.every((gateway) => gateway === 'mesh')) continue;
    for (const { destinations } of [...http, ...tls, ...tcp]) {
      for (const destination of destinations) yield { ref, origin, destination };
    }
  }
}
