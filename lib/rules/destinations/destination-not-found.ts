import type { KnownHost } from '../../model/known-hosts';
import type { Sending } from '../../model/sendings';
import { formatHost } from '../../values/host-name';
import { oneOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { changed, documents } from '../example-manifests';
import { backend, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface Missing {
  readonly written: string;
  readonly host: string;
  readonly kind: 'absent' | 'unknown' | 'other-case';
  /** A host that is there and could be meant. */
  readonly near?: string;
  /** Services of the namespace that it names. */
  readonly others: readonly string[];
  readonly mirror: boolean;
}

const MISROUTED = documents(gateway(server('shop.example.com')), virtualService(http(routeTo('host: store'))), backend());

/**
 * Istio's analyzer and Kiali call every host that they are not given a mistake, and let any wildcard of a ServiceEntry pass; Kiali does
 * not look at mirrors. Here a host that may be elsewhere is none, unless one that is there could be meant.
 */
export const destinationNotFound = defineRule<Missing>({
  code: 'MESH501',
  name: 'destination-not-found',
  severity: 'error',
  summary: 'A route sends to a host that no Service and no ServiceEntry has.',
  seeAlso: ['IST0101', 'KIA1101'],
  reads: ['sendings', 'knownHosts'],
  examples: {
    bad: { yaml: MISROUTED, complete: ['Service'] },
    good: [
      { why: 'the name of a Service of its namespace', yaml: changed(MISROUTED, 'host: store', 'host: shop'), complete: ['Service'] },
      { why: 'the full name of a Service', yaml: changed(MISROUTED, 'host: store', 'host: shop.web.svc.cluster.local'), complete: ['Service'] },
      { why: 'a Service of that name', yaml: documents(MISROUTED, backend({ name: 'store' })), complete: ['Service'] },
      { why: 'a Service that may be elsewhere', yaml: changed(MISROUTED, 'host: store', 'host: shop').replace(backend(), backend({ name: 'blog' })) },
    ],
  },
  * check({ sendings, knownHosts: hosts }) {
    for (const sending of sendings) {
      const { route, destination: { host, writtenHost } } = sending;
      if (writtenHost !== '') yield* missing(sending, hosts.look(host, route.ref.namespace), hosts.neighbours(host));
    }
  },
  words: ({ written, host, kind, near, others, mirror }) => ({
    what: kind === 'other-case'
      ? `${mirror ? 'mirror' : 'destination'} "${written}" differs from "${near}" by its capitals`
      : `${mirror ? 'mirror' : 'destination'} "${written}"${written === host ? '' : `, which is "${host}",`} ${kind === 'absent' ? 'does not exist' : `is not there, but "${near}" is`}`,
    fix: `${mirror ? 'Istio mirrors nothing there' : 'Istio has nothing to send to, and requests get 503'}. ${near === undefined
      ? `Name a Service that exists${others.length > 0 ? `, such as ${oneOf(others.map((other) => `"${other}"`))}` : ''}, or make a ServiceEntry for the host; a name without a dot is looked up in the namespace of the VirtualService.`
      : `Write "${near}" if that one is meant.`}`,
  }),
});

function* missing({ route: { ref, origin }, destination: { field, host, writtenHost, mirror }, idle }: Sending, found: KnownHost, others: readonly string[]): Iterable<Found<Missing>> {
  if (found.kind !== 'absent' && found.kind !== 'unknown' && found.kind !== 'other-case') return;
  const near = found.kind === 'other-case' ? found.registered : found.near?.host;
  if (found.kind === 'unknown' && near === undefined) return;
  const severity = found.kind === 'unknown' ? 'warning' : 'error';
  yield {
    at: { ref, origin, field: [...field, 'host'] }, related: [], severity: idle ? 'info' : severity,
    data: { written: writtenHost, host: formatHost(host), kind: found.kind, near, others, mirror },
  };
}
