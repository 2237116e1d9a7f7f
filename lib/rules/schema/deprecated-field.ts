import { SIDECAR, VIRTUAL_SERVICE } from '../../model/kinds';
import { formatField } from '../../values/format-field';
import { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRules } from '../example-manifests';

interface Deprecated {
  readonly field: string;
  readonly instead: string;
}

const delayed = (delay: string) => httpRules(`{ match: [{ uri: { exact: /blog } }], fault: { delay: { ${delay} } }, route: [{ destination: { host: blog } }] }`);

/**
 * What Istio's analyzers call deprecated; what its webhook warns of is told by the rules of the fields. They say of `egressProxy` that it
 * is ignored, and istiod goes by it all the same.
 */
export const deprecatedField = defineRule<Deprecated>({
  code: 'MESH907',
  name: 'deprecated-field',
  severity: 'warning',
  summary: 'A field is used that Istio has deprecated.',
  seeAlso: ['IST0002'],
  reads: ['objects'],
  examples: {
    bad: { yaml: delayed('fixedDelay: 2s, percent: 10') },
    good: [
      { why: 'the field that took its place', yaml: delayed('fixedDelay: 2s, percentage: { value: 10 }') },
      { why: 'a share below one of a hundred', yaml: delayed('fixedDelay: 2s, percentage: { value: 0.1 }') },
      { why: 'no share, and so all requests', yaml: delayed('fixedDelay: 2s') },
    ],
  },
  * check({ objects }) {
    for (const { kind, ways, instead } of FIELDS) {
      for (const { manifest, ref, origin } of objects.of(kind)) {
        for (const at of ways(new Piece(manifest).at('spec')).filter((each) => each.isSet)) {
          yield { at: { ref, origin, field: at.field }, related: [], data: { field: formatField(at.field), instead: instead(at.value) } };
        }
      }
    }
  },
  words: ({ field, instead }) => ({ what: `${field} is deprecated`, fix: instead }),
});

interface DeprecatedField {
  readonly kind: string;
  readonly ways: (spec: Piece) => readonly Piece[];
  readonly instead: (value: unknown) => string;
}

const FIELDS: readonly DeprecatedField[] = [
  {
    kind: VIRTUAL_SERVICE,
    ways: (spec) => spec.at('http').list.map((rule) => rule.at('fault', 'delay', 'percent')),
    instead: (value) => `Istio still reads it. Write percentage: { value: ${String(value)} }.`,
  },
  {
    kind: SIDECAR,
    ways: (spec) => [spec.at('outboundTrafficPolicy', 'egressProxy')],
    instead: () => 'Istio still reads it where unknown hosts are let out. Send the traffic by ServiceEntries and a VirtualService.',
  },
];
