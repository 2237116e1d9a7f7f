import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { HostRoute, HttpGateway, IngressGateway, Match, ServiceRef } from 'cdk8s-istio';
import { get } from 'cdk8s-istio/testing';
import { newChart, synthErrors } from '../support';

/** What a condition asks, beside the match that asks it. */
interface Asked {
  readonly match: Match;
  /** Below 0 before others: exact, then the longer, then by segment; each condition after that in the order of its weight. */
  readonly rank: readonly number[];
  takes(request: Request): boolean;
}

interface Request {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
}

const paths: ReadonlyArray<Omit<Asked, 'takes'> & { takes(path: string): boolean }> = [
  { match: Match.any(), rank: [1, 0, 0], takes: () => true },
  ...['/a', '/a/b', '/c'].flatMap((path) => [
    { match: Match.exact(path), rank: [0, 0, 0], takes: (asked: string) => asked === path },
    { match: Match.prefix(path), rank: [1, -path.length, 1], takes: (asked: string) => asked.startsWith(path) },
    { match: Match.under(path), rank: [1, -path.length, 0], takes: (asked: string) => asked === path || asked.startsWith(`${path}/`) },
  ]),
  { match: Match.regex('/a/[a-z]+'), rank: [1, -3, -1], takes: (asked) => /^\/a\/[a-z]+$/.test(asked) },
  { match: Match.regex('/c.*'), rank: [1, -2, -1], takes: (asked) => asked.startsWith('/c') },
];

type Condition = { readonly add: (match: Match) => Match; readonly rank: readonly [number, number, number]; readonly takes: (request: Request) => boolean };

const conditions: readonly Condition[] = [
  { add: (match) => match.method('GET'), rank: [-1, 0, 0], takes: ({ method }) => method === 'GET' },
  { add: (match) => match.header('x', '1'), rank: [0, -1, 0], takes: ({ headers }) => headers.x === '1' },
  { add: (match) => match.header('y'), rank: [0, -1, 0], takes: ({ headers }) => headers.y !== undefined },
  { add: (match) => match.withoutHeader('z'), rank: [0, -1, 0], takes: ({ headers }) => headers.z === undefined },
  { add: (match) => match.queryParam('q', { regex: '[0-9]+' }), rank: [0, 0, -1], takes: ({ query }) => /^q=[0-9]+$/.test(query) },
];

const asked: fc.Arbitrary<Asked> = fc.tuple(fc.constantFrom(...paths), fc.subarray([...conditions])).map(([path, some]) => ({
  match: some.reduce((match, { add }) => add(match), path.match),
  rank: [...path.rank, ...[0, 1, 2].map((index) => some.reduce((sum, { rank }) => sum + rank[index], 0))],
  takes: (request) => path.takes(request.path) && some.every(({ takes }) => takes(request)),
}));

const requests = fc.record<Request>({
  path: fc.constantFrom('/', '/a', '/a/', '/a/b', '/a/b/c', '/ab', '/c', '/cc', '/d'), method: fc.constantFrom('GET', 'PUT'),
  headers: fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('1', '2'), { maxKeys: 3 }), query: fc.constantFrom('', 'q=1', 'q=a'),
});

function before(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((each, place) => each !== b[place]);
  return index < 0 ? 0 : a[index] - b[index];
}

const services = Array.from({ length: 5 }, (_, index) => ServiceRef.named('web', `s${index}`, { ports: { http: 80 } }));

function chartWith(rules: readonly Asked[]) {
  const chart = newChart({ app: Testing.app() });
  const site = new HostRoute(chart, 'site', { gateway: new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault() }), host: 'a.com' });
  rules.forEach(({ match }, index) => site.forward(match, services[index]));
  return chart;
}

describe('of any rules that can be ranked', () => {
  const rankable = fc.array(asked, { minLength: 1, maxLength: 5 }).map((rules) => ({ rules, chart: chartWith(rules) }));

  test('a request goes to the most precise that takes it, by the router', () => {
    let compared = 0;
    fc.assert(fc.property(rankable, fc.array(requests, { minLength: 1, maxLength: 6 }), ({ rules, chart }, some) => {
      if (synthErrors(chart) !== '') return;
      for (const request of some) {
        const best = rules.map((rule, index) => ({ ...rule, index })).filter((rule) => rule.takes(request)).sort((a, b) => before(a.rank, b.rank))[0];
        const { path, query, ...rest } = request;
        const routed = expect(get(chart, `http://a.com${path}${query && `?${query}`}`, rest));
        if (best === undefined) routed.toBeRefused('no-route');
        else routed.toReach(services[best.index]);
        compared++;
      }
    }), { numRuns: 300 });
    expect(compared).toBeGreaterThan(300);
  });

  test('the checks find nothing but what the constructs themselves say, and warn of nothing', () => {
    const warned = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    fc.assert(fc.property(rankable, ({ chart }) => !/MESH\d/.test(synthErrors(chart))), { numRuns: 200 });
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });
});
