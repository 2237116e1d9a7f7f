import { DestinationPolicy, GatewayRef, HostRoute, Match, Rewrite, ServiceRef } from 'cdk8s-istio';
import { backend, newChart, renderOne, synthErrors } from '../support';

const gateway = GatewayRef.named('web', 'gw');
const a = ServiceRef.named('web', 'a', { ports: { http: 80 } });
const b = ServiceRef.named('web', 'b', { ports: { http: 80 } });

interface Wire {
  match?: object[];
  route?: { destination: { host: string }; weight?: number }[];
  redirect?: object;
  rewrite?: object;
}

function httpOf(declare: (site: HostRoute) => void): Wire[] {
  const chart = newChart();
  declare(new HostRoute(chart, 'site', { gateway, host: 'a.com' }));
  return renderOne(chart, 'VirtualService').spec.http as Wire[];
}

function errorsOf(declare: (site: HostRoute) => void): string {
  const chart = newChart();
  declare(new HostRoute(chart, 'site', { gateway, host: 'a.com' }));
  return synthErrors(chart).replace(/test\/constructs\/host-route\.test\.ts:\d+/g, 'here');
}

/** Each rule in one line: its matches and where it sends. */
const summary = (http: Wire[]) => http.map(({ match, route }) => `${JSON.stringify(match ?? 'all')} ${route?.[0].destination.host}`);

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]));
}

describe('the rules of a host are ranked', () => {
  const calls: Array<(site: HostRoute) => void> = [
    (site) => site.forward(Match.any(), a),
    (site) => site.forward(Match.prefix('/shop'), b),
    (site) => site.forward(Match.exact('/shop'), b),
    (site) => site.forward(Match.under('/shop/cart'), a),
    (site) => site.forward(Match.prefix('/shop').method('POST'), a),
    (site) => site.forward(Match.prefix('/shop').header('x', '1').header('y', '1'), a),
    (site) => site.forward(Match.prefix('/shop').header('z', '1'), b),
  ];

  test('exact path, longest prefix, method, number of headers, and last what takes everything', () => {
    expect(summary(httpOf((site) => calls.forEach((call) => call(site))))).toEqual([
      '[{"uri":{"exact":"/shop"}}] b',
      '[{"uri":{"exact":"/shop/cart"}},{"uri":{"prefix":"/shop/cart/"}},{"method":{"exact":"POST"},"uri":{"prefix":"/shop"}},'
        + '{"headers":{"x":{"exact":"1"},"y":{"exact":"1"}},"uri":{"prefix":"/shop"}}] a',
      '[{"headers":{"z":{"exact":"1"}},"uri":{"prefix":"/shop"}},{"uri":{"prefix":"/shop"}}] b',
      '"all" a',
    ]);
  });

  test('the same whatever the order of the calls', () => {
    const expected = JSON.stringify(httpOf((site) => calls.forEach((call) => call(site))));
    const others = permutations(calls.slice(0, 6)).map((order) => JSON.stringify(httpOf((site) => [...order, calls[6]].forEach((call) => call(site)))));
    expect(new Set(others)).toEqual(new Set([expected]));
  });

  test.each<[string, Match, Match]>([
    ['an exact path before what is under it', Match.exact('/a'), Match.under('/a').method('GET')],
    ['a longer prefix before a shorter one', Match.prefix('/a/b'), Match.prefix('/a').method('GET')],
    ['what is under a path before its plain prefix', Match.under('/a'), Match.prefix('/a').method('GET')],
    ['a prefix with a slash before what is under the path', Match.prefix('/a/'), Match.under('/a').method('GET')],
    ['a method before headers', Match.prefix('/a').method('GET'), Match.prefix('/a').header('x', '1').header('y', '1')],
    ['more headers before fewer', Match.prefix('/a').header('x', '1').header('y', '1'), Match.prefix('/a').header('z', '1').queryParam('q', '1')],
    ['headers before query parameters', Match.prefix('/a').header('x', '1'), Match.prefix('/a').queryParam('q', '1').queryParam('r', '1')],
    ['a query parameter before none', Match.prefix('/a').queryParam('q', '1'), Match.prefix('/a')],
  ])('%s', (_, first, second) => {
    const firstHost = (http: Wire[]) => http[0].route?.[0].destination.host;
    expect(firstHost(httpOf((site) => { site.forward(first, a); site.forward(second, b); }))).toBe('a');
    expect(firstHost(httpOf((site) => { site.forward(second, b); site.forward(first, a); }))).toBe('a');
  });

  test('neighbours that do the same are one rule', () => {
    const http = httpOf((site) => { site.forward(Match.exact('/b'), a); site.forward([Match.exact('/a'), Match.exact('/c')], a); });
    expect(summary(http)).toEqual(['[{"uri":{"exact":"/a"}},{"uri":{"exact":"/b"}},{"uri":{"exact":"/c"}}] a']);
  });
});

