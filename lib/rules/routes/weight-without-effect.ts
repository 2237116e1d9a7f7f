import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { documents, httpGateway, httpRules } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { routesOf } from './routes-of';

type Kind = 'zero' | 'share';

const weighing = (weight: string) => documents(httpGateway(80), httpRules(`{ match: [{ uri: { prefix: /blog } }], route: [{ destination: { host: blog }${weight} }] }`));

/**
 * Kiali warns where the weight is between 1 and 99, though nothing goes wrong, so that this is a hint only; where it is 0, what happens is
 * the opposite of what is written.
 */
export const weightWithoutEffect = defineRule<Mistake<Kind>>({
  code: 'MESH435',
  name: 'weight-without-effect',
  severity: 'warning',
  summary: 'The only destination of a route has a weight, and gets all requests all the same.',
  seeAlso: ['KIA1104'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: weighing(', weight: 0') },
    good: [
      { why: 'no weight', yaml: weighing('') },
      { why: 'a weight for all requests', yaml: weighing(', weight: 100') },
      { why: 'a second destination', yaml: weighing(', weight: 0 }, { destination: { host: shop }, weight: 100') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['weight']),
  words: inWords({
    zero: () => ({
      what: 'the only destination of a route has weight 0, and gets all requests',
      fix: 'Take the weight away, or give the destination that the requests are for.',
    }),
    share: (weight) => ({
      what: `the only destination of a route has weight ${weight}, and gets all requests`,
      fix: 'Take the weight away, or give the destination that the others are for.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const route of routesOf(spec).filter(({ list }) => list.length === 1)) {
    const weight = route.list[0].at('weight');
    if (weight.number === 0) yield mistake(weight, 'zero');
    else if (weight.number !== undefined && weight.number > 0 && weight.number < 100) yield mistake(weight, 'share', undefined, 'info');
  }
}
