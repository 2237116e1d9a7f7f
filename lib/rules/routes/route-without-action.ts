import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRules } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

const MATCH = 'match: [{ uri: { prefix: /blog } }]';

export const routeWithoutAction = defineRule<Mistake<'none'>>({
  code: 'MESH410',
  name: 'route-without-action',
  severity: 'error',
  summary: 'An HTTP rule does not say what becomes of its requests.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: httpRules(`{ ${MATCH} }`) },
    good: [
      { why: 'a route', yaml: httpRules(`{ ${MATCH}, route: [{ destination: { host: blog } }] }`) },
      { why: 'a redirect', yaml: httpRules(`{ ${MATCH}, redirect: { authority: blog.example.com } }`) },
      { why: 'a direct response', yaml: httpRules(`{ ${MATCH}, directResponse: { status: 404 } }`) },
      { why: 'a delegate', yaml: httpRules(`{ ${MATCH}, delegate: { name: blog } }`) },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn),
  words: inWords({
    none: () => ({
      what: 'an HTTP rule has neither a route, nor a redirect, nor a direct response, nor a delegate',
      fix: 'Istio rejects the VirtualService. Give one of them.',
    }),
  }),
});

const ACTIONS = ['redirect', 'directResponse', 'delegate'] as const;

function mistakesIn(spec: Piece): readonly MistakeAt<'none'>[] {
  const actionless = spec.at('http').list.filter((rule) => rule.isGiven && !rule.at('route').isSet && !ACTIONS.some((name) => rule.at(name).isGiven));
  return actionless.map((rule) => mistake(rule, 'none'));
}
