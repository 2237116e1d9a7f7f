import type { DestinationRule } from '../../model/destination-rule';
import type { ExportToMistake } from '../../values/export-to';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { exportToWords, inExportTo } from '../export-to-words';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = ExportToMistake | 'selector';

const exportedTo = (exportTo: string, selector?: string) => destinationRule({
  exportTo, trafficPolicy: '{ loadBalancer: { simple: ROUND_ROBIN } }', ...(selector !== undefined && { workloadSelector: selector }),
});

/** A rule with a workload selector is for clients of its own namespace, whatever else. */
export const destinationRuleExportToInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH522',
  name: 'destination-rule-export-to-invalid',
  severity: 'error',
  summary: 'The exportTo of a DestinationRule contradicts or repeats itself, names what is no namespace, or reaches beyond its workload selector.',
  seeAlso: ['IST0106'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: exportedTo('["*"]', '{ matchLabels: { app: web } }') },
    good: [
      { why: 'its own namespace', yaml: exportedTo('["."]', '{ matchLabels: { app: web } }') },
      { why: 'no selector', yaml: exportedTo('["*"]') },
      { why: 'namespaces, and no selector', yaml: exportedTo('[".", istio-system]') },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['exportTo']),
  words: inWords({
    ...exportToWords('DestinationRule'),
    selector: () => ({
      what: 'exportTo goes beyond the namespace of a DestinationRule with a workload selector',
      fix: 'Istio rejects the DestinationRule. With a selector it is for clients of its own namespace; give "." alone, or leave exportTo out.',
    }),
  }),
});

function* mistakesIn(spec: Piece, { ref: { namespace } }: DestinationRule): Iterable<MistakeAt<Kind>> {
  const exportTo = spec.at('exportTo');
  const found = [...inExportTo(exportTo, namespace)];
  yield* found;
  const beyond = exportTo.list.some(({ text }) => text !== undefined && text !== '.' && text !== namespace);
  if (spec.at('workloadSelector').isGiven && beyond && found.length === 0) yield mistake(exportTo, 'selector');
}