describe('rules that cannot be ranked', () => {
  const byHeaders = (site: HostRoute) => [site.forward(Match.any().header('x', '1'), a), site.forward(Match.any().header('y', '1'), b)];

  test('are an error that names both with their places', () => {
    expect(errorsOf(byHeaders)).toBe([
      '[web/site] two rules could take one request, and neither is more precise',
      '      by  any path with header x=1 → web/a at here',
      '      and any path with header y=1 → web/b at here',
      '    Make one of them more precise, or say which comes first: inOrder([first, second]).',
    ].join('\n'));
  });

  test('are an error also where they are two claims of one match', () => {
    expect(errorsOf((site) => { site.forward(Match.exact('/a'), a); site.forward(Match.exact('/a'), b); })).toBe([
      '[web/site] two rules could take one request, and neither is more precise',
      '      by  exact /a → web/a at here',
      '      and exact /a → web/b at here',
      '    Make one of them more precise, or say which comes first: inOrder([first, second]).',
    ].join('\n'));
  });

  test('are fine where no request can take both', () => {
    expect(errorsOf((site) => { site.forward(Match.any().header('x', '1'), a); site.forward(Match.any().header('x', '2'), b); })).toBe('');
  });

  test('go in the order that the user gives them, either way', () => {
    const hosts = (reverse: boolean) => httpOf((site) => {
      const rules = byHeaders(site);
      site.inOrder(reverse ? [...rules].reverse() : rules);
    }).map(({ route }) => route?.[0].destination.host);
    expect([hosts(false), hosts(true)]).toEqual([['a', 'b'], ['b', 'a']]);
  });

  test('in two orders that contradict each other are an error', () => {
    expect(errorsOf((site) => {
      const rules = byHeaders(site);
      site.inOrder(rules);
      site.inOrder([...rules].reverse());
    })).toBe('[web/site] inOrder(...) has been called with orders that contradict each other; give each pair of rules one order (declared at here)');
  });

  test('of another route cannot be put in order here', () => {
    const chart = newChart();
    const [one, other] = ['one', 'other'].map((id) => new HostRoute(chart, id, { gateway, host: `${id}.com` }));
    const rule = other.forward(Match.exact('/a'), a);
    expect(() => one.inOrder([rule])).toThrow(new Error('the rule exact /a → web/a is of another route; put rules of one route in order'));
  });
});

test('a rule that is never reached is an error that names what stands before it', () => {
  expect(errorsOf((site) => {
    const all = site.forward(Match.any(), a);
    site.inOrder([all, site.forward(Match.under('/b'), b)]);
  })).toBe([
    '[web/site] a rule is never reached: another one before it takes all of its requests',
    '      by  exact /b, prefix /b/ → web/b at here',
    '      and any path → web/a at here',
    '    Take one away, or make the one before it match less.',
  ].join('\n'));
});

test('a route without a rule is an error', () => {
  expect(errorsOf(() => undefined)).toBe(
    '[web/site] the route has no rule, and Istio takes no VirtualService without one; call forward, split or redirect, or give route: ... to an ExposedService (declared at here)',
  );
});

describe('what a rule does', () => {
  test('forwards to the only port of a service', () => {
    expect(httpOf((site) => site.forward(Match.any(), a))).toEqual([{ route: [{ destination: { host: 'a', port: { number: 80 } } }] }]);
  });

  test('splits by weight among subsets', () => {
    const chart = newChart();
    const policy = new DestinationPolicy(chart, 'policy', { service: a, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } });
    new HostRoute(chart, 'site', { gateway, host: 'a.com' }).split(Match.any(), [[policy.subset('v1'), 90], [policy.subset('v2'), 10]]);
    expect(renderOne(chart, 'VirtualService').spec.http).toEqual([{
      route: [
        { destination: { host: 'a', port: { number: 80 }, subset: 'v1' }, weight: 90 },
        { destination: { host: 'a', port: { number: 80 }, subset: 'v2' }, weight: 10 },
      ],
    }]);
  });

  test('redirects to all that is said', () => {
    expect(httpOf((site) => site.redirect(Match.exact('/'), { path: '/home', authority: 'b.com', scheme: 'https', port: 8443, status: 308 }))).toEqual([{
      match: [{ uri: { exact: '/' } }],
      redirect: { uri: '/home', authority: 'b.com', scheme: 'https', port: 8443, redirectCode: 308 },
    }]);
  });

  test.each<[string, Rewrite, Match, object[]]>([
    ['strips the path, the same for itself and below', Rewrite.stripPrefix(), Match.under('/a'), [{ uri: '/' }]],
    ['puts another path, with a slash below', Rewrite.path('/n'), Match.under('/a'), [{ uri: '/n' }, { uri: '/n/' }]],
    ['puts another path for an exact one', Rewrite.path('/n'), Match.exact('/a'), [{ uri: '/n' }]],
    ['puts a path before everything', Rewrite.path('/n'), Match.any(), [{ uri: '/n/' }]],
  ])('rewrites: %s', (_, rewrite, match, expected) => {
    expect(httpOf((site) => site.forward(match, a, { rewrite })).map((rule) => rule.rewrite)).toEqual(expected);
  });

  test('takes requests of the mesh, too, where told', () => {
    const chart = newChart();
    new HostRoute(chart, 'site', { gateway, host: 'a.com', alsoInMesh: true }).forward(Match.any(), a);
    expect(renderOne(chart, 'VirtualService').spec.gateways).toEqual(['gw', 'mesh']);
  });
});

