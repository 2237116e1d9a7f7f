import type { ExportToMistake } from '../../values/export-to';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { exportToWords, inExportTo } from '../export-to-words';
import { inWords, mistakesOf, type Mistake } from '../mistake';

const exportedTo = (exportTo: string) => serviceEntry({ exportTo });

/** That there is a namespace of that name is not asked: it may come later. */
export const serviceEntryExportToInvalid = defineRule<Mistake<ExportToMistake>>({
  code: 'MESH544',
  name: 'service-entry-export-to-invalid',
  severity: 'error',
  summary: 'The exportTo of a ServiceEntry contradicts or repeats itself, or names what is no namespace.',
  seeAlso: ['IST0106'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: exportedTo('["*", web]') },
    good: [
      { why: 'all namespaces', yaml: exportedTo('["*"]') },
      { why: 'its own namespace and another', yaml: exportedTo('[".", shop]') },
      { why: 'no namespace at all', yaml: exportedTo('["~"]') },
      { why: 'an empty list', yaml: exportedTo('[]') },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, (spec, { ref }) => inExportTo(spec.at('exportTo'), ref.namespace, { hides: true })),
  words: inWords(exportToWords('ServiceEntry', { hides: true })),
});
