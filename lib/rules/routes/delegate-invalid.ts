import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRules, virtualService } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'route' | 'redirect' | 'nested';

const delegating = (rest: string) => httpRules(`{ match: [{ uri: { prefix: /blog } }], delegate: { name: blog }${rest} }`);

/** Delegation goes one step: what a delegate has takes the place of the rule that delegates. */
export const delegateInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH427',
  name: 'delegate-invalid',
  severity: 'error',
  summary: 'A rule that delegates has a route or a redirect of its own, or is itself one of a delegate.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: delegating(', route: [{ destination: { host: blog } }]') },
    good: [
      { why: 'the delegate alone', yaml: delegating('') },
      { why: 'a rewrite that the routes of the delegate have without saying', yaml: delegating(', rewrite: { uri: / }') },
      { why: 'a delegate that routes', yaml: virtualService({ hosts: '[]', gateways: '[]', http: '[{ route: [{ destination: { host: blog } }] }]' }) },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['delegate']),
  words: inWords({
    route: () => ({
      what: 'a rule has both a delegate and a route',
      fix: 'Istio rejects the VirtualService. The routes are those of the delegate; keep one of the two.',
    }),
    redirect: () => ({
      what: 'a rule has both a delegate and a redirect',
      fix: 'Istio rejects the VirtualService. The delegate redirects where its own rules do; keep one of the two.',
    }),
    nested: () => ({
      what: 'a VirtualService without hosts, which is a delegate, delegates',
      fix: 'Istio rejects the VirtualService. Only one with hosts can delegate; give the routes here.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const rule of spec.at('http').list.filter((each) => each.at('delegate').isGiven)) {
    if (!spec.at('hosts').isSet) yield mistake(rule.at('delegate'), 'nested');
    else {
      if (rule.at('route').isSet) yield mistake(rule.at('route'), 'route');
      if (rule.at('redirect').isGiven) yield mistake(rule.at('redirect'), 'redirect');
    }
  }
}
