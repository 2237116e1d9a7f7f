import type { Problem } from '../../schema/problem';
import { formatField } from '../../values/format-field';
import { oneOf } from '../../values/words';
import { defineRule, type Found, type Words } from '../define-rule';
import { documents, httpGateway, httpRules } from '../example-manifests';
import { labelProblems, type Trap } from './label-problems';
import { isDuration, problemsIn, type ObjectProblem } from './problems';

/**
 * `no`, `on` and `y` are booleans and `1.10` is a number in YAML 1.1, which Kubernetes and Istio read. The words may also come from a
 * program that gave such a value itself; the way out is the same.
 */
export const yaml11Trap = defineRule<ObjectProblem<Trap>>({
  code: 'MESH903',
  name: 'yaml-1-1-trap',
  severity: 'error',
  summary: 'A boolean, a number or null stands where a text is wanted, as YAML reads some words without quotes.',
  seeAlso: ['IST0106'],
  reads: ['objects'],
  examples: {
    bad: { yaml: example('y: { exact: "1" }') },
    good: [
      { why: 'a name in quotes', yaml: example('"y": { exact: "1" }') },
      { why: 'a value in quotes', yaml: example('debug: { exact: "on" }') },
      { why: 'a name that only begins so', yaml: example('yes-please: { exact: "1" }') },
    ],
  },
  * check({ objects }) {
    yield* problemsIn(objects, isTrap) as Iterable<Found<ObjectProblem<Trap>>>;
    yield* labelProblems(objects);
  },
  words: ({ kind, problem }) => {
    const field = formatField(problem.field);
    if (problem.is === 'boolean-name') return nameWords(formatField(problem.field.slice(0, -1)), String(problem.field[problem.field.length - 1]));
    if (problem.is === 'empty-entry') return { what: `${field} has no value`, fix: DROPPED };
    return valueWords(field, problem, `the API server refuses the ${kind}`);
  },
});

function isTrap(problem: Problem): problem is ObjectProblem<Trap>['problem'] {
  if (problem.is === 'not-text') return !(typeof problem.given === 'number' && isDuration(problem.wanted));
  return problem.is === 'boolean-name' || problem.is === 'empty-entry';
}

const DROPPED = 'The API server drops it, as if it were not there. Give it a value, or take it out.';
const WORDS_FOR = { true: 'y, yes, on and true', false: 'n, no, off and false' } as const;

function nameWords(parent: string, name: string): Words {
  const which = name === 'true' ? 'true' : 'false';
  return {
    what: `${parent} has the name "${name}", as YAML reads ${WORDS_FOR[which]} without quotes`,
    fix: `Istio goes by "${name}". Put the name that is meant in quotes: "${which === 'true' ? 'y' : 'n'}".`,
  };
}

function valueWords(field: string, { given, wanted: { enum: values } }: Extract<Problem, { readonly is: 'not-text' }>, refused: string): Words {
  const among = values === undefined ? '' : ` It is one of ${oneOf(values)}.`;
  if (given === null) return { what: `${field} is null, not a text`, fix: `YAML reads ~ and an empty value as null, and ${refused}. Put it in quotes: "~".${among}` };
  if (typeof given === 'number') {
    const fix = `YAML reads 1.10 without quotes as 1.1 and 010 as 8, and ${refused}. Put it in quotes as it is meant: "${given}".${among}`;
    return { what: `${field} is the number ${given}, not a text`, fix };
  }
  return {
    what: `${field} is ${given}, not a text`,
    fix: `YAML reads ${given ? WORDS_FOR.true : WORDS_FOR.false} without quotes as ${given}, and ${refused}. Put it in quotes: "${given ? 'yes' : 'no'}".${among}`,
  };
}

function example(header: string): string {
  const match = `match: [{ uri: { exact: /blog }, headers: { ${header} } }]`;
  return documents(httpGateway(80), httpRules(`{ ${match}, route: [{ destination: { host: blog, port: { number: 80 } } }] }`));
}
