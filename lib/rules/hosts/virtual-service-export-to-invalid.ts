import type { ExportToMistake } from '../../values/export-to';
import { defineRule } from '../define-rule';
import { virtualService } from '../example-manifests';
import { exportToWords, inExportTo } from '../export-to-words';
import { inWords, mistakesOf, type Mistake } from '../mistake';

const exportedTo = (exportTo: string) => virtualService({ exportTo, http: '[{ route: [{ destination: { host: shop } }] }]' });

/** That there is a namespace of that name is not asked: it may come later. */
export const virtualServiceExportToInvalid = defineRule<Mistake<ExportToMistake>>({
  code: 'MESH316',
  name: 'virtual-service-export-to-invalid',
  severity: 'error',
  summary: 'The exportTo of a VirtualService contradicts or repeats itself, or names what is no namespace.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: exportedTo('["~"]') },
    good: [
      { why: 'all namespaces', yaml: exportedTo('["*"]') },
      { why: 'its own namespace and that of the gateway', yaml: exportedTo('[".", istio-system]') },
      { why: 'an empty list', yaml: exportedTo('[]') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, (spec, { ref }) => inExportTo(spec.at('exportTo'), ref.namespace), ['exportTo']),
  words: inWords(exportToWords('VirtualService')),
});
