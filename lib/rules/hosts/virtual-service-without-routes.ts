import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { virtualService } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

const ROUTE = 'route: [{ destination: { host: shop } }]';

/** An empty list counts as none. */
export const virtualServiceWithoutRoutes = defineRule<Mistake<'none'>>({
  code: 'MESH315',
  name: 'virtual-service-without-routes',
  severity: 'error',
  summary: 'A VirtualService has no routes at all.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: virtualService({ http: '[]' }) },
    good: [
      { why: 'an HTTP route', yaml: virtualService({ http: `[{ ${ROUTE} }]` }) },
      { why: 'a TLS route', yaml: virtualService({ tls: `[{ match: [{ sniHosts: [shop.example.com] }], ${ROUTE} }]` }) },
      { why: 'a TCP route', yaml: virtualService({ tcp: `[{ ${ROUTE} }]` }) },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn),
  words: inWords({
    none: () => ({ what: 'there are no routes', fix: 'Istio rejects the VirtualService. Give at least one rule under http, tls or tcp.' }),
  }),
});

function mistakesIn(spec: Piece): readonly MistakeAt<'none'>[] {
  return ['http', 'tls', 'tcp'].some((name) => spec.at(name).isSet) ? [] : [mistake(spec, 'none')];
}
