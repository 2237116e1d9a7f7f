import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRules } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'status' | 'body-refused' | 'body-large';

const KILOBYTE = 1024;

const answering = (response: string) => httpRules(`{ match: [{ uri: { prefix: /blog } }], directResponse: { ${response} } }`);

/** The body is a part of the configuration of every gateway and sidecar that has the route. */
export const directResponseInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH420',
  name: 'direct-response-invalid',
  severity: 'error',
  summary: 'A direct response has no status of HTTP, or a body that is too large to be a part of the configuration.',
  seeAlso: ['IST0106', 'IST0133'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: answering('status: 100') },
    good: [
      { why: 'a status of an answer', yaml: answering('status: 200') },
      { why: 'a body', yaml: answering('status: 503, body: { string: "Back soon" }') },
      { why: 'a body in bytes', yaml: answering('status: 200, body: { bytes: b2sK }') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['directResponse']),
  words: inWords({
    'status': (status) => ({
      what: `status ${status} of a direct response is not between 200 and 600`,
      fix: 'Istio rejects the VirtualService. Give a status such as 404.',
    }),
    'body-refused': (size) => ({
      what: `the body of a direct response has ${size} KB`,
      fix: 'Istio rejects the VirtualService, and takes 1024 KB at most. Let a service answer.',
    }),
    'body-large': (size) => ({
      what: `the body of a direct response has ${size} KB`,
      fix: 'Istio warns above 100 KB, since every gateway gets it with its configuration. Let a service answer.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const response of spec.at('http').list.map((rule) => rule.at('directResponse'))) {
    const { number: status } = response.at('status');
    if (status !== undefined && status >= 0 && (status < 200 || status > 600)) yield mistake(response.at('status'), 'status');
    const size = Buffer.byteLength(response.at('body', 'string').text ?? '') + Buffer.byteLength(response.at('body', 'bytes').text ?? '', 'base64');
    const shown = String(Math.ceil(size / KILOBYTE));
    if (size > KILOBYTE * KILOBYTE) yield mistake(response.at('body'), 'body-refused', shown);
    else if (size > 100 * KILOBYTE) yield mistake(response.at('body'), 'body-large', shown, 'warning');
  }
}
