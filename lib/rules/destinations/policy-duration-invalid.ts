import { isTooFine, MILLISECOND, parseDuration } from '../../values/duration';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { partsOf } from './policies-of';

type Kind = 'fine' | 'negative' | 'none';

const timing = (tcp: string) => destinationRule({ trafficPolicy: `{ connectionPool: { tcp: { ${tcp} } } }` });

/** Of most fields the schema of the kind refuses what is no duration or shorter than a millisecond; this rule says it of the others. */
export const policyDurationInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH518',
  name: 'policy-duration-invalid',
  severity: 'error',
  summary: 'A duration in a DestinationRule is none, is negative, or is not in whole milliseconds.',
  seeAlso: ['IST0106'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: timing('connectTimeout: 1.5ms') },
    good: [
      { why: 'whole milliseconds', yaml: timing('connectTimeout: 2ms') },
      { why: 'a part of a second', yaml: timing('connectTimeout: 0.25s') },
      { why: 'no idle timeout at all', yaml: timing('idleTimeout: 0s') },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['trafficPolicy']),
  words: inWords({
    fine: (duration) => ({
      what: `"${duration}" is not in whole milliseconds`,
      fix: 'Istio rejects the DestinationRule. Round it to milliseconds, such as "2ms".',
    }),
    negative: (duration) => ({
      what: `"${duration}" is negative`,
      fix: 'Istio rejects the DestinationRule. Give a duration such as "1h", or "0s" for no timeout.',
    }),
    none: (duration) => ({
      what: `"${duration}" is no duration`,
      fix: 'Istio rejects the DestinationRule. Give a number with a unit: "500ms", "10s", "5m" or "1h".',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const duration of durationsIn(spec)) if (isTooFine(duration.text ?? '')) yield mistake(duration, 'fine');
  const idleTimeouts = partsOf(spec, 'connectionPool').map((pool) => pool.at('tcp', 'idleTimeout'));
  const cookies = partsOf(spec, 'loadBalancer').map((balancer) => balancer.at('consistentHash', 'httpCookie', 'ttl'));
  const budgets = partsOf(spec, 'retryBudget').map((budget) => budget.at('budgetInterval'));
  for (const duration of [...idleTimeouts, ...cookies, ...budgets]) {
    if (duration.text !== undefined && parseDuration(duration.text) === undefined) yield mistake(duration, 'none');
  }
  for (const timeout of idleTimeouts) if ((parseDuration(timeout.text ?? '') ?? 0n) <= -MILLISECOND) yield mistake(timeout, 'negative');
}

function durationsIn(spec: Piece): readonly Piece[] {
  return [
    ...partsOf(spec, 'outlierDetection').flatMap((detection) => [detection.at('baseEjectionTime'), detection.at('interval')]),
    ...partsOf(spec, 'connectionPool').flatMap((pool) => [
      pool.at('http', 'idleTimeout'), pool.at('http', 'http2KeepAlive', 'interval'), pool.at('http', 'http2KeepAlive', 'timeout'),
      pool.at('tcp', 'connectTimeout'), pool.at('tcp', 'maxConnectionDuration'), pool.at('tcp', 'idleTimeout'),
      pool.at('tcp', 'tcpKeepalive', 'time'), pool.at('tcp', 'tcpKeepalive', 'interval'),
    ]),
    ...partsOf(spec, 'loadBalancer').map((balancer) => balancer.at('warmup', 'duration')),
  ];
}
