import type { RegistryEntry } from '../../model/registry';
import type { Sending } from '../../model/sendings';
import { formatHost } from '../../values/host-name';
import { mayBeExportedTo } from '../../values/export-to';
import { allOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { changed, documents, ingressService } from '../example-manifests';
import { backend, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface Hidden {
  readonly host: string;
  readonly exportTo: readonly string[];
  /** Namespaces of the pods that send. */
  readonly viewers: readonly string[];
}

const PRIVATE = documents(
  gateway(server('shop.example.com')), ingressService('ingress', 8080), virtualService(http(routeTo())),
  changed(backend(), 'namespace: web }', 'namespace: web, annotations: { networking.istio.io/exportTo: "." } }'),
);

/** Istio's analyzer and Kiali take the namespace of the VirtualService for that of the pods that send; for a gateway it is another one. */
export const destinationNotExported = defineRule<Hidden>({
  code: 'MESH502',
  name: 'destination-not-exported',
  severity: 'error',
  summary: 'A route sends to a host that is not exported to the pods that send.',
  seeAlso: ['IST0101', 'KIA1101'],
  reads: ['sendings', 'knownHosts'],
  examples: {
    bad: { yaml: PRIVATE },
    good: [
      { why: 'an export to the namespace of the pods, too', yaml: changed(PRIVATE, 'exportTo: "."', 'exportTo: "., istio-system"') },
      { why: 'an export to all namespaces', yaml: changed(PRIVATE, 'exportTo: "."', 'exportTo: "*"') },
      { why: 'nothing known of the pods', yaml: PRIVATE.replace(ingressService('ingress', 8080), backend({ name: 'blog' })) },
    ],
  },
  * check({ sendings, knownHosts: hosts }) {
    for (const sending of sendings) {
      const found = hosts.look(sending.destination.host, sending.route.ref.namespace);
      if (found.kind !== 'known') continue;
      const isHidden = (viewer: string) => !found.entries.some((entry) => mayBeExportedTo(entry.exportTo, entry.namespace, viewer));
      const sidecars = sidecarNamespaces(sending);
      const viewers = [...gatewayNamespaces(sending).filter(isHidden), ...(sidecars.every(isHidden) ? sidecars : [])];
      if (viewers.length > 0) yield hidden(sending, found.entries[0], [...new Set(viewers)]);
    }
  },
  words: ({ host, exportTo, viewers }) => ({
    what: `destination "${host}" is not seen from namespace ${allOf(viewers.map((viewer) => `"${viewer}"`))}, whose pods send there: it is exported to ${allOf(exportTo.map((each) => (each === '.' ? 'its own namespace' : `"${each}"`)))}`,
    fix: `Istio tells those pods nothing of it, and requests get 503. Add ${allOf(viewers.map((viewer) => `"${viewer}"`))} to the annotation networking.istio.io/exportTo of the Service, or to spec.exportTo of the ServiceEntry.`,
  }),
});

function gatewayNamespaces({ servers }: Sending): readonly string[] {
  return servers.map(({ workload }) => workload.namespace).filter((namespace) => namespace !== undefined);
}

// Sidecars may be in any namespace that sees the VirtualService: where that is all, some will see the host as well.
function sidecarNamespaces({ route: { ref: { namespace }, exportTo }, mesh }: Sending): readonly string[] {
  return !mesh || namespace === undefined || exportTo.includes('*') ? [] : exportTo.map((each) => (each === '.' ? namespace : each));
}

function hidden({ route: { ref, origin }, destination: { field, host }, idle }: Sending, entry: RegistryEntry, viewers: readonly string[]): Found<Hidden> {
  const place = entry.service ?? entry.serviceEntry;
  return {
    at: { ref, origin, field: [...field, 'host'] }, related: place === undefined ? [] : [{ ref: place.ref, origin: place.origin }],
    severity: idle ? 'info' : 'error', data: { host: formatHost(host), viewers, exportTo: entry.exportTo },
  };
}
