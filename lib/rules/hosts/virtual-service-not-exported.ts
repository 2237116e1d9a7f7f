import { append } from '../../values/append';
import type { BoundServer } from '../../model/listener';
import type { VirtualService } from '../../model/virtual-service';
import { gatewayReferences } from '../../model/reference';
import { mayBeExportedTo } from '../../values/export-to';
import { qualifiedName } from '../../values/object-ref';
import { asList, asRecord } from '../../values/read';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents, ingressService } from '../example-manifests';
import { backend, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface Hidden {
  readonly gateway: string;
  readonly exportTo: readonly string[];
  readonly workloads: readonly string[];
  readonly namespaces: readonly string[];
}

/** Who sees a VirtualService is decided by the namespace of the gateway's pods; neither that of the Gateway nor its selector counts. */
export const virtualServiceNotExported = defineRule<Hidden>({
  code: 'MESH309',
  name: 'virtual-service-not-exported',
  severity: 'error',
  summary: 'A VirtualService is not exported to the namespace of the pods of its gateway, which never see it.',
  seeAlso: [],
  reads: ['servers', 'virtualServices'],
  examples: {
    bad: { yaml: example('"."') },
    good: [
      { why: 'an export to the namespace of the pods', yaml: example('".", istio-system') },
      { why: 'an export to all namespaces', yaml: example('"*"') },
      { why: 'no word of exports', yaml: example('"."').replace('  exportTo: ["."]\n', '') },
      { why: 'nothing known of the pods', yaml: documents(gateway(server('shop.example.com')), virtualService(http(routeTo()), { exportTo: '"."' })) },
    ],
  },
  * check({ servers, virtualServices }) {
    const byGateway = new Map<string, BoundServer[]>();
    for (const bound of servers) append(byGateway, qualifiedName(bound.server.gateway.ref), bound);
    for (const route of virtualServices.filter(({ hosts }) => hosts.length > 0)) {
      for (const { name, field } of gatewayReferences(route)) {
        const workloads = [...new Set(byGateway.get(name)?.map(({ workload }) => workload))];
        if (workloads.length === 0 || workloads.some(({ namespace }) => mayBeExportedTo(route.exportTo, route.ref.namespace, namespace))) continue;
        yield {
          at: { ref: route.ref, origin: route.origin, field: exportField(route, field) }, related: [],
          data: { gateway: name, exportTo: route.exportTo, workloads: workloads.map((each) => each.name), namespaces: [...new Set(workloads.map(({ namespace }) => namespace ?? ''))] },
        };
      }
    }
  },
  words: ({ gateway: name, exportTo, workloads, namespaces }) => ({
    what: `the pods of gateway "${name}", ${allOf(workloads)}, do not see this VirtualService, which is exported to ${allOf(exportTo.map((each) => (each === '.' ? 'its own namespace' : `"${each}"`)))}`,
    fix: `Istio serves nothing of it there, and says nothing. Add ${allOf(namespaces.map((each) => `"${each}"`))} to spec.exportTo.`,
  }),
});

// The MeshConfig may say it for those that do not.
function exportField({ manifest }: VirtualService, reference: readonly (string | number)[]): readonly (string | number)[] {
  return asList(asRecord(manifest.spec).exportTo).length > 0 ? ['spec', 'exportTo'] : reference;
}

function example(exportTo: string): string {
  return documents(gateway(server('shop.example.com')), ingressService('ingress', 8080), virtualService(http(routeTo()), { exportTo }), backend());
}
