import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { virtualService } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

const routing = (rule: string) => virtualService({ tcp: `[{ ${rule} }]` });

/** What its matches may ask for is told with the matches of other rules. */
export const tcpRouteInvalid = defineRule<Mistake<'no-route'>>({
  code: 'MESH426',
  name: 'tcp-route-invalid',
  severity: 'error',
  summary: 'A TCP route has no destination.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: routing('match: [{ port: 3306 }]') },
    good: [
      { why: 'a destination', yaml: routing('match: [{ port: 3306 }], route: [{ destination: { host: mysql } }]') },
      { why: 'a destination, and no match', yaml: routing('route: [{ destination: { host: mysql } }]') },
      { why: 'two destinations', yaml: routing('route: [{ destination: { host: mysql }, weight: 90 }, { destination: { host: mariadb }, weight: 10 }]') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['tcp']),
  words: inWords({
    'no-route': () => ({ what: 'a TCP route has no destination', fix: 'Istio rejects the VirtualService. Give route with a destination.' }),
  }),
});

function mistakesIn(spec: Piece): readonly MistakeAt<'no-route'>[] {
  return spec.at('tcp').list.filter((rule) => rule.isGiven && !rule.at('route').isSet).map((rule) => mistake(rule, 'no-route'));
}
