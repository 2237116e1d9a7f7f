import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRules } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { routesOf } from './routes-of';

type Kind = 'negative' | 'all-zero';

const to = (subset: string, weight: string) => `{ destination: { host: blog, subset: ${subset} }${weight} }`;
const splitting = (first: string, second: string) => httpRules(`{ match: [{ uri: { prefix: /blog } }], route: [${to('v1', first)}, ${to('v2', second)}] }`);

/** One destination alone gets all requests whatever its weight, which another rule tells. */
export const weightsInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH423',
  name: 'weights-invalid',
  severity: 'error',
  summary: 'The weights of the destinations of a route do not share out its requests.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: splitting('', '') },
    good: [
      { why: 'a weight for each', yaml: splitting(', weight: 90', ', weight: 10') },
      { why: 'all for one of them', yaml: splitting(', weight: 100', ', weight: 0') },
      { why: 'one destination', yaml: httpRules('{ match: [{ uri: { prefix: /blog } }], route: [{ destination: { host: blog, subset: v1 } }] }') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn),
  words: inWords({
    'negative': (weight) => ({ what: `weight ${weight} is negative`, fix: 'Istio rejects the VirtualService. 0 keeps all requests away.' }),
    'all-zero': () => ({
      what: 'a route has several destinations, and no weights above 0',
      fix: 'Istio rejects the VirtualService. Give each destination its weight; one left out is 0, so a destination without weight gets nothing.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const route of routesOf(spec)) {
    const weights = route.list.map((each) => each.at('weight'));
    const numbers = weights.map(({ number }) => number ?? 0);
    for (const weight of weights) if ((weight.number ?? 0) < 0) yield mistake(weight, 'negative');
    if (weights.some(({ isGiven, number }) => isGiven && number === undefined)) continue;
    if (numbers.length > 1 && numbers.reduce((sum, each) => sum + each, 0) === 0) yield mistake(route, 'all-zero');
  }
}
