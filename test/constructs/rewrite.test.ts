import { Testing } from 'cdk8s';
import { HostRoute, HttpGateway, IngressGateway, Match, Rewrite, ServiceRef } from 'cdk8s-istio';
import { get } from 'cdk8s-istio/testing';
import { newChart } from '../support';

const api = ServiceRef.named('web', 'api', { ports: { http: 80 } });
const rest = ServiceRef.named('web', 'rest', { ports: { http: 80 } });

function appWith(declare: (site: HostRoute) => void) {
  const app = Testing.app();
  const chart = newChart({ app });
  const site = new HostRoute(chart, 'site', { gateway: new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault() }), host: 'a.com' });
  declare(site);
  site.forward(Match.any(), rest);
  return app;
}

type Case = readonly [asked: string, service: ServiceRef, got: string];

/** What rewrites make of paths, by the router. */
const REWRITES: ReadonlyArray<readonly [name: string, match: Match, rewrite: Rewrite, cases: readonly Case[]]> = [
  ['stripPrefix under a path', Match.under('/foo'), Rewrite.stripPrefix(), [
    ['/foo', api, '/'], ['/foo/', api, '/'], ['/foo/x', api, '/x'], ['/foo/x/y?z=1', api, '/x/y?z=1'], ['/foo?x', api, '/?x'], ['/foo/?x', api, '/?x'],
    ['/foobar', rest, '/foobar'], ['/foobar/x', rest, '/foobar/x'], ['/', rest, '/'], ['/x/foo', rest, '/x/foo'],
  ]],
  ['stripPrefix under a path with a slash at its end', Match.under('/foo/'), Rewrite.stripPrefix(), [['/foo', api, '/'], ['/foo/x', api, '/x'], ['/foobar', rest, '/foobar']]],
  ['stripPrefix under a path in any case', Match.under('/foo').ignoreCase(), Rewrite.stripPrefix(), [['/FOO', api, '/'], ['/Foo/X', api, '/X'], ['/Foobar', rest, '/Foobar']]],
  ['another path under one', Match.under('/a'), Rewrite.path('/new'), [['/a', api, '/new'], ['/a/', api, '/new/'], ['/a/x', api, '/new/x'], ['/a?x', api, '/new?x'], ['/ab', rest, '/ab']]],
  ['another path with a slash under one', Match.under('/a'), Rewrite.path('/new/'), [['/a', api, '/new/'], ['/a/x', api, '/new/x']]],
  ['another path for an exact one', Match.exact('/a'), Rewrite.path('/new'), [['/a', api, '/new'], ['/a?x', api, '/new?x'], ['/a/', rest, '/a/']]],
  ['another path for an expression', Match.regex('/v[0-9]+/a'), Rewrite.path('/new'), [['/v1/a', api, '/new'], ['/v1/a?x', api, '/new?x'], ['/v1/ab', rest, '/v1/ab']]],
  ['a part of a path by an expression', Match.under('/v1'), Rewrite.regex('^/v1/(.*)$', '/\\1'), [['/v1/a?x', api, '/a?x'], ['/v1', api, '/v1']]],
  ['two groups by an expression', Match.regex('/users/[^/]+/orders/[0-9]+'), Rewrite.regex('^/users/([^/]+)/orders/([0-9]+)$', '/orders/\\2/of/\\1'), [['/users/ann/orders/7', api, '/orders/7/of/ann']]],
];

describe.each(REWRITES)('%s', (_, match, rewrite, cases) => {
  const app = appWith((site) => site.forward(match, api, { rewrite }));
  test.each(cases.map(([asked, { name }, got]) => [asked, name, got]))('%s reaches %s as %s', (asked, name, got) => {
    expect(get(app, `http://a.com${asked}`)).toReach(name === 'api' ? api : rest, { path: got });
  });
});

test('a redirect of what is under a path keeps what follows it', () => {
  const app = appWith((site) => site.redirect(Match.under('/old'), { prefixRewrite: '/new', status: 308 }));
  expect(get(app, 'http://a.com/old')).toBeRedirectedTo('http://a.com/new', { status: 308 });
  expect(get(app, 'http://a.com/old/x?y')).toBeRedirectedTo('http://a.com/new/x?y', { status: 308 });
  expect(get(app, 'http://a.com/older')).toReach(rest);
});

describe('a browser that asks whether it may', () => {
  const app = appWith((site) => {
    site.forward(Match.exact('/any'), api, { cors: { origins: '*', methods: ['PUT'] } });
    site.forward(Match.exact('/some'), api, { cors: { origins: ['https://b.com', { regex: 'https://[a-z]+[.]c[.]com' }], methods: ['PUT'], credentials: true } });
    site.forward(Match.exact('/quiet'), api, { cors: { origins: ['https://b.com'], unmatchedPreflights: 'IGNORE' } });
  });
  const ask = (path: string, origin: string) => get(app, `http://a.com${path}`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } });

  test.each([['/any', 'https://x.com'], ['/some', 'https://b.com'], ['/some', 'https://d.c.com'], ['/quiet', 'https://x.com']])('%s from %s is answered', (path, origin) => {
    expect(ask(path, origin)).toBeAnswered(200);
  });

  test('goes on to the service from other origins', () => expect(ask('/some', 'https://x.com')).toReach(api));
});

test('an answer comes from the gateway', () => {
  const app = appWith((site) => site.respond(Match.exact('/healthz'), { status: 204 }));
  expect(get(app, 'http://a.com/healthz')).toBeAnswered(204);
});
