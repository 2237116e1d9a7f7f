import { isDnsLabel } from '../../values/dns-name';
import { isLabelKey, isLabelValue } from '../../values/label-syntax';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'no-name' | 'name' | 'twice' | 'label-key' | 'label-value';

const withSubsets = (...subsets: readonly string[]) => destinationRule({ subsets: `[${subsets.join(', ')}]` });

/** The names of subsets become a part of the names of Envoy's clusters. */
export const subsetInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH511',
  name: 'subset-invalid',
  severity: 'error',
  summary: 'Two subsets have one name, or the name or a label of a subset cannot be one.',
  seeAlso: ['IST0106'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: withSubsets('{ name: v1, labels: { version: v1 } }', '{ name: v1, labels: { version: v2 } }') },
    good: [
      { why: 'a name for each', yaml: withSubsets('{ name: v1, labels: { version: v1 } }', '{ name: v2, labels: { version: v2 } }') },
      { why: 'a dash in the name, and a dot in the label', yaml: withSubsets('{ name: v1-2, labels: { version: v1.2 } }') },
      { why: 'several labels', yaml: withSubsets('{ name: v1, labels: { version: v1, app.kubernetes.io/name: shop } }') },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['subsets']),
  words: inWords({
    'no-name': () => ({ what: 'a subset has no name', fix: 'Istio rejects the DestinationRule. Give it one.' }),
    'name': (name) => ({
      what: `"${name}" is no name of a subset`,
      fix: 'Istio rejects the DestinationRule. A name has letters, digits and dashes, begins and ends with a letter or a digit, and has 63 characters at most.',
    }),
    'twice': (name) => ({ what: `two subsets are named "${name}"`, fix: 'Istio rejects the DestinationRule. Give each a name of its own.' }),
    'label-key': (key) => ({
      what: `"${key}" is no key of a label`,
      fix: 'Istio rejects the DestinationRule. A key is like "version" or "app.kubernetes.io/name".',
    }),
    'label-value': (value) => ({
      what: `"${value}" is no value of a label`,
      fix: 'Istio rejects the DestinationRule. A value has letters, digits, dashes, underscores and dots, and begins and ends with a letter or a digit.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  const seen = new Set<string>();
  for (const subset of spec.at('subsets').list) {
    const name = subset.at('name');
    if (name.text !== undefined) {
      if (seen.has(name.text)) yield mistake(name, 'twice');
      else if (!isDnsLabel(name.text)) yield mistake(name, name.text === '' ? 'no-name' : 'name');
      seen.add(name.text);
    }
    for (const [key, value] of subset.at('labels').entries) {
      if (!isLabelKey(key)) yield mistake(value, 'label-key', key);
      if (value.text !== undefined && !isLabelValue(value.text)) yield mistake(value, 'label-value');
    }
  }
}
