import type { Section } from '../../model/section';
import { shadowedHttpMatches, shadowedTcpMatches, type MatchPlace, type ShadowedMatch } from '../../model/shadowed-matches';
import { leftOutTlsMatches } from '../../model/sni-collisions';
import type { VirtualService } from '../../model/virtual-service';
import { append } from '../../values/append';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { virtualService } from '../example-manifests';
import { placeIn, ruleName } from './rule-words';

interface Unreachable {
  readonly rule: string;
  /** The rules that take all of its requests. */
  readonly by: readonly string[];
}

const BLOG = 'match: [{ uri: { prefix: /blog } }], ';
const to = (host: string) => `route: [{ destination: { host: ${host} } }]`;
const inOrder = (first: string, second: string) => virtualService({ http: `[{ ${first}${to('one')} }, { ${second}${to('two')} }]` });

/**
 * Istio warns of a rule behind one without matches, and of one whose every match stands in an earlier rule to the letter. Of the first it
 * also warns where the rule without matches delegates, wrongly: what the delegate does not take goes on to the next rule. This rule goes by
 * what the matches take, and leaves delegates out.
 */
export const routeUnreachable = defineRule<Unreachable>({
  code: 'MESH429',
  name: 'route-unreachable',
  severity: 'warning',
  summary: 'A rule of a VirtualService gets no requests, since earlier rules take all of them.',
  seeAlso: ['IST0130'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: inOrder('', BLOG) },
    good: [
      { why: 'the rule that takes all behind the others', yaml: inOrder(BLOG, '') },
      { why: 'an earlier rule for some requests of the same path', yaml: inOrder('match: [{ uri: { prefix: /blog }, method: { exact: GET } }], ', BLOG) },
      { why: 'an earlier rule for a longer path', yaml: inOrder('match: [{ uri: { prefix: /blog/new } }], ', BLOG) },
    ],
  },
  * check({ virtualServices }) {
    for (const service of virtualServices) {
      yield* unreachable(service, 'http', shadowedHttpMatches(service));
      yield* unreachable(service, 'tls', leftOutTlsMatches(service).filter(({ lost }) => lost.length === 0));
      yield* unreachable(service, 'tcp', shadowedTcpMatches(service));
    }
  },
  words: ({ rule, by }) => ({
    what: `${rule} gets no requests: ${allOf(by)} ${by.length === 1 ? 'takes' : 'take'} all of them`,
    fix: 'The first rule that matches a request takes it. Put this rule before, or take it away.',
  }),
});

function* unreachable(service: VirtualService, section: Section, shadowed: readonly ShadowedMatch[]) {
  if (shadowed.length === 0) return;
  for (const [rule, matches] of byRule(shadowed)) {
    const count = Math.max(service[section][rule].matches.length, 1);
    const others = matches.filter(({ by }) => by.rule !== rule);
    if (matches.length < count || others.length === 0) continue;
    const by = [...new Map(others.map((each): [number, MatchPlace] => [each.by.rule, each.by])).values()];
    yield {
      at: placeIn(service, section, { rule }), related: by.map((each) => placeIn(service, section, each)),
      data: { rule: ruleName(service, section, { rule }), by: by.map((each) => ruleName(service, section, each)) },
    };
  }
}

function byRule(shadowed: readonly ShadowedMatch[]): ReadonlyMap<number, readonly ShadowedMatch[]> {
  const found = new Map<number, ShadowedMatch[]>();
  for (const each of shadowed) append(found, each.rule, each);
  return found;
}
