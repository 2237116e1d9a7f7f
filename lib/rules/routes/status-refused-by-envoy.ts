import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { documents, httpGateway, virtualService } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'redirect' | 'direct-response' | 'abort';

const redirecting = (code: string) => documents(httpGateway(80), virtualService({
  http: `[{ match: [{ uri: { prefix: /old } }], redirect: { uri: /, ${code} } }, { directResponse: { status: 200 } }]`,
}));

/** Of such a redirect istiod makes a route without any action. Envoy refuses the routes of the listener as a whole. */
export const statusRefusedByEnvoy = defineRule<Mistake<Kind>>({
  code: 'MESH434',
  name: 'status-refused-by-envoy',
  severity: 'error',
  summary: 'A route answers with a status that Istio accepts and Envoy does not.',
  seeAlso: [],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: redirecting('redirectCode: 304') },
    good: [
      { why: 'a status that Envoy knows', yaml: redirecting('redirectCode: 302') },
      { why: 'another one', yaml: redirecting('redirectCode: 308') },
      { why: 'none, which is 301', yaml: redirecting('authority: www.example.com') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['redirect', 'directResponse', 'fault']),
  words: inWords({
    'redirect': (code) => ({ what: `Envoy knows no redirect with status ${code}`, fix: `${REFUSED} Give 301, 302, 303, 307 or 308.` }),
    'direct-response': (status) => ({
      what: `Envoy gives no direct response with status ${status}`,
      fix: `${REFUSED} Give a status between 200 and 599.`,
    }),
    'abort': (status) => ({ what: `Envoy aborts no request with status ${status}`, fix: `${REFUSED} Give a status between 200 and 599.` }),
  }),
});

const REFUSED = 'It refuses all routes of the listener, with those of other hosts: gateways that run keep their old ones, new ones answer 404.';
const REDIRECTS = [301, 302, 303, 307, 308];

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const rule of spec.at('http').list) {
    const [code, status, abort] = [rule.at('redirect', 'redirectCode'), rule.at('directResponse', 'status'), rule.at('fault', 'abort', 'httpStatus')];
    if (code.number !== undefined && code.number >= 300 && code.number <= 399 && !REDIRECTS.includes(code.number)) yield mistake(code, 'redirect');
    if (status.number === 600) yield mistake(status, 'direct-response');
    if (abort.number === 600) yield mistake(abort, 'abort');
  }
}
