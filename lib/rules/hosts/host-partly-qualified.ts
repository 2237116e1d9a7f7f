import type { KnownHosts } from '../../model/known-hosts';
import { hostReferences } from '../../model/reference';
import type { DestinationRule } from '../../model/destination-rule';
import type { VirtualService } from '../../model/virtual-service';
import { defineRule, type Found, type Place, type Severity } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, destinationRule, gateway, http, routeTo, server, virtualService } from '../example-routing';

type Use = 'destination' | 'rule' | 'host';

interface Partly {
  readonly host: string;
  readonly full: string;
  readonly use: Use;
}

/**
 * Kiali takes `app.web` and `app.web.svc` for the Service, and so does DNS; istiod adds namespace and domain only to names without a dot.
 * A name of two labels can be one of the outside as well: it is none where the second is a namespace with a Service of the first.
 */
export const hostPartlyQualified = defineRule<Partly>({
  code: 'MESH308',
  name: 'host-partly-qualified',
  severity: 'error',
  summary: 'A host names a Service with its namespace and without the domain of the cluster, which Istio does not complete.',
  seeAlso: ['IST0101', 'KIA1101'],
  reads: ['sendings', 'knownHosts', 'virtualServices', 'destinationRules'],
  examples: {
    bad: { yaml: example('host: shop.web') },
    good: [
      { why: 'the name alone', yaml: example('host: shop') },
      { why: 'the full name', yaml: example('host: shop.web.svc.cluster.local') },
      { why: 'a name of the outside', yaml: example('host: shop.com') },
      { why: 'a DestinationRule with the full name', yaml: documents(backend(), destinationRule({ host: 'shop.web.svc.cluster.local' })) },
    ],
  },
  * check({ sendings, knownHosts: hosts, virtualServices, destinationRules }) {
    for (const { route: { ref, origin }, destination: { field, host, writtenHost } } of sendings) {
      yield* judged({ ref, origin, field: [...field, 'host'] }, { host, writtenHost, use: 'destination' }, hosts);
    }
    // To a gateway the hosts are those of its clients' requests, whatever they look like.
    for (const route of virtualServices.filter(({ gateways }) => gateways.includes('mesh'))) yield* inVirtualService(route, hosts);
    for (const rule of destinationRules) yield* inDestinationRule(rule, hosts);
  },
  words: ({ host, full, use }) => ({ what: `"${host}" is not the name of Service "${full}"`, fix: `${CONSEQUENCES[use]} Write "${full}"; Istio completes only names without a dot.` }),
});

const CONSEQUENCES: Readonly<Record<Use, string>> = {
  destination: 'Istio finds no such service, and requests that go there get 503.',
  rule: 'Istio finds no such service, and the DestinationRule has no effect.',
  host: 'The rules count only for clients that use just this spelling, on port 80, and not for those that use another name of the service.',
};

function* inVirtualService(route: VirtualService, hosts: KnownHosts): Iterable<Found<Partly>> {
  const { ref, origin } = route;
  for (const { name, written, field } of hostReferences(route)) yield* judged({ ref, origin, field }, { host: name, writtenHost: written, use: 'host' }, hosts);
}

function inDestinationRule({ ref, origin, host, writtenHost }: DestinationRule, hosts: KnownHosts): Iterable<Found<Partly>> {
  return judged({ ref, origin, field: ['spec', 'host'] }, { host, writtenHost, use: 'rule' }, hosts);
}

function* judged(at: Place, { host, writtenHost, use }: { readonly host: string; readonly writtenHost: string; readonly use: Use }, hosts: KnownHosts): Iterable<Found<Partly>> {
  const found = hosts.look(host, at.ref.namespace);
  if (found.kind !== 'partly-qualified' || (use === 'host' && !found.sure)) return;
  yield { at, related: [], severity: severityOf(use, found.sure), data: { host: writtenHost, full: found.full, use } };
}

// For a client that uses just this spelling a host works as it is meant.
function severityOf(use: Use, isSure: boolean): Severity {
  if (use === 'host') return 'info';
  return isSure ? 'error' : 'warning';
}

function example(destination: string): string {
  return documents(gateway(server('shop.example.com')), virtualService(http(routeTo(destination))), backend());
}
