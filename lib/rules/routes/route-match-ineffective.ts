import { readFullMatch } from '../../model/full-match';
import type { Section } from '../../model/section';
import { shadowedHttpMatches, shadowedTcpMatches, type MatchPlace, type ShadowedMatch } from '../../model/shadowed-matches';
import { leftOutTlsMatches } from '../../model/sni-collisions';
import type { VirtualService } from '../../model/virtual-service';
import { formatFullMatch } from '../../values/full-match';
import { defineRule, type Found } from '../define-rule';
import { virtualService } from '../example-manifests';
import { placeIn, ruleName } from './rule-words';

interface Ineffective {
  readonly match: string;
  readonly by: string;
  readonly sameRule: boolean;
}

const to = (host: string) => `route: [{ destination: { host: ${host} } }]`;
const two = (first: string, second: string) => virtualService({
  http: `[{ match: [{ ${first} }], ${to('one')} }, { match: [{ ${second} }, { uri: { exact: /about } }], ${to('two')} }]`,
});

/**
 * Istio warns of a match that stands in an earlier rule to the letter, and guesses for prefixes of paths: it takes a match without method for
 * one of GET, one without authority for covered by any, headers compared by regular expression for equal, and does not look at the scheme,
 * the gateways and the source at all. This rule warns of a match only where every request that it takes is taken before.
 */
export const routeMatchIneffective = defineRule<Ineffective>({
  code: 'MESH430',
  name: 'route-match-ineffective',
  severity: 'warning',
  summary: 'A match of a rule gets no requests, since an earlier match takes all of them.',
  seeAlso: ['IST0131'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: two('uri: { prefix: /blog }', 'uri: { prefix: /blog/new }') },
    good: [
      { why: 'the longer path first', yaml: two('uri: { prefix: /blog/new }', 'uri: { prefix: /blog }') },
      { why: 'another method', yaml: two('uri: { prefix: /blog }, method: { exact: GET }', 'uri: { prefix: /blog/new }, method: { exact: POST }') },
      { why: 'a header that only the earlier one asks for', yaml: two('uri: { prefix: /blog }, headers: { x-test: {} }', 'uri: { prefix: /blog/new }') },
    ],
  },
  * check({ virtualServices }) {
    for (const service of virtualServices) {
      yield* ineffective(service, 'http', shadowedHttpMatches(service));
      yield* ineffective(service, 'tls', leftOutTlsMatches(service).filter(({ lost }) => lost.length === 0));
      yield* ineffective(service, 'tcp', shadowedTcpMatches(service));
    }
  },
  words: ({ match, by, sameRule }) => ({
    what: `${match} gets no requests: ${by} takes all of them`,
    fix: sameRule ? 'Both lead to the same; take it away.' : 'The first match that a request meets takes it. Put this one before, or take it away.',
  }),
});

/** Where all matches of a rule are, that it is unreachable says more. */
function* ineffective(service: VirtualService, section: Section, shadowed: readonly ShadowedMatch[]): Iterable<Found<Ineffective>> {
  if (shadowed.length === 0) return;
  const counts = new Map<number, number>();
  for (const { rule } of shadowed) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  for (const each of shadowed) {
    if (each.match === undefined || counts.get(each.rule) === service[section][each.rule].matches.length) continue;
    const sameRule = each.by.rule === each.rule;
    yield {
      at: placeIn(service, section, each), related: [placeIn(service, section, each.by)], severity: sameRule ? 'info' : 'warning',
      data: { match: `${matchName(service, section, each)}${taken(service, section, each)}`, by: matchName(service, section, each.by), sameRule },
    };
  }
}

function taken(service: VirtualService, section: Section, { rule, match = 0 }: ShadowedMatch): string {
  const full = section === 'http' ? readFullMatch(service.http[rule].matches[match].manifest) : undefined;
  return full === undefined ? '' : ` (${formatFullMatch(full)})`;
}

function matchName(service: VirtualService, section: Section, place: MatchPlace): string {
  return `${place.match === undefined ? '' : `match ${place.match + 1} of `}${ruleName(service, section, place)}`;
}
