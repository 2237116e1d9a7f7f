import { defineRule } from '../define-rule';
import { documents, httpGateway, INGRESS_SERVICE } from '../example-manifests';
import { policy } from '../example-workloads';
import { valuesOf } from './authorization';

type Why = 'star' | 'slash' | 'query' | 'scheme';

interface NeverMatches {
  readonly text: string;
  readonly in: string;
  readonly why: Why;
}

const example = (path: string) => documents(
  policy('AuthorizationPolicy', `{ selector: { matchLabels: { istio: ingressgateway } }, rules: [{ to: [{ operation: { paths: ["${path}"] } }] }] }`, { namespace: 'istio-system' }),
  httpGateway(80), INGRESS_SERVICE,
);

/** Istio's validation lets them pass: to it, they are texts like any other. */
export const authorizationPatternNeverMatches = defineRule<NeverMatches>({
  code: 'MESH731',
  name: 'authorization-pattern-never-matches',
  severity: 'error',
  summary: 'An AuthorizationPolicy compares paths, hosts or principals with a text that none of them can be.',
  seeAlso: [],
  reads: ['authorizationPolicies'],
  examples: {
    bad: { yaml: example('/api/*/items') },
    good: [
      { why: 'a star at the end', yaml: example('/api/*') },
      { why: 'a star at the beginning', yaml: example('*/items') },
      { why: 'a template for one part of the path', yaml: example('/api/{*}/items') },
      { why: 'any path', yaml: example('*') },
    ],
  },
  * check({ authorizationPolicies }) {
    for (const each of authorizationPolicies) {
      const asked = { operation: ['paths', 'hosts'], source: ['principals'], when: ['source.principal'] };
      for (const { text, piece, in: name } of valuesOf(each, asked)) {
        const why = whyNever(text, name);
        if (why !== undefined) yield { at: { ref: each.ref, origin: each.origin, field: piece.field }, related: [], data: { text, in: name, why } };
      }
    }
  },
  words: ({ text, in: name, why }) => ({
    what: `"${text}" in ${name} never matches: ${{ star: 'a star is a wildcard only at the beginning or the end', slash: 'paths begin with a slash', query: 'paths are compared without their query', scheme: 'principals have no "spiffe://" in front' }[why]}`,
    fix: `No request is found by it. ${{
      star: 'Use one star, at one end'.concat(/paths/i.test(name) ? ', or {*} for one part of the path and {**} for any.' : '.'),
      slash: `Use "/${text}".`,
      query: `Use "${text.split('?')[0]}".`,
      scheme: `Use "${text.replace(/^spiffe:\/\//, '')}".`,
    }[why]}`,
  }),
});

function whyNever(text: string, name: string): Why | undefined {
  const isPath = /paths/i.test(name);
  if (isPath && text.includes('{')) return undefined;
  if (/principal/i.test(name) && text.startsWith('spiffe://')) return 'scheme';
  const withoutWildcard = text.startsWith('*') ? text.slice(1) : text.replace(/\*$/, '');
  if (withoutWildcard.includes('*')) return 'star';
  if (!isPath || text === '') return undefined;
  if (!/^[/*]/.test(text)) return 'slash';
  return text.includes('?') ? 'query' : undefined;
}