describe('what a rule cannot do is refused', () => {
  const site = () => new HostRoute(newChart(), 'site', { gateway, host: 'a.com' });
  test.each<[string, () => unknown, string]>([
    ['no match', () => site().forward([], a), 'a rule without a match takes nothing; give at least one, or Match.any()'],
    ['no share', () => site().split(Match.any(), [[a, 0], [b, 0]]), 'the weights of a split add up to 0, so nothing would be sent; give at least one target a weight above 0'],
    ['a broken share', () => site().split(Match.any(), [[a, 0.5], [b, 1]]), 'weight 0.5 of web/a is no weight; give a whole number from 0 on'],
    ['a redirect to itself', () => site().redirect(Match.any(), {}), 'a redirect to the very same place never ends; say at least one of path, authority, scheme and port'],
    ['the port of https, which Istio leaves out', () => site().redirect(Match.any(), { scheme: 'https', port: 443 }), 'port 443 is what https means, and Istio leaves it out of a redirect; leave port out'],
    ['the port of http', () => site().redirect(Match.any(), { port: 80 }), 'port 80 is what http means, and Istio leaves it out of a redirect; leave port out'],
    ['a prefix to strip by text', () => site().forward(Match.prefix('/a'), a, { rewrite: Rewrite.stripPrefix() }),
      'stripPrefix() is right only for Match.under: of Match.prefix("/a") it would send "//x" for "/a/x"; match by Match.under'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

describe('the hosts and gateways of a route', () => {
  const route = (host: string | string[], more: object = {}) => () => new HostRoute(newChart(), 'site', { gateway, host, ...more });
  test.each<[string, () => unknown, string]>([
    ['a URL', route('https://a.com'), 'host "https://a.com" is a URL; give the name alone: "a.com"'],
    ['one twice', route(['a.com', 'A.com']), 'host "A.com" is given twice; give it once'],
    ['none', route([]), 'host is an empty list; give at least one host'],
    ['overlapping ones', route(['*.a.com', 'x.a.com']), 'hosts "*.a.com" and "x.a.com" overlap: Istio rejects a VirtualService with both; keep the wider one, or make two routes'],
    ['all of the mesh', route('*', { alsoInMesh: true }), 'host "*" with alsoInMesh would take every request of the mesh, and Istio rejects it; name the hosts'],
    ['no gateway', route('a.com', { gateway: [] }), 'gateway is an empty list; give at least one gateway'],
    ['one that its gateway does not serve', route('b.com', { gateway: GatewayRef.named('web', 'gw', { hosts: ['*.a.com', 'a.com'] }) }),
      'host "b.com" is not served by gateway "web/gw": it states hosts: *.a.com and a.com; add "b.com" to them, or leave hosts out to serve those of the routes'],
  ])('%s are refused', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });

  test('in capitals are looked for in small letters, as Istio does', () => {
    const chart = newChart();
    new HostRoute(chart, 'site', { gateway, host: 'Shop.A.com' }).forward(Match.any(), a);
    expect(renderOne(chart, 'VirtualService').spec.hosts).toEqual(['shop.a.com']);
  });

  test('one that a wildcard of its gateway covers is fine', () => {
    expect(route('x.a.com', { gateway: GatewayRef.named('web', 'gw', { hosts: ['*.a.com'] }) })).not.toThrow();
  });
});

describe('ports of services whose ports may still change', () => {
  test('are taken when rendered', () => {
    const chart = newChart();
    const service = backend(chart, 'late', []);
    new HostRoute(chart, 'site', { gateway, host: 'a.com' }).forward(Match.any(), service);
    service.bind(9080);
    expect(renderOne(chart, 'VirtualService').spec.http[0].route[0].destination.port).toEqual({ number: 9080 });
  });

  test('that do not fit are reported at synth, with the rule and its place', () => {
    const chart = newChart();
    new HostRoute(chart, 'site', { gateway, host: 'a.com' }).forward(Match.any(), backend(chart, 'two', [{ name: 'x', port: 80 }, { name: 'y', port: 81 }]));
    expect(synthErrors(chart)).toMatch(new RegExp(
      '^\\[web/site\\] service "web/two" has 2 ports: 80 \\(x\\) and 81 \\(y\\); say which with port: \\.\\.\\.\\n {6}by {2}any path → web/two at test/constructs/host-route\\.test\\.ts:\\d+$',
    ));
  });
});
