import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRouteWith } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'both' | 'nothing' | 'half';

const rewriting = (rewrite: string) => httpRouteWith(`rewrite: { ${rewrite} }`);

/** What the expression itself must be like is told by the rule of regular expressions. */
export const rewriteInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH422',
  name: 'rewrite-invalid',
  severity: 'error',
  summary: 'A rewrite changes nothing, the path in two ways, or says only half of what a regular expression needs.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: rewriting('uriRegexRewrite: { match: "^/blog/(.*)$" }') },
    good: [
      { why: 'what to write in place of the match', yaml: rewriting("uriRegexRewrite: { match: '^/blog/(.*)$', rewrite: '/\\\\1' }") },
      { why: 'a path', yaml: rewriting('uri: /') },
      { why: 'a host', yaml: rewriting('authority: blog.example.com') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['rewrite']),
  words: inWords({
    both: () => ({
      what: 'a rewrite has both uri and uriRegexRewrite',
      fix: 'Istio rejects the VirtualService. uri replaces what was matched of the path, uriRegexRewrite what its expression finds; keep one.',
    }),
    nothing: () => ({
      what: 'a rewrite changes nothing',
      fix: 'Istio rejects the VirtualService. Give uri, uriRegexRewrite or authority, or take the rewrite away.',
    }),
    half: (name) => ({
      what: `uriRegexRewrite has no ${name}`,
      fix: 'Istio rejects the VirtualService. match is what to look for in the path, and rewrite what to put there.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const rewrite of spec.at('http').list.map((rule) => rule.at('rewrite')).filter(({ isGiven }) => isGiven)) {
    const [uri, regex, authority] = ['uri', 'uriRegexRewrite', 'authority'].map((name) => rewrite.at(name));
    if (uri.isSet && regex.isGiven) yield mistake(regex, 'both');
    if (!uri.isSet && !regex.isGiven && !authority.isSet) yield mistake(rewrite, 'nothing');
    if (regex.isGiven) for (const name of ['match', 'rewrite'].filter((each) => !regex.at(each).isSet)) yield mistake(regex, 'half', name);
  }
}
