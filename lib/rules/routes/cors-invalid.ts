import { parseDuration, SECOND } from '../../values/duration';
import { isHeaderName } from '../../values/header-syntax';
import type { Piece } from '../../values/piece';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { httpRouteWith } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'origin' | 'method' | 'header' | 'max-age';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*'];

const allowing = (policy: string) => httpRouteWith(`corsPolicy: { ${policy} }`);

export const corsInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH416',
  name: 'cors-invalid',
  severity: 'error',
  summary: 'A CORS policy allows an origin, a method or a header that does not exist, or for a time that browsers cannot be told.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: allowing('allowOrigins: [{ exact: "https://example.com" }], allowMethods: [get]') },
    good: [
      { why: 'the method in capitals', yaml: allowing('allowOrigins: [{ exact: "https://example.com" }], allowMethods: [GET]') },
      { why: 'the star for all methods and headers', yaml: allowing('allowOrigins: [{ exact: "https://example.com" }], allowMethods: ["*"], allowHeaders: ["*"]') },
      { why: 'whole seconds', yaml: allowing('allowOrigins: [{ prefix: "https://" }], maxAge: 24h') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['corsPolicy']),
  words: inWords({
    'origin': () => ({
      what: 'an allowed origin is empty',
      fix: 'Istio rejects the VirtualService. Give exact, prefix or regex, such as exact: "https://example.com".',
    }),
    'method': (method) => ({
      what: `"${method}" is no method that CORS can allow`,
      fix: `Istio rejects the VirtualService. It takes ${oneOf(METHODS)}.`,
    }),
    'header': (name) => ({
      what: name === '' ? 'a header of the CORS policy has no name' : `"${name}" is no name of a header`,
      fix: 'Istio rejects the VirtualService. Give one name for each item of the list, or "*" for all.',
    }),
    'max-age': (age) => ({
      what: `maxAge "${age}" is not in whole seconds`,
      fix: 'Istio rejects the VirtualService, since browsers are told the time in seconds. Give one such as "60s".',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const policy of spec.at('http').list.map((rule) => rule.at('corsPolicy'))) {
    for (const origin of policy.at('allowOrigins').list) if (isNone(origin)) yield mistake(origin, 'origin');
    for (const method of policy.at('allowMethods').list) if (method.text !== undefined && !METHODS.includes(method.text)) yield mistake(method, 'method');
    for (const header of ['allowHeaders', 'exposeHeaders'].flatMap((name) => policy.at(name).list)) {
      if (header.text !== undefined && header.text !== '*' && !isHeaderName(header.text)) yield mistake(header, 'header');
    }
    const age = parseDuration(policy.at('maxAge').text ?? '');
    if (age !== undefined && age >= SECOND / 1000n && age % SECOND !== 0n) yield mistake(policy.at('maxAge'), 'max-age');
  }
}

function isNone(origin: Piece): boolean {
  return origin.isGiven && !['exact', 'prefix', 'regex'].some((name) => origin.at(name).isSet);
}
