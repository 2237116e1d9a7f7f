import { App, Chart } from 'cdk8s';
import { DestinationPolicy, HostRoute, HttpGateway, IngressGateway, Match, Rewrite, ServiceRef } from 'cdk8s-istio';
import type { ConformanceCase, Expected, ExpectedRequest } from '../case';
import { charts, httpService, ISTIOCTL_INGRESS, istioctlIngress, podOf } from '../cluster';
import type { Manifest } from '../engine/question';

const NAMES = ['one', 'two', 'three', 'any', 'short', 'long', 'exact', 'method', 'headers', 'header', 'query', 'plain'] as const;

const service = (name: (typeof NAMES)[number]) => ServiceRef.named('web', name, { ports: { http: 80 } });
const ledger = ServiceRef.named('finance', 'ledger', { ports: { http: 80, admin: 9090 } });

/** The paths of a host: by segment, by text, exact, and what becomes of them. */
function paths(site: HostRoute): void {
  site.forward(Match.under('/strip'), service('one'), { rewrite: Rewrite.stripPrefix() });
  site.forward(Match.under('/path'), service('one'), { rewrite: Rewrite.path('/new') });
  site.forward(Match.prefix('/text'), service('two'));
  site.forward(Match.prefix('/v1/'), service('two'), { rewrite: Rewrite.path('/v2/') });
  site.forward(Match.exact('/old'), service('two'), { rewrite: Rewrite.path('/renamed') });
  site.forward(Match.under('/both'), service('two'));
  site.forward(Match.exact('/both'), service('three'));
}

const RULES: ReadonlyArray<readonly [Match, ServiceRef]> = [
  [Match.any(), service('any')],
  [Match.prefix('/a'), service('short')],
  [Match.under('/a/b'), service('long')],
  [Match.exact('/a/b/c'), service('exact')],
  [Match.under('/p'), service('plain')],
  [Match.under('/p').queryParam('q', '1').queryParam('r', '1'), service('query')],
  [Match.under('/p').header('x', '1'), service('header')],
  [Match.under('/p').header('x', '1').header('y', '1'), service('headers')],
  [Match.under('/p').method('POST'), service('method')],
  [Match.under('/p/long'), service('long')],
  [Match.exact('/p/exact'), service('exact')],
];

function conditions(site: HostRoute): void {
  site.forward(Match.under('/header').header('End-User', 'jason'), service('one'));
  site.forward(Match.under('/header-prefix').header('x-version', { prefix: 'v1.' }), service('one'));
  site.forward(Match.under('/header-present').header('x-debug', { present: true }), service('one'));
  site.forward(Match.under('/query').queryParam('user', 'jason'), service('one'));
  site.forward(Match.under('/query-prefix').queryParam('version', { prefix: 'v1.' }), service('one'));
  site.forward(Match.under('/query-present').queryParam('debug', { present: true }), service('one'));
  site.forward(Match.under('/method').method('PUT'), service('one'));
}

function ordered(site: HostRoute): void {
  const one = site.forward(Match.under('/peers').header('x-one', { present: true }), service('one'));
  const two = site.forward(Match.under('/peers').header('x-two', { present: true }), service('two'));
  const precise = site.forward(Match.exact('/page'), service('one'));
  const beta = site.forward(Match.any().header('x-beta', '1'), service('two'));
  site.inOrder([two, one]);
  site.inOrder([beta, precise]);
}

function redirects(site: HostRoute): void {
  site.redirect(Match.under('/path'), { path: '/new' });
  site.redirect(Match.under('/elsewhere'), { scheme: 'https', authority: 'new.example.com' });
  site.redirect(Match.under('/authority'), { authority: 'new.example.com:8443' });
  site.redirect(Match.under('/secure'), { scheme: 'https' });
  site.redirect(Match.under('/port'), { scheme: 'https', port: 8443 });
  site.redirect(Match.under('/permanent'), { path: '/new', status: 308 });
  site.redirect(Match.under('/seen'), { path: '/other', status: 303 });
}

