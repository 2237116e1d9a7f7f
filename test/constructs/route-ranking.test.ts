import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { DelegateRef, ExposedService, GatewayRef, HostRoute, Match, Rewrite, ServiceRef } from 'cdk8s-istio';
import { newChart, renderOne, synthErrors } from '../support';

const gateway = GatewayRef.named('web', 'gw');
const internal = GatewayRef.named('web', 'internal');
const a = ServiceRef.named('web', 'a', { ports: { http: 80 } });
const b = ServiceRef.named('web', 'b', { ports: { http: 80 } });

function siteWith(declare: (site: HostRoute) => void) {
  const chart = newChart();
  declare(new HostRoute(chart, 'site', { gateway: [gateway, internal], host: 'a.com', alsoInMesh: true }));
  return chart;
}

interface Wire {
  route?: { destination: { host: string } }[];
}

const httpOf = (declare: (site: HostRoute) => void) => renderOne(siteWith(declare), 'VirtualService').spec.http as Wire[];
const hostsOf = (declare: (site: HostRoute) => void) => httpOf(declare).map(({ route }) => route?.[0].destination.host);
const errorsOf = (declare: (site: HostRoute) => void) => synthErrors(siteWith(declare)).replace(/test\/constructs\/route-ranking\.test\.ts:\d+/g, 'here');

const both = (first: Match, second: Match) => (site: HostRoute) => [site.forward(first, a), site.forward(second, b)];
const reversed = (first: Match, second: Match) => (site: HostRoute) => [site.forward(second, b), site.forward(first, a)];

describe('the more precise rule goes first, whichever was given first', () => {
  test.each<[string, Match, Match]>([
    ['an exact path before an expression that takes it', Match.exact('/users/me'), Match.regex('/users/.*')],
    ['an expression before a prefix that all of its paths have', Match.regex('/users/[0-9]+/orders'), Match.prefix('/users')],
    ['an expression before what is under a path, where all of its paths are', Match.regex('/users/[0-9]+'), Match.under('/users')],
    ['an expression before every path', Match.regex('.*[.]png'), Match.any()],
    ['an expression with a method before the same without', Match.regex('/a.*').method('GET'), Match.regex('/a.*')],
    ['a path whose case counts before one in any case', Match.exact('/Shop'), Match.exact('/shop').ignoreCase()],
    ['a longer path in any case before a shorter one', Match.under('/shop/cart').ignoreCase(), Match.under('/shop')],
    ['a method before a scheme', Match.any().method('GET'), Match.any().scheme('https').authority('a.com').port(80)],
    ['a query parameter before an authority', Match.any().queryParam('q'), Match.any().authority('a.com')],
    ['a header that must not be before a query parameter', Match.any().withoutHeader('x'), Match.any().queryParam('q')],
    ['a scheme before none', Match.any().scheme('https'), Match.any()],
    ['one gateway before all', Match.any().gateway(internal), Match.any()],
    ['the mesh before all', Match.any().inMesh(), Match.any()],
    ['two labels before one', Match.any().sourceLabels({ app: 'a', tier: 'b' }), Match.any().sourceLabels({ app: 'a' })],
  ])('%s', (_, first, second) => {
    expect(hostsOf(both(first, second))).toEqual(['a', 'b']);
    expect(hostsOf(reversed(first, second))).toEqual(['a', 'b']);
  });
});

describe('rules that no request can meet both are fine', () => {
  test.each<[string, Match, Match]>([
    ['expressions that begin otherwise', Match.regex('/a/.*'), Match.regex('/b/.*')],
    ['an expression and a longer prefix elsewhere', Match.regex('/a/.*'), Match.under('/b/c/d')],
    ['a header that must be and one that must not', Match.any().header('x'), Match.any().withoutHeader('x')],
    ['two schemes', Match.any().scheme('http'), Match.any().scheme('https')],
    ['two gateways', Match.any().gateway(gateway), Match.any().gateway(internal)],
    ['two ports', Match.any().port(80), Match.any().port(8080)],
    ['pods of two namespaces', Match.any().sourceNamespace('a'), Match.any().sourceNamespace('b')],
    ['a value and an expression that does not take it', Match.any().header('x', '1'), Match.any().header('x', { regex: '[2-9]' })],
    ['one path in capitals and in small letters', Match.exact('/A'), Match.exact('/a')],
  ])('%s', (_, first, second) => {
    expect(errorsOf(both(first, second))).toBe('');
  });
});

