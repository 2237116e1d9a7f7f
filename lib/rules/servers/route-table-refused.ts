import type { Route, RouteRefusal, RouteTable, WorkloadBuild } from '../../model/build/build';
import { defineRule, type Place } from '../define-rule';
import { documents, httpGateway, httpRules } from '../example-manifests';
import { someOf } from './claims';

type Reason = 'weights-too-great' | 'query-parameter-without-name' | 'claim-without-value' | 'line-break';

interface Refused {
  readonly because: Reason;
  readonly table: string;
  /** All that is lost with the table. */
  readonly hosts: readonly string[];
}

const rewriting = (uri: string) => documents(httpGateway(80), httpRules(`{ match: [{ uri: { prefix: /blog/ } }], rewrite: { uri: "${uri}" }, route: [{ destination: { host: blog } }] }`));
const asking = (name: string) => documents(httpGateway(80), httpRules(`{ match: [{ queryParams: { ${name}: { exact: blog } } }], route: [{ destination: { host: blog } }] }`));

/** Istio's validation takes them all. Of an answer with a status that Envoy does not know another rule tells. */
export const routeTableRefused = defineRule<Refused>({
  code: 'MESH123',
  name: 'route-table-refused',
  severity: 'error',
  summary: 'Envoy refuses all routes of a gateway port because of one that Istio accepts.',
  seeAlso: [],
  reads: ['builds'],
  examples: {
    bad: { yaml: rewriting('/new\\n') },
    good: [
      { why: 'a rewrite without a line break', yaml: rewriting('/new/') },
      { why: 'a query parameter with a name', yaml: asking('page') },
      { why: 'a line break written out in percent', yaml: rewriting('/new/%0A') },
    ],
  },
  * check({ builds }) {
    const told = new Set<unknown>();
    for (const table of tablesOf(builds)) {
      const { refused } = table;
      if (refused === undefined || !isToldHere(refused) || told.has(refused.route.rule.manifest)) continue;
      told.add(refused.route.rule.manifest);
      yield {
        at: placeOf(refused.route), related: [],
        data: { because: refused.because, table: table.name, hosts: table.virtualHosts.flatMap(({ domains }) => domains) },
      };
    }
  },
  words: ({ because, table, hosts }) => ({
    what: WHATS[because],
    fix: `Envoy refuses route table ${table} as a whole: gateways that run keep their old routes, and new ones answer ${someOf(hosts)} with 404. ${FIXES[because]}`,
  }),
});

const WHATS: Readonly<Record<Reason, string>> = {
  'weights-too-great': 'the weights of the destinations are above 4294967295 together, which Envoy does not take',
  'query-parameter-without-name': 'a query parameter to match has an empty name, which Envoy does not take',
  'claim-without-value': 'a match of a claim of a token asks for no value, which Envoy does not take',
  'line-break': 'a rewrite or a redirect has a line break, which Envoy does not take',
};
const FIXES: Readonly<Record<Reason, string>> = {
  'weights-too-great': 'Give smaller weights: only how they compare counts.',
  'query-parameter-without-name': 'Give the name of the parameter, or take the match of it away.',
  'claim-without-value': 'Give it as exact, prefix or regex; the regex ".*" takes any text.',
  'line-break': 'Take the line break away; YAML keeps one at the end of a text that begins with "|" or ">".',
};

function* tablesOf(builds: readonly WorkloadBuild[]): Iterable<RouteTable> {
  for (const { listeners } of builds) {
    for (const chain of listeners.flatMap(({ chains }) => chains)) if (chain.kind === 'http') yield chain.routeTable;
  }
}

function isToldHere(refused: RouteRefusal): refused is RouteRefusal & { readonly because: Reason } {
  return Object.hasOwn(WHATS, refused.because);
}

// What a delegate's rule has may come from the rule that refers to it.
function placeOf({ rule, ruleOf: { ref, origin, ingress } }: Route): Place {
  return ingress === undefined ? { ref, origin, field: rule.field } : { ref: ingress, origin };
}
