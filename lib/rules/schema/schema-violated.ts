import type { Problem } from '../../schema/problem';
import { defineRule, type Words } from '../define-rule';
import { changed, documents, httpGateway, httpRules } from '../example-manifests';
import { isDuration, problemsIn, type ObjectProblem } from './problems';
import { WORDS, type Told } from './schema-violated-words';

const REWRITE = 'rewrite: { uri: /articles }';
const ROUTE = 'route: [{ destination: { host: blog, port: { number: 80 } } }]';
const SHOP = documents(httpGateway(80), httpRules(`{ match: [{ uri: { exact: /blog } }], ${REWRITE}, ${ROUTE} }`));
const OLD_VERSION = changed(SHOP, 'networking.istio.io/v1\nkind: VirtualService', 'networking.istio.io/v1alpha3\nkind: VirtualService');

/**
 * What Istio's custom resource definitions say of types, fields and values. A field that is not known is an error, too: kubectl refuses
 * it, and where another client applies the object the API server drops it, so that what the manifest says is not what Istio does.
 */
export const schemaViolated = defineRule<ObjectProblem<Told>>({
  code: 'MESH901',
  name: 'schema-violated',
  severity: 'error',
  summary: 'An object of Istio\'s has a field, a type or a value that its definition does not allow.',
  seeAlso: ['IST0106'],
  reads: ['objects'],
  examples: {
    bad: { yaml: changed(SHOP, REWRITE, 'rewrites: { uri: /articles }') },
    good: [
      { why: 'the field as it is called', yaml: SHOP },
      { why: 'a field that is null, as if it were not there', yaml: changed(SHOP, REWRITE, 'rewrite: null') },
      { why: 'a version that is old and still served', yaml: OLD_VERSION },
      { why: 'what only a cluster writes', yaml: `${SHOP}status: { observedGeneration: "1" }\n` },
    ],
  },
  check: ({ objects }) => problemsIn(objects, isTold),
  words: (found) => {
    const words: (problem: never, of: ObjectProblem & { readonly refused: string }) => Words = WORDS[found.problem.is];
    return words(found.problem as never, { ...found, refused: `The API server refuses the ${found.kind}.` });
  },
});

function isTold(problem: Problem): problem is Extract<Problem, { readonly is: Told }> {
  return problem.is === 'not-text' ? typeof problem.given === 'number' && isDuration(problem.wanted) : Object.hasOwn(WORDS, problem.is);
}
