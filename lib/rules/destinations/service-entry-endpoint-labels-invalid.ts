import { isLabelKey, isLabelValue } from '../../values/label-syntax';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { endpointsOf } from './endpoints';

type Kind = 'key' | 'value';

const labelled = (label: string) => serviceEntry({ endpoints: `[{ address: api.example.com, labels: { ${label} } }]` });

/** Kubernetes looks only at the labels of an object's metadata. */
export const serviceEntryEndpointLabelsInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH540',
  name: 'service-entry-endpoint-labels-invalid',
  severity: 'error',
  summary: 'A label of an endpoint of a ServiceEntry is not one that Kubernetes would take.',
  seeAlso: ['IST0106'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: labelled('version: "v1+hotfix"') },
    good: [
      { why: 'a value of letters and digits', yaml: labelled('version: v1') },
      { why: 'no value', yaml: labelled('version: ""') },
      { why: 'a domain before the key', yaml: labelled('app.kubernetes.io/version: v1.2_3') },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: inWords({
    key: (key) => ({
      what: `label "${key}" of an endpoint is no key of a label`,
      fix: 'Istio rejects the ServiceEntry. Use letters, digits, dashes, dots and underscores between letters or digits, such as "version", with a domain and a slash before it if need be.',
    }),
    value: (value) => ({
      what: `value "${value}" of an endpoint's label is no value of a label`,
      fix: 'Istio rejects the ServiceEntry. Use letters, digits, dashes, dots and underscores between letters or digits.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const [key, value] of endpointsOf(spec).flatMap((endpoint) => endpoint.at('labels').entries)) {
    if (!isLabelKey(key)) yield mistake(value, 'key', key);
    if (value.text !== undefined && !isLabelValue(value.text)) yield mistake(value, 'value');
  }
}
