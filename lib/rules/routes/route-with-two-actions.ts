import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRules } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'redirect' | 'directResponse';

const ROUTE = 'route: [{ destination: { host: blog } }]';

/** What delegates has a rule of its own. */
export const routeWithTwoActions = defineRule<Mistake<Kind>>({
  code: 'MESH411',
  name: 'route-with-two-actions',
  severity: 'error',
  summary: 'An HTTP rule answers requests itself, and yet says where they are sent or how they are changed on the way.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: httpRules(`{ match: [{ uri: { prefix: /blog } }], redirect: { uri: / }, ${ROUTE} }`) },
    good: [
      { why: 'the redirect alone', yaml: httpRules('{ match: [{ uri: { prefix: /blog } }], redirect: { uri: / } }') },
      { why: 'a rewrite beside the route', yaml: httpRules(`{ match: [{ uri: { prefix: /blog } }], rewrite: { uri: / }, ${ROUTE} }`) },
      { why: 'headers beside the redirect', yaml: httpRules('{ match: [{ method: { exact: GET } }], redirect: { uri: / }, headers: { response: { set: { x-moved: "1" } } } }') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['redirect', 'directResponse']),
  words: inWords({
    redirect: (other) => ({
      what: `an HTTP rule has both a redirect and ${WITH_ARTICLE[other]}`,
      fix: 'Istio rejects the VirtualService. A redirect is the answer to the request, which then goes nowhere; keep one of the two.',
    }),
    directResponse: (other) => ({
      what: `an HTTP rule has both a direct response and ${WITH_ARTICLE[other]}`,
      fix: 'Istio rejects the VirtualService. A direct response is the answer to the request, which then goes nowhere; keep one of the two.',
    }),
  }),
});

const WITH_ARTICLE: Readonly<Record<string, string>> = {
  route: 'a route', fault: 'a fault', rewrite: 'a rewrite', directResponse: 'a direct response',
};

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  const delegates = (rule: Piece) => spec.at('hosts').isSet && rule.at('delegate').isGiven;
  for (const rule of spec.at('http').list.filter((each) => !delegates(each))) {
    const kind = (['redirect', 'directResponse'] as const).find((name) => rule.at(name).isGiven);
    if (kind === undefined) continue;
    if (rule.at('route').isSet) yield mistake(rule.at('route'), kind, 'route');
    const others = ['fault', 'rewrite', 'directResponse'].filter((name) => name !== kind && rule.at(name).isGiven);
    for (const other of others) yield mistake(rule.at(other), kind, other);
  }
}
