import { defineRule } from '../define-rule';
import { virtualService } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import type { Piece } from '../../values/piece';

type Kind = 'gateways' | 'tls' | 'tcp';

const HTTP = '[{ route: [{ destination: { host: shop } }] }]';

/** Without hosts a VirtualService is one that others delegate HTTP requests to: they bring the hosts and the gateways. */
export const virtualServiceWithoutHosts = defineRule<Mistake<Kind>>({
  code: 'MESH310',
  name: 'virtual-service-without-hosts',
  severity: 'error',
  summary: 'A VirtualService without hosts has gateways, TLS routes or TCP routes.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: virtualService({ hosts: '[]', http: HTTP }) },
    good: [
      { why: 'a host', yaml: virtualService({ http: HTTP }) },
      { why: 'a delegate, which has no gateways either', yaml: virtualService({ hosts: '[]', gateways: '[]', http: HTTP }) },
      { why: 'a host, and no gateways', yaml: virtualService({ hosts: '[shop]', gateways: '[]', http: HTTP }) },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn),
  words: inWords({
    gateways: () => ({
      what: 'gateways are given, but no hosts',
      fix: `${REJECTED} Give the hosts that it answers for; a delegate has no gateways, since it takes those of the VirtualService that delegates to it.`,
    }),
    tls: () => ({
      what: 'TLS routes are given, but no hosts',
      fix: `${REJECTED} Give the hosts that it answers for; a delegate has HTTP routes only.`,
    }),
    tcp: () => ({
      what: 'TCP routes are given, but no hosts',
      fix: `${REJECTED} Give the hosts that it answers for; a delegate has HTTP routes only.`,
    }),
  }),
});

const REJECTED = 'Without hosts it is a delegate, and Istio rejects the VirtualService.';
const NOT_OF_DELEGATES: readonly Kind[] = ['gateways', 'tls', 'tcp'];

function mistakesIn(spec: Piece): readonly MistakeAt<Kind>[] {
  if (spec.at('hosts').isSet) return [];
  return NOT_OF_DELEGATES.filter((name) => spec.at(name).isSet).map((name) => mistake(spec.at(name), name));
}
