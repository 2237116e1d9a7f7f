import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

const selecting = (workloadSelector: string) => destinationRule({ workloadSelector, trafficPolicy: '{ loadBalancer: { simple: ROUND_ROBIN } }' });

/** Any selector makes the rule one for clients of its own namespace. */
export const workloadSelectorEmpty = defineRule<Mistake<'empty'>>({
  code: 'MESH521',
  name: 'workload-selector-empty',
  severity: 'warning',
  summary: 'The workload selector of a DestinationRule selects by no label.',
  seeAlso: ['IST0133'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: selecting('{ matchLabels: {} }') },
    good: [
      { why: 'a label', yaml: selecting('{ matchLabels: { app: web } }') },
      { why: 'several labels', yaml: selecting('{ matchLabels: { app: web, version: v1 } }') },
      { why: 'no selector', yaml: destinationRule({ trafficPolicy: '{ loadBalancer: { simple: ROUND_ROBIN } }' }) },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['workloadSelector']),
  words: inWords({
    empty: () => ({
      what: 'the workload selector has no labels',
      fix: 'The rule is for all clients of its own namespace, and for none of others. Give matchLabels, or take the selector away to have it for all.',
    }),
  }),
});

function mistakesIn(spec: Piece): readonly MistakeAt<'empty'>[] {
  const selector = spec.at('workloadSelector');
  return selector.isGiven && selector.at('matchLabels').entries.length === 0 ? [mistake(selector, 'empty')] : [];
}
