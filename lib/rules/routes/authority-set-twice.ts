import { isAuthority } from '../../values/header-syntax';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRouteWith } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

/** Each way ends in one and the same setting of Envoy's. */
export const authoritySetTwice = defineRule<Mistake<'twice'>>({
  code: 'MESH415',
  name: 'authority-set-twice',
  severity: 'error',
  summary: 'An HTTP rule sets the host of its requests in more than one way.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: httpRouteWith('rewrite: { authority: blog }, headers: { request: { set: { Host: blog.example.com } } }') },
    good: [
      { why: 'a rewrite alone', yaml: httpRouteWith('rewrite: { authority: blog }') },
      { why: 'a header alone', yaml: httpRouteWith('rewrite: { uri: / }, headers: { request: { set: { Host: blog.example.com } } }') },
      { why: 'another header', yaml: httpRouteWith('rewrite: { authority: blog }, headers: { request: { set: { X-Host: blog.example.com } } }') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['headers', 'rewrite']),
  words: inWords({
    twice: (host) => ({
      what: `the host of requests is set to "${host}", and was set before in the same HTTP rule`,
      fix: 'Istio rejects the VirtualService. Set it once: rewrite.authority, or "Host" or ":authority" under headers.request.',
    }),
  }),
});

function mistakesIn(spec: Piece): readonly MistakeAt<'twice'>[] {
  return spec.at('http').list.flatMap((rule) => {
    const headers = ['set', 'add'].flatMap((operation) => rule.at('headers', 'request', operation).entries).filter(([name]) => isAuthority(name));
    const settings = [rule.at('rewrite', 'authority'), ...headers.map(([, value]) => value)].filter(({ text }) => text !== undefined && text !== '');
    return settings.slice(1).map((each) => mistake(each, 'twice'));
  });
}
