import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRouteWith } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'both' | 'percentage' | 'old-percent' | 'old-percent-high';

export const mirrorInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH418',
  name: 'mirror-invalid',
  severity: 'error',
  summary: 'An HTTP rule mirrors in two ways, a share of requests that cannot be, or by a deprecated field.',
  seeAlso: ['IST0106', 'IST0133'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: httpRouteWith('mirror: { host: test }, mirrorPercentage: { value: 101 }') },
    good: [
      { why: 'all requests', yaml: httpRouteWith('mirror: { host: test }, mirrorPercentage: { value: 100 }') },
      { why: 'all requests, since no share is given', yaml: httpRouteWith('mirror: { host: test }') },
      { why: 'several mirrors', yaml: httpRouteWith('mirrors: [{ destination: { host: test }, percentage: { value: 1 } }, { destination: { host: trial } }]') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['mirror', 'mirrors', 'mirrorPercent', 'mirror_percent', 'mirrorPercentage']),
  words: inWords({
    'both': () => ({
      what: 'an HTTP rule has both mirror and mirrors',
      fix: 'Istio rejects the VirtualService. Make the one a part of the list of the others.',
    }),
    'percentage': (value) => ({
      what: `percentage ${value} of requests to mirror is not between 0 and 100`,
      fix: 'Istio rejects the VirtualService. Give 100 for all requests, or 0.1 for one of a thousand.',
    }),
    'old-percent': (value) => ({ what: 'mirrorPercent is deprecated', fix: `Give mirrorPercentage: { value: ${value} }.` }),
    'old-percent-high': (value) => ({
      what: `mirrorPercent ${value} is above 100`,
      fix: 'Istio rejects the VirtualService. Give mirrorPercentage with a value between 0 and 100.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const rule of spec.at('http').list) {
    const delegates = spec.at('hosts').isSet && rule.at('delegate').isGiven;
    if (!delegates && rule.at('mirror').isGiven && rule.at('mirrors').isSet) yield mistake(rule.at('mirrors'), 'both');
    for (const percentage of [rule.at('mirrorPercentage', 'value'), ...rule.at('mirrors').list.map((mirror) => mirror.at('percentage', 'value'))]) {
      if (percentage.number !== undefined && (percentage.number < 0 || percentage.number > 100)) yield mistake(percentage, 'percentage');
    }
    for (const percent of [rule.at('mirrorPercent'), rule.at('mirror_percent')]) {
      if (percent.number === undefined) continue;
      yield percent.number > 100 ? mistake(percent, 'old-percent-high') : mistake(percent, 'old-percent', String(percent.number), 'warning');
    }
  }
}
