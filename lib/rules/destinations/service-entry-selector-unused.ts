import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'all' | 'unresolved';

const selecting = (selector: string, resolution = 'STATIC') => serviceEntry({ resolution, workloadSelector: selector });

/** No labels select everything, as everywhere; here that is all of a namespace as the endpoints of one host. */
export const serviceEntrySelectorUnused = defineRule<Mistake<Kind>>({
  code: 'MESH543',
  name: 'service-entry-selector-unused',
  severity: 'warning',
  summary: 'The workloadSelector of a ServiceEntry has no labels or no effect.',
  seeAlso: ['IST0133'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: selecting('{ labels: { app: api } }', 'NONE') },
    good: [
      { why: 'resolution STATIC', yaml: selecting('{ labels: { app: api } }') },
      { why: 'resolution DNS', yaml: selecting('{ labels: { app: api } }', 'DNS') },
      { why: 'no selector', yaml: serviceEntry({ resolution: 'NONE' }) },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: inWords({
    all: () => ({
      what: 'workloadSelector has no labels',
      fix: 'It selects all pods and WorkloadEntries of the namespace. Give the labels of those that are meant.',
    }),
    unresolved: () => ({
      what: 'workloadSelector is given, and resolution is NONE',
      fix: 'Connections then go to the address that the client has, whatever is selected. Use resolution STATIC, or take the selector away.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  const selector = spec.at('workloadSelector');
  if (!isMap(selector.value)) return;
  if (selector.at('labels').entries.length === 0) yield mistake(selector, 'all');
  if ((spec.at('resolution').text ?? 'NONE') === 'NONE') yield mistake(selector, 'unresolved');
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
