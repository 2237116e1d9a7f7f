import { defineRule } from '../define-rule';
import { documents, httpGateway, INGRESS_SERVICE } from '../example-manifests';
import { policy } from '../example-workloads';
import { valuesOf } from './authorization';

interface EndsEnvoy {
  readonly text: string;
  readonly why: 'start' | 'slashes';
}

const example = (path: string) => documents(
  policy('AuthorizationPolicy', `{ selector: { matchLabels: { istio: ingressgateway } }, rules: [{ to: [{ operation: { paths: ["${path}"] } }] }] }`, { namespace: 'istio-system' }),
  httpGateway(80), INGRESS_SERVICE,
);

/** Istio's validation takes the slashes at both ends away before it looks, and pushes the template with them. */
export const authorizationTemplateEndsEnvoy = defineRule<EndsEnvoy>({
  code: 'MESH738',
  name: 'authorization-template-ends-envoy',
  severity: 'error',
  summary: 'An AuthorizationPolicy has a path template that Istio takes and that ends Envoy.',
  seeAlso: [],
  reads: ['authorizationPolicies'],
  examples: {
    bad: { yaml: example('users/{*}') },
    good: [
      { why: 'a slash at the beginning', yaml: example('/users/{*}') },
      { why: 'a slash at the end', yaml: example('/users/{*}/') },
      { why: 'a pattern without a template', yaml: example('*/users') },
    ],
  },
  * check({ authorizationPolicies }) {
    for (const each of authorizationPolicies) {
      for (const { text, piece } of valuesOf(each, { operation: ['paths'] })) {
        const why = whyEnding(text);
        if (why !== undefined) yield { at: { ref: each.ref, origin: each.origin, field: piece.field }, related: [], data: { text, why } };
      }
    }
  },
  words: ({ text, why }) => ({
    what: `template "${text}" of a path ${why === 'start' ? 'begins without a slash' : 'has two slashes in a row'}, and Envoy ends when it is told of it`,
    fix: `All pods that the policy is for crash until it is taken away. Use "/${text.replace(/^\/+/, '').replace(/\/{2,}/g, '/')}".`,
  }),
});

function whyEnding(text: string): EndsEnvoy['why'] | undefined {
  if (!text.includes('{*}') && !text.includes('{**}')) return undefined;
  if (!text.startsWith('/')) return 'start';
  // Two within are refused by Istio.
  return /^\/\/|\/\/$/.test(text) ? 'slashes' : undefined;
}
