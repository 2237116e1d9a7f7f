import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRules } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'two-paths' | 'prefix-rewrite' | 'nothing' | 'code' | 'scheme' | 'port';

const redirecting = (redirect: string, match = 'uri: { prefix: /blog }') => httpRules(`{ match: [{ ${match} }], redirect: { ${redirect} } }`);

/** Codes that Istio accepts and Envoy does not know are told by a rule of their own. */
export const redirectInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH419',
  name: 'redirect-invalid',
  severity: 'error',
  summary: 'A redirect does not say where to, or in a way that Istio does not take.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: redirecting('prefixRewrite: /', 'uri: { exact: /blog }') },
    good: [
      { why: 'a match of the path by prefix', yaml: redirecting('prefixRewrite: /') },
      { why: 'a path to redirect to', yaml: redirecting('uri: /', 'uri: { exact: /blog }') },
      { why: 'another scheme', yaml: redirecting('scheme: https, redirectCode: 308') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['redirect']),
  words: inWords({
    'two-paths': () => ({
      what: 'a redirect has both uri and prefixRewrite',
      fix: 'Istio rejects the VirtualService. uri replaces the whole path, prefixRewrite what was matched of it; keep one.',
    }),
    'prefix-rewrite': () => ({
      what: 'a redirect has prefixRewrite, and a match of its rule compares the path otherwise than by prefix',
      fix: 'Istio rejects the VirtualService. Match the path by prefix, or give uri instead.',
    }),
    'nothing': () => ({
      what: 'a redirect changes nothing',
      fix: 'Istio rejects the VirtualService. Give uri, prefixRewrite, authority, port, derivePort or scheme.',
    }),
    'code': (code) => ({ what: `${code} is no status of a redirect`, fix: 'Istio rejects the VirtualService. Give 301, 302, 303, 307 or 308.' }),
    'scheme': (scheme) => ({ what: `"${scheme}" is no scheme to redirect to`, fix: 'Istio rejects the VirtualService. Give "http" or "https".' }),
    'port': (port) => ({ what: `port ${port} is above 65535`, fix: 'Istio rejects the VirtualService. Give a port between 1 and 65535.' }),
  }),
});

const TARGETS = ['uri', 'prefixRewrite', 'authority', 'scheme'];
const PORTS = ['port', 'derivePort'];

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const rule of spec.at('http').list) {
    const redirect = rule.at('redirect');
    if (!redirect.isGiven) continue;
    const [uri, prefixRewrite, code, scheme, port] = ['uri', 'prefixRewrite', 'redirectCode', 'scheme', 'port'].map((name) => redirect.at(name));
    if (uri.isSet && prefixRewrite.isSet) yield mistake(prefixRewrite, 'two-paths');
    else if (prefixRewrite.isSet && !rule.at('match').list.every(mayMatchByPrefix)) yield mistake(prefixRewrite, 'prefix-rewrite');
    if (!TARGETS.some((name) => redirect.at(name).isSet) && !PORTS.some((name) => redirect.at(name).isGiven)) yield mistake(redirect, 'nothing');
    if (code.number !== undefined && code.number > 0 && (code.number < 300 || code.number > 399)) yield mistake(code, 'code');
    if (scheme.text && !['http', 'https'].includes(scheme.text)) yield mistake(scheme, 'scheme');
    if ((port.number ?? 0) > 65535) yield mistake(port, 'port');
  }
}

function mayMatchByPrefix(match: Piece): boolean {
  return !match.at('uri').isGiven || match.at('uri', 'prefix').isGiven;
}
