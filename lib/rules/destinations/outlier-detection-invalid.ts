import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { isOfWhole, partsOf } from './policies-of';

type Kind = 'percent' | 'local-origin' | 'old-errors';

const detecting = (detection: string) => destinationRule({ trafficPolicy: `{ outlierDetection: { ${detection} } }` });

/** Istio warns of consecutiveErrors in the policy of the whole service only, though it is deprecated everywhere. */
export const outlierDetectionInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH513',
  name: 'outlier-detection-invalid',
  severity: 'error',
  summary: 'Outlier detection has a percentage that cannot be, counts errors that it does not tell apart, or uses a deprecated field.',
  seeAlso: ['IST0106', 'IST0133'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: detecting('consecutive5xxErrors: 5, maxEjectionPercent: 150') },
    good: [
      { why: 'a percentage of at most 100', yaml: detecting('consecutive5xxErrors: 5, maxEjectionPercent: 100') },
      { why: 'errors of the connection, told apart from others', yaml: detecting('splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 5') },
      { why: 'no errors of the connection counted', yaml: detecting('consecutive5xxErrors: 5, consecutiveLocalOriginFailures: 0') },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['outlierDetection']),
  words: inWords({
    'percent': (given) => ({
      what: `${given} is not between 0 and 100`,
      fix: 'Istio rejects the DestinationRule. Give a percentage between 0 and 100.',
    }),
    'local-origin': () => ({
      what: 'consecutiveLocalOriginFailures is given, but not splitExternalLocalOriginErrors: true',
      fix: 'Istio rejects the DestinationRule, since Envoy counts such failures apart only then. Give splitExternalLocalOriginErrors: true, too.',
    }),
    'old-errors': (errors) => ({
      what: 'consecutiveErrors is deprecated',
      fix: `Give consecutiveGatewayErrors: ${errors} for 502, 503 and 504, or consecutive5xxErrors for all of 5xx.`,
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const detection of partsOf(spec, 'outlierDetection')) {
    for (const name of ['maxEjectionPercent', 'minHealthPercent']) {
      const { number } = detection.at(name);
      if (number !== undefined && (number < 0 || number > 100)) yield mistake(detection.at(name), 'percent', `${name} ${number}`);
    }
    const failures = detection.at('consecutiveLocalOriginFailures');
    if ((failures.number ?? 0) > 0 && !detection.at('splitExternalLocalOriginErrors').isSet) yield mistake(failures, 'local-origin');
    const old = detection.at('consecutiveErrors');
    if (old.isSet) yield mistake(old, 'old-errors', undefined, isOfWhole(detection) ? 'warning' : 'info');
  }
}
