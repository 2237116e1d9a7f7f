import { looksMisspelled } from '../../values/misspelled';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents, httpGateway, INGRESS_SERVICE } from '../example-manifests';
import { policy } from '../example-workloads';
import { valuesOf } from './authorization';

interface UnknownMethod {
  readonly method: string;
  readonly near: readonly string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;

const example = (method: string) => documents(
  policy('AuthorizationPolicy', `{ selector: { matchLabels: { istio: ingressgateway } }, rules: [{ to: [{ operation: { methods: ["${method}"] } }] }] }`, { namespace: 'istio-system' }),
  httpGateway(80), INGRESS_SERVICE,
);

/** Kiali knows the methods of HTTP alone. Others are legal, and sent by clients of WebDAV or to purge a cache, so only what looks like one of HTTP's and is none is told. */
export const authorizationMethodUnknown = defineRule<UnknownMethod>({
  code: 'MESH730',
  name: 'authorization-method-unknown',
  severity: 'warning',
  summary: 'An AuthorizationPolicy names a method that looks like one of HTTP and is none.',
  seeAlso: ['KIA0102'],
  reads: ['authorizationPolicies'],
  examples: {
    bad: { yaml: example('get') },
    good: [
      { why: 'a method of HTTP', yaml: example('GET') },
      { why: 'the beginning of some', yaml: example('P*') },
      { why: 'any method', yaml: example('*') },
      { why: 'a method of something else', yaml: example('PROPFIND') },
    ],
  },
  * check({ authorizationPolicies }) {
    for (const each of authorizationPolicies) {
      for (const { text, piece } of valuesOf(each, { operation: ['methods'] })) {
        const near = nearOf(text);
        if (near.length > 0) yield { at: { ref: each.ref, origin: each.origin, field: piece.field }, related: [], data: { method: text, near } };
      }
    }
  },
  words: ({ method, near }) => ({
    what: `there is no method "${method}" in HTTP`,
    fix: `Methods are compared letter by letter, so no request has this one. Use ${oneOf(near.map((each) => `"${each}"`))}.`,
  }),
});

/** What may be meant by a method that no client of HTTP sends. */
function nearOf(text: string): readonly string[] {
  const [first, last] = [text.startsWith('*'), text.endsWith('*')];
  const bare = text.slice(first ? 1 : 0, last && text !== '*' ? -1 : undefined);
  if (text === '*' || METHODS.some((method) => matches(method, bare, { first, last }))) return [];
  const capital = bare.toUpperCase();
  if (capital !== bare && METHODS.some((method) => matches(method, capital, { first, last }))) return [`${first ? '*' : ''}${capital}${last ? '*' : ''}`];
  return first || last ? [] : METHODS.filter((method) => looksMisspelled(text, method));
}

function matches(method: string, bare: string, { first, last }: { readonly first: boolean; readonly last: boolean }): boolean {
  if (first) return method.endsWith(bare);
  return last ? method.startsWith(bare) : method === bare;
}