function targets(site: HostRoute, chart: Chart): void {
  const policy = new DestinationPolicy(chart, 'one', { service: service('one'), subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } });
  const finance = new DestinationPolicy(chart, 'ledger', { service: ledger, subsets: { stable: { track: 'stable' } } });
  site.forward(Match.under('/subset'), policy.subset('v1'));
  // All at one side: which of two an answer comes from would be chance.
  site.split(Match.under('/split'), [[policy.subset('v1'), 0], [policy.subset('v2'), 10]]);
  site.forward(Match.under('/ledger'), ledger, { port: 'admin' });
  site.forward(Match.under('/ledger/stable'), finance.subset('stable'), { port: 'http' });
}

function everything(site: HostRoute): void {
  site.forward(Match.any(), service('one'), { rewrite: Rewrite.path('/app') });
  site.forward(Match.any().header('x-tenant', 'blue'), service('two'), { rewrite: Rewrite.path('/blue') });
  site.forward(Match.any().method('PUT'), service('three'), { rewrite: Rewrite.stripPrefix() });
}

function manifests(): readonly Manifest[] {
  const app = new App();
  const chart = new Chart(app, 'web', { namespace: 'web' });
  const gateway = new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault() });
  const site = (name: string) => new HostRoute(chart, name, { gateway, host: `${name}.example.com` });
  const [forwards, backwards] = [site('forwards'), site('backwards')];
  paths(site('paths'));
  RULES.forEach(([match, target]) => forwards.forward(match, target));
  [...RULES].reverse().forEach(([match, target]) => backwards.forward(match, target));
  conditions(site('conditions'));
  ordered(site('ordered'));
  redirects(site('redirects'));
  targets(site('targets'), chart);
  everything(site('everything'));
  const ledgerPorts = [{ name: 'http', port: 80 }, { name: 'http-admin', port: 9090 }];
  return [
    ...istioctlIngress(), ...NAMES.map((name) => httpService(name, 'web', 80)),
    { ...httpService('ledger', 'finance', 80), spec: { selector: { app: 'ledger' }, ports: ledgerPorts } },
    podOf('one', 'web', { version: 'v1' }), podOf('one', 'web', { version: 'v2' }), podOf('ledger', 'finance', { track: 'stable' }), ...charts(app),
  ];
}

const forwarded = { kind: 'forwarded', listener: 8080, clusterDefined: true } as const;
const to = (name: (typeof NAMES)[number], path?: string): Expected => (
  { ...forwarded, cluster: `outbound|80||${name}.web.svc.cluster.local`, ...(path !== undefined && { path }) }
);
const noRoute: Expected = { kind: 'refused', because: 'no-route', listener: 8080 };
const redirected = (location: string, status = 301): Expected => ({ kind: 'redirected', listener: 8080, status, location });

function precedence(host: string): readonly ExpectedRequest[] {
  const url = (path: string): string => `http://${host}.example.com${path}`;
  return [
    { url: url('/z'), expected: to('any') },
    { url: url('/a'), expected: to('short') },
    { url: url('/ab'), expected: to('short') },
    { url: url('/a/bc'), expected: to('short') },
    { url: url('/a/b'), expected: to('long') },
    { url: url('/a/b/x'), expected: to('long') },
    { url: url('/a/b/c'), expected: to('exact') },
    { url: url('/a/b/c/'), expected: to('long') },
    { url: url('/p'), expected: to('plain') },
    { url: url('/pp'), expected: to('any') },
    { url: url('/p?q=1'), expected: to('plain') },
    { url: url('/p?r=1&q=1'), expected: to('query') },
    { url: url('/p/x?q=1&r=1'), headers: { x: '1' }, expected: to('header') },
    { url: url('/p/x?q=1&r=1'), headers: { x: '1', y: '1' }, expected: to('headers') },
    { url: url('/p/x?q=1&r=1'), method: 'POST', headers: { x: '1', y: '1' }, expected: to('method') },
    { url: url('/p/long/x'), method: 'POST', headers: { x: '1' }, expected: to('long') },
    { url: url('/p/exact?q=1&r=1'), method: 'POST', expected: to('exact') },
  ];
}

