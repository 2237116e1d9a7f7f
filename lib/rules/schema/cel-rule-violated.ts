import type { Problem } from '../../schema/problem';
import { formatField } from '../../values/format-field';
import { defineRule } from '../define-rule';
import { httpRules } from '../example-manifests';
import { problemsIn, type ObjectProblem } from './problems';

type Violation = ObjectProblem<'rule-violated'>;

const within = (timeout: string) => httpRules(`{ match: [{ uri: { exact: /blog } }], timeout: ${timeout}, route: [{ destination: { host: blog } }] }`);

/**
 * The rules of the definitions in the Common Expression Language. What the API server says of them is what the definition says; only
 * for a length of time is there more to tell.
 */
export const celRuleViolated = defineRule<Violation>({
  code: 'MESH902',
  name: 'cel-rule-violated',
  severity: 'error',
  summary: 'An object of Istio\'s breaks a validation rule of its definition.',
  seeAlso: ['IST0106'],
  reads: ['objects'],
  examples: {
    bad: { yaml: within('0.5ms') },
    good: [
      { why: 'a unit', yaml: within('5s') },
      { why: 'several units', yaml: within('1m30s') },
      { why: 'the shortest that there is', yaml: within('1ms') },
    ],
  },
  check: ({ objects }) => problemsIn(objects, isViolation),
  words: ({ kind, problem: { field, given, message, expression } }) => ({
    what: `${formatField(field)}${typeof given === 'string' || typeof given === 'number' ? ` is "${given}"` : ''}: ${message}`,
    fix: `The API server refuses the ${kind}. ${expression.startsWith('duration(')
      ? 'Give a length of time with its unit, such as 500ms, 2s or 1m30s.'
      : `The rule of its definition is ${expression.replace(/\s+/g, ' ')}.`}`,
  }),
});

function isViolation(problem: Problem): problem is Violation['problem'] {
  return problem.is === 'rule-violated';
}
