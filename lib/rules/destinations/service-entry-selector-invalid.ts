import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

const selecting = (labels: string) => serviceEntry({ resolution: 'STATIC', workloadSelector: `{ labels: { ${labels} } }` });

/** A wildcard in a value is refused by the schema of the kind. */
export const serviceEntrySelectorInvalid = defineRule<Mistake<'key'>>({
  code: 'MESH542',
  name: 'service-entry-selector-invalid',
  severity: 'error',
  summary: 'The workloadSelector of a ServiceEntry has a key that is empty or has a wildcard.',
  seeAlso: ['IST0106'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: selecting('"app*": api') },
    good: [
      { why: 'a key without a wildcard', yaml: selecting('app: api') },
      { why: 'a domain before the key', yaml: selecting('app.kubernetes.io/name: api') },
      { why: 'an empty value', yaml: selecting('app: ""') },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: ({ given }) => ({
    what: given === '' ? 'workloadSelector has an empty key' : `workloadSelector has key "${given}" with a wildcard`,
    fix: 'Istio rejects the ServiceEntry. Pods and WorkloadEntries are selected by whole labels, such as "app: api".',
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<'key'>> {
  for (const [key, value] of spec.at('workloadSelector', 'labels').entries) {
    if (key === '' || key.includes('*')) yield mistake(value, 'key', key);
  }
}
