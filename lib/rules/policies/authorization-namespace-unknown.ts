import { Spellings } from '../../values/misspelled';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { namespace, policy } from '../example-workloads';
import { valuesOf } from './authorization';

interface UnknownNamespace {
  readonly pattern: string;
  readonly certain: boolean;
  readonly near: readonly string[];
}

const example = (pattern: string) => documents(
  policy('AuthorizationPolicy', `{ rules: [{ from: [{ source: { namespaces: ["${pattern}"] } }] }] }`), namespace({ name: 'istio-ingress' }), namespace(),
);
const complete = ['Namespace'];

/** Istio and Kiali take a namespace that is not given for absent. Here that has to be said, and else only what looks misspelled is told. */
export const authorizationNamespaceUnknown = defineRule<UnknownNamespace>({
  code: 'MESH732',
  name: 'authorization-namespace-unknown',
  severity: 'warning',
  summary: 'An AuthorizationPolicy is about clients of a namespace that does not exist.',
  seeAlso: ['IST0101', 'KIA0101'],
  reads: ['authorizationPolicies', 'namespaces', 'completeness'],
  examples: {
    bad: { yaml: example('ingress'), complete },
    good: [
      { why: 'a namespace that exists', yaml: example('istio-ingress'), complete },
      { why: 'the beginning of its name', yaml: example('istio-*'), complete },
      { why: 'the end of its name', yaml: example('*-ingress'), complete },
      { why: 'any namespace', yaml: example('*'), complete },
    ],
  },
  * check({ authorizationPolicies, namespaces, completeness }) {
    const unknown = unknownAmong(namespaces.map(({ ref }) => ref.name));
    const certain = completeness.has('Namespace');
    for (const each of authorizationPolicies) {
      const { ref, origin } = each;
      for (const { text, piece } of valuesOf(each, { source: ['namespaces'], when: ['source.namespace'] })) {
        const near = unknown(text);
        if (near !== undefined && (certain || near.length > 0)) yield { at: { ref, origin, field: piece.field }, related: [], data: { pattern: text, certain, near } };
      }
    }
  },
  words: ({ pattern, certain, near }) => ({
    what: `there is no namespace "${pattern}"${certain ? '' : ' among those that are known'}`,
    fix: `Nobody comes from there, so the rule matches nobody by it. ${near.length > 0 ? `Use ${oneOf(near.map((each) => `"${each}"`))}.` : 'Name the namespace of the clients that are meant.'}`,
  }),
});

/** Finds the names that a pattern may mean, where it matches none; undefined where it matches some. */
function unknownAmong(names: readonly string[]): (pattern: string) => readonly string[] | undefined {
  const spellings = new Spellings(names);
  const known = new Map<string, readonly string[] | undefined>(names.map((name) => [name, undefined]));
  return (pattern) => {
    if (!known.has(pattern)) known.set(pattern, names.some((name) => isMatched(name, pattern)) ? undefined : spellings.near(pattern));
    return known.get(pattern);
  };
}

// Stars may stand anywhere here, unlike in paths and hosts.
function isMatched(name: string, pattern: string): boolean {
  return new RegExp(`^${pattern.split('*').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(name);
}
