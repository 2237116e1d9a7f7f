import type { Piece } from '../../values/piece';
import { isTooFine } from '../../values/duration';
import { defineRule } from '../define-rule';
import { httpRouteWith } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

const within = (timeout: string) => httpRouteWith(`timeout: ${timeout}`);

/** One that is shorter than a millisecond, or none at all, is refused by the schema of the kind. */
export const routeDurationTooFine = defineRule<Mistake<'fine'>>({
  code: 'MESH431',
  name: 'route-duration-too-fine',
  severity: 'error',
  summary: 'A duration in a VirtualService is not in whole milliseconds.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: within('1.5ms') },
    good: [
      { why: 'whole milliseconds', yaml: within('2ms') },
      { why: 'a part of a second', yaml: within('0.25s') },
      { why: 'several units', yaml: within('1m30s') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['timeout', 'perTryTimeout', 'backoff', 'fixedDelay']),
  words: inWords({
    fine: (duration) => ({
      what: `"${duration}" is not in whole milliseconds`,
      fix: 'Istio rejects the VirtualService. Round it to milliseconds, such as "2ms".',
    }),
  }),
});

function mistakesIn(spec: Piece): readonly MistakeAt<'fine'>[] {
  const durations = spec.at('http').list.flatMap((rule) => [
    rule.at('timeout'), rule.at('retries', 'perTryTimeout'), rule.at('retries', 'backoff'), rule.at('fault', 'delay', 'fixedDelay'),
  ]);
  return durations.filter(({ text = '' }) => isTooFine(text)).map((duration) => mistake(duration, 'fine'));
}