describe('rules that could take one request, and have no rank', () => {
  test.each<[string, Match, Match]>([
    ['two expressions', Match.regex('/a/.*'), Match.regex('/a/b.*')],
    ['an expression and a longer prefix', Match.regex('/users/.*'), Match.under('/users/admin')],
    ['an expression and the path that it may end at', Match.regex('/shop.*'), Match.under('/shop')],
    ['one path in any case, with other headers', Match.exact('/A').ignoreCase().header('x'), Match.exact('/a').ignoreCase().header('y')],
    ['one scheme and one authority', Match.any().scheme('https'), Match.any().authority('a.com')],
    ['a header that must be and another that must not', Match.any().header('x'), Match.any().withoutHeader('y')],
    ['labels of which pods can have both', Match.any().sourceLabels({ app: 'a' }), Match.any().sourceLabels({ tier: 'b' })],
    ['values that may fit', Match.any().header('x', { regex: 'a.*' }), Match.any().header('x', { regex: '.*b' })],
  ])('%s are an error that names both, until an order is given', (_, first, second) => {
    const message = errorsOf(both(first, second));
    expect(message).toMatch(/^\[web\/site\] two rules could take one request, and neither is more precise\n {6}by {2}.* at here\n {6}and .* at here\n.*inOrder\(\[first, second\]\)\.$/);
    expect(message).toContain('→ web/a');
    expect(message).toContain('→ web/b');
    expect(errorsOf((site) => site.inOrder(both(first, second)(site)))).toBe('');
    expect(hostsOf((site) => site.inOrder(both(first, second)(site)))[0]).toBe('a');
  });
});

describe('a rule that is never reached, by the order given, is an error', () => {
  test.each<[string, Match, Match]>([
    ['two equal ones', Match.exact('/a'), Match.exact('/a')],
    ['an exact path behind an expression', Match.regex('/a/[0-9]+'), Match.exact('/a/7')],
    ['a path in any case before one whose case counts', Match.exact('/a').ignoreCase(), Match.exact('/A')],
    ['all gateways before one', Match.any(), Match.any().gateway(gateway)],
  ])('%s', (_, first, second) => {
    expect(errorsOf((site) => site.inOrder(both(first, second)(site)))).toMatch(/^\[web\/site\] a rule is never reached: another one before it takes all of its requests\n {6}by {2}.* → web\/b at here\n {6}and .* → web\/a at here/);
  });
});

test('hundreds of expressions and paths are ranked', () => {
  const chart = siteWith((site) => {
    for (let index = 0; index < 200; index++) {
      site.forward(Match.regex(`/team${index}/[a-z]+/.*`), a);
      site.forward([Match.under(`/team${index}`), Match.exact(`/team${index}/a/b`)], b);
    }
  });
  expect(synthErrors(chart)).toBe('');
});

describe('a match for what the route is not on is refused at once', () => {
  const site = (more: object = {}) => new HostRoute(newChart(), 'site', { gateway, host: 'a.com', ...more });
  test.each<[string, () => unknown, string]>([
    ['another gateway', () => site().forward(Match.any().gateway(internal), a),
      'a match is for gateway "web/internal", which the route is not on; add it to the route: gateway: [..., web/internal], or take it out of the match'],
    ['the mesh', () => site().forward(Match.any().inMesh(), a), 'a match is for requests from within the mesh, and the route takes none; say alsoInMesh: true, or take inMesh() away'],
    ['pods', () => site().forward(Match.any().sourceLabels({ app: 'a' }), a),
      'a match is for requests from pods of the mesh, and the route takes none; say alsoInMesh: true, or take sourceLabels(...) and sourceNamespace(...) away'],
  ])('%s', (_, make, message) => expect(make).toThrow(new Error(message)));

  test('all that it is on is fine', () => {
    expect(() => site({ alsoInMesh: true }).forward([Match.exact('/a').gateway(gateway), Match.exact('/b').inMesh(), Match.exact('/c').sourceNamespace('x')], a)).not.toThrow();
  });
});

describe('whatever the order of the calls, the YAML is the same to the byte', () => {
  const calls: Array<(site: HostRoute) => unknown> = [
    (site) => new ExposedService(site, 'late', { route: site, service: b, match: Match.under('/late'), timeout: Duration.seconds(1) }),
    (site) => new ExposedService(site, 'later', { route: site, service: a, match: Match.under('/late/r') }),
    (site) => site.forward(Match.any(), a),
    (site) => site.forward(Match.prefix('/shop'), b, { name: 'shop' }),
    (site) => site.forward(Match.under('/shop/cart').method('GET', 'HEAD'), a, { rewrite: Rewrite.stripPrefix() }),
    (site) => site.split(Match.under('/shop/cart'), [[a, 1], [b, 1]]),
    (site) => site.forward(Match.regex('/users/[0-9]+'), a),
    (site) => site.forward(Match.regex('/users/[0-9]+').header('x', { regex: '1+' }), b),
    (site) => site.redirect(Match.exact('/Users'), { path: '/users' }),
    (site) => site.redirect(Match.exact('/users').ignoreCase(), { path: '/users/me' }),
    (site) => site.respond([Match.exact('/healthz'), Match.exact('/readyz')], { status: 200 }),
    (site) => site.delegate(Match.under('/blog'), DelegateRef.named('blog', 'blog')),
    (site) => site.forward(Match.any().gateway(internal).scheme('https'), b),
    (site) => site.forward(Match.prefix('/shop').sourceNamespace('a'), a),
    (site) => site.forward(Match.prefix('/shop').withoutHeader('x').withoutHeader('y'), a),
  ];
  const yamlOf = (order: typeof calls) => JSON.stringify(renderOne(siteWith((site) => order.forEach((call) => call(site))), 'VirtualService'));

  test('of any rules, in any order', () => {
    const orders = fc.subarray(calls, { minLength: 1 }).chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })));
    fc.assert(fc.property(orders, ([given, shuffled]) => yamlOf(given) === yamlOf(shuffled)), { numRuns: 100 });
  });
});