/** Every way to match and to answer, one host for each theme. */
export const routes: ConformanceCase = {
  name: 'routes',
  features: [
    'path by segment', 'path prefix', 'exact path', 'path rewrite', 'order of rules', 'method', 'header', 'query parameter', 'redirect', 'weights', 'subset',
    'destination in another namespace',
  ],
  gateway: ISTIOCTL_INGRESS,
  manifests,
  requests: [
    { url: 'http://paths.example.com/strip', expected: to('one', '/') },
    { url: 'http://paths.example.com/strip/', expected: to('one', '/') },
    { url: 'http://paths.example.com/strip/x', expected: to('one', '/x') },
    { url: 'http://paths.example.com/strip?x', expected: to('one', '/?x') },
    { url: 'http://paths.example.com/strip/x/y?page=2', expected: to('one', '/x/y?page=2') },
    { url: 'http://paths.example.com/stripped', expected: noRoute },
    { url: 'http://paths.example.com/strip%2Fx', expected: noRoute },
    { url: 'http://paths.example.com/Strip', expected: noRoute },
    { url: 'http://paths.example.com/path', expected: to('one', '/new') },
    { url: 'http://paths.example.com/path/', expected: to('one', '/new/') },
    { url: 'http://paths.example.com/path/x', expected: to('one', '/new/x') },
    { url: 'http://paths.example.com/path?x', expected: to('one', '/new?x') },
    { url: 'http://paths.example.com/pathx', expected: noRoute },
    { url: 'http://paths.example.com/text', expected: to('two', '/text') },
    { url: 'http://paths.example.com/textual', expected: to('two', '/textual') },
    { url: 'http://paths.example.com/v1/items', expected: to('two', '/v2/items') },
    { url: 'http://paths.example.com/v1', expected: noRoute },
    { url: 'http://paths.example.com/old?x', expected: to('two', '/renamed?x') },
    { url: 'http://paths.example.com/old/', expected: noRoute },
    { url: 'http://paths.example.com/both', expected: to('three', '/both') },
    { url: 'http://paths.example.com/both?x', expected: to('three', '/both?x') },
    { url: 'http://paths.example.com/both/', expected: to('two', '/both/') },
    { url: 'http://paths.example.com/', expected: noRoute },

    ...precedence('forwards'),
    ...precedence('backwards'),

    { url: 'http://conditions.example.com/header', headers: { 'end-user': 'jason' }, expected: to('one') },
    { url: 'http://conditions.example.com/header/x', headers: { 'END-USER': 'jason' }, expected: to('one') },
    { url: 'http://conditions.example.com/header', headers: { 'end-user': 'Jason' }, expected: noRoute },
    { url: 'http://conditions.example.com/header', headers: { 'end-user': 'jason2' }, expected: noRoute },
    { url: 'http://conditions.example.com/header', expected: noRoute },
    { url: 'http://conditions.example.com/header-prefix', headers: { 'x-version': 'v1.2' }, expected: to('one') },
    { url: 'http://conditions.example.com/header-prefix', headers: { 'x-version': 'v12' }, expected: noRoute },
    { url: 'http://conditions.example.com/header-prefix', headers: { 'x-version': '1v1.2' }, expected: noRoute },
    { url: 'http://conditions.example.com/header-present', headers: { 'x-debug': 'on' }, expected: to('one') },
    { url: 'http://conditions.example.com/header-present', headers: { 'x-debug': '' }, expected: to('one') },
    { url: 'http://conditions.example.com/header-present', expected: noRoute },
    { url: 'http://conditions.example.com/query?user=jason', expected: to('one', '/query?user=jason') },
    { url: 'http://conditions.example.com/query?page=2&user=jason', expected: to('one') },
    { url: 'http://conditions.example.com/query?user=Jason', expected: noRoute },
    { url: 'http://conditions.example.com/query?user=jaso%6E', expected: noRoute },
    { url: 'http://conditions.example.com/query?User=jason', expected: noRoute },
    { url: 'http://conditions.example.com/query', expected: noRoute },
    { url: 'http://conditions.example.com/query-prefix?version=v1.2', expected: to('one') },
    { url: 'http://conditions.example.com/query-prefix?version=v12', expected: noRoute },
    { url: 'http://conditions.example.com/query-present?debug', expected: to('one') },
    { url: 'http://conditions.example.com/query-present?debug=', expected: to('one') },
    { url: 'http://conditions.example.com/query-present?debugging=1', expected: noRoute },
    { url: 'http://conditions.example.com/method', method: 'PUT', expected: to('one') },
    { url: 'http://conditions.example.com/method', expected: noRoute },

    { url: 'http://ordered.example.com/peers', headers: { 'x-one': '1', 'x-two': '1' }, expected: to('two') },
    { url: 'http://ordered.example.com/peers/x', headers: { 'x-one': '1' }, expected: to('one') },
    { url: 'http://ordered.example.com/page', headers: { 'x-beta': '1' }, expected: to('two') },
    { url: 'http://ordered.example.com/page', expected: to('one') },
    { url: 'http://ordered.example.com/other', headers: { 'x-beta': '1' }, expected: to('two') },
    { url: 'http://ordered.example.com/other', expected: noRoute },

    { url: 'http://redirects.example.com/path', expected: redirected('http://redirects.example.com/new') },
    { url: 'http://redirects.example.com/path/x?page=2', expected: redirected('http://redirects.example.com/new?page=2') },
    { url: 'http://10.0.0.1/path', headers: { host: 'redirects.example.com:8080' }, expected: redirected('http://redirects.example.com:8080/new') },
    { url: 'http://redirects.example.com/elsewhere/x?page=2', expected: redirected('https://new.example.com/elsewhere/x?page=2') },
    { url: 'http://redirects.example.com/authority', expected: redirected('http://new.example.com:8443/authority') },
    { url: 'http://redirects.example.com/secure', expected: redirected('https://redirects.example.com/secure') },
    { url: 'http://10.0.0.1/secure', headers: { host: 'redirects.example.com:8080' }, expected: redirected('https://redirects.example.com:8080/secure') },
    { url: 'http://redirects.example.com/port', expected: redirected('https://redirects.example.com:8443/port') },
    { url: 'http://10.0.0.1/port', headers: { host: 'redirects.example.com:8080' }, expected: redirected('https://redirects.example.com:8443/port') },
    { url: 'http://redirects.example.com/permanent', method: 'POST', expected: redirected('http://redirects.example.com/new', 308) },
    { url: 'http://redirects.example.com/seen', expected: redirected('http://redirects.example.com/other', 303) },

    { url: 'http://targets.example.com/subset', expected: { ...forwarded, cluster: 'outbound|80|v1|one.web.svc.cluster.local' } },
    { url: 'http://targets.example.com/split', expected: { ...forwarded, cluster: 'outbound|80|v2|one.web.svc.cluster.local' } },
    { url: 'http://targets.example.com/ledger', expected: { ...forwarded, cluster: 'outbound|9090||ledger.finance.svc.cluster.local' } },
    { url: 'http://targets.example.com/ledger/stable', expected: { ...forwarded, cluster: 'outbound|80|stable|ledger.finance.svc.cluster.local' } },

    { url: 'http://everything.example.com/', expected: to('one', '/app/') },
    { url: 'http://everything.example.com/x', expected: to('one', '/app/x') },
    { url: 'http://everything.example.com/?page=2', expected: to('one', '/app/?page=2') },
    { url: 'http://everything.example.com/x', headers: { 'x-tenant': 'blue' }, expected: to('two', '/blue/x') },
    { url: 'http://everything.example.com/x', method: 'PUT', headers: { 'x-tenant': 'blue' }, expected: to('three', '/x') },
  ],
};
