import { buildMesh } from '../../../lib/model/mesh';
import type { Manifest } from '../../../lib/values/read';
import { buildOf, gateway, http, https, redirecting, server, to, virtualHostsOf, virtualService } from './objects';

type Objects = readonly Manifest[];

const rule = (name: string, match: object, action: object = { route: to(name) }) => ({ http: [{ name, match: [match], ...action }] });

describe('a virtual host', () => {
  test.each<[string, Objects, readonly string[]]>([
    ['has the rules of its VirtualService in order', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', http('x:/x', 'y:/y'))], ['a.com: x y']],
    ['is one for hosts with the same routes, and named by the longest', [gateway('a', server('*')), virtualService('r', 'b.com x.a.com *.c.com', 'a', http('x'))], ['x.a.com,b.com,*.c.com: x']],
    ['is of the narrower host, in small letters', [gateway('a', server('*.A.com b.org')), virtualService('r', 'X.A.com *.org', 'a', http('x'))], ['x.a.com,b.org: x']],
    ['is none where the hosts differ in letters', [gateway('a', server('A.com')), virtualService('r', 'a.com', 'a', http('x'))], []],
    ['is one for b.com where the route has *b.com, which istiod takes to cover it', [gateway('a', server('b.com')), virtualService('r', '*b.com', 'a', http('x'))], ['b.com: x']],
    ['is not made for the domain above a wildcard', [gateway('a', server('a.com')), virtualService('r', '*.a.com', 'a', http('x'))], []],
    ['is of the Service of a short name', [gateway('a', server('*')), virtualService('r', 'app', 'a', http('x'))], ['app.web.svc.cluster.local: x']],
    ['has the routes of both Gateways, the older first', [gateway('a@2', server('a.com')), gateway('b@1', server('a.com')), virtualService('r@1', 'a.com', 'a', http('x:/x')), virtualService('s@2', 'a.com', 'b', http('y:/y'))], ['a.com: y x']],
    ['has those of the older VirtualService first', [gateway('a', server('a.com')), virtualService('r@2', 'a.com', 'a', http('x:/x')), virtualService('s@1', 'a.com', 'a', http('y:/y'))], ['a.com: y x']],
    ['has those that take every request last', [gateway('a', server('a.com')), virtualService('r@1', 'a.com', 'a', http('all')), virtualService('s@2', 'a.com', 'a', http('y:/y'))], ['a.com: y all']],
    ['has none behind a rule without a match', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', http('x:/x', 'all', 'y:/y'))], ['a.com: x all']],
    ['has none behind a prefix /', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', http('x:/', 'y:/y'))], ['a.com: x']],
    ['has those behind a prefix / with a method', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', { http: [...rule('x', { uri: { prefix: '/' }, method: { exact: 'GET' } }).http, ...http('y:/y').http] })], ['a.com: x y']],
    ['has the routes of one bound to two Gateways twice', [gateway('a@1', server('a.com')), gateway('b@2', server('a.com')), virtualService('r', 'a.com', 'a b', http('x:/x'))], ['a.com: x x']],
    ['has those of one that names its gateway twice twice', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a web/a', http('x:/x'))], ['a.com: x x']],
    ['of a host for one namespace has only routes from there', [gateway('a', server('./a.com shop/b.com */c.com')), virtualService('r', 'a.com b.com c.com', 'a', http('x'))], ['a.com,c.com: x']],
    ['redirects everybody where one server redirects', [gateway('a@1', server('a.com')), gateway('b@2', redirecting('a.com')), virtualService('r', 'a.com', 'a', http('x'))], ['a.com redirects: x']],
    ['redirects also without routes, for a namespace under a name that nobody asks for', [gateway('a', redirecting('A.com ./b.com'))], ['web/b.com,a.com redirects:']],
    ['of TLS has the hosts of its own server only', [gateway('a', https('a.com'), https('b.com', { name: 'b' })), virtualService('r', 'a.com b.com', 'a', http('x'))], ['a.com: x', 'b.com: x']],
    ['does not know a gateway that is named the same in another namespace', [gateway('a', server('a.com')), virtualService('shop/r', 'a.com', 'a', http('x'))], []],
  ])('%s', (_, objects, expected) => expect(virtualHostsOf(objects)).toEqual(expected));
});

describe('a match', () => {
  const onTwoPorts = gateway('a', server('a.com'), server('b.com', { number: 8080 }));
  test.each<[string, Objects, readonly string[]]>([
    ['of another port is left out', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', rule('x', { port: 8080 }))], []],
    ['of the Gateway\'s port stays', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', rule('x', { port: 80 }))], ['a.com: x']],
    ['of the second number of one listener is left out', [onTwoPorts, virtualService('r', 'a.com b.com', 'a', { http: [...http('x:/x').http, ...rule('y', { port: 8080 }).http] })], ['a.com,b.com: x']],
    ['of the second number stays where there are no routes for the first', [onTwoPorts, virtualService('r', 'a.com b.com', 'a', rule('y', { port: 8080 }))], ['b.com: y']],
    ['of the mesh is left out', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a mesh', rule('x', { gateways: ['mesh'] }))], []],
    ['of the gateway stays, by its bare and by its full name', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', { http: [...rule('x', { gateways: ['a'], uri: { prefix: '/x' } }).http, ...rule('y', { gateways: ['web/a'], sourceLabels: { app: 'other' } }).http] })], ['a.com: x y']],
    ['of the pods\' labels and namespace stays', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', rule('x', { sourceLabels: { app: 'ingress' }, sourceNamespace: 'istio-system' }))], ['a.com: x']],
    ['of other labels is left out', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', rule('x', { sourceLabels: { app: 'other' } }))], []],
    ['of another namespace is left out', [gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', rule('x', { sourceNamespace: 'web' }))], []],
  ])('%s', (_, objects, expected) => expect(virtualHostsOf(objects)).toEqual(expected));
});

describe('a VirtualService', () => {
  const onA = (name: string, exportTo: readonly string[] | undefined, ...rules: readonly string[]) => virtualService(name, 'a.com', 'web/a', { ...http(...rules), exportTo });
  const a = gateway('a', server('a.com'));
  test.each<[string, Objects, readonly string[]]>([
    ['of its own namespace only is not seen by the pods of another', [a, onA('r', ['.'], 'x')], []],
    ['exported to the pods\' namespace is', [a, onA('r', ['istio-system'], 'x')], ['a.com: x']],
    ['of the pods\' namespace for itself is', [a, onA('istio-system/r', ['.'], 'x')], ['a.com: x']],
    ['of the pods\' namespace goes before one exported to it, and that before one for all, whatever their age',
      [a, onA('r@1', undefined, 'all:/a'), onA('s@2', ['istio-system'], 'exported:/b'), onA('istio-system/t@3', ['.'], 'own:/c')], ['a.com: own exported all']],
  ])('%s', (_, objects, expected) => expect(virtualHostsOf(objects)).toEqual(expected));

  test('without exportTo is seen as the MeshConfig says', () => {
    expect(virtualHostsOf([a, onA('r', undefined, 'x')], { meshConfig: { defaultVirtualServiceExportTo: ['.'] } })).toEqual([]);
  });
});

test('pods of a namespace that nobody knows may see what is not for all, in an order that nobody knows', () => {
  const routes = (name: string, exportTo?: readonly string[]) => virtualService(name, 'a.com', 'web/a', { ...http(`${name.split('@')[0]}:/${name}`), exportTo });
  const objects = [gateway('a', server('a.com')), routes('r@1'), routes('s@2', ['.'])].map((object) => ({ object, origin: { kind: 'known', path: '' } as const }));
  const [{ workload, listeners: [{ chains: [chain] }] }] = buildMesh(objects).builds;
  expect(workload.namespace).toBeUndefined();
  expect(chain.kind === 'http' && chain.routeTable.virtualHosts.map(({ routes: there, certain }) => [there.map(({ name }) => name), certain])).toEqual([[['s', 'r'], false]]);
});

test('a route tells the objects that it comes from', () => {
  const part = virtualService('shop/part', '', '', { http: [{ name: 'leaf', match: [{ uri: { prefix: '/a' } }], route: to('x') }] });
  const root = virtualService('r', 'a.com', 'a', { http: [{ name: 'root', delegate: { name: 'part', namespace: 'shop' } }] });
  const [{ chains: [chain] }] = buildOf([gateway('a', server('a.com')), root, part]).listeners;
  const [route] = chain.kind === 'http' ? chain.routeTable.byDomain.get('a.com')?.routes ?? [] : [];
  expect([route.name, route.server.server.gateway.ref.name, route.virtualService.ref.name]).toEqual(['root-leaf', 'a', 'r']);
  expect([route.ruleOf.ref.name, route.rule.field, route.matchOf.ref.name, route.match?.field, route.delegatedBy?.field]).toEqual([
    'part', ['spec', 'http', 0], 'part', ['spec', 'http', 0, 'match', 0], ['spec', 'http', 0],
  ]);
});

describe('the order of routes', () => {
  const a = gateway('a', server('a.com'));
  const routes = (name: string, gateways = 'web/a', exportTo?: readonly string[]) => virtualService(name, 'a.com', gateways, { ...http(`${name.split('@')[0].replace('/', '-')}:/${name}`), exportTo });
  test.each<[string, Objects, readonly string[]]>([
    ['is open where an age is not known', [a, routes('r@1'), routes('s')], ['a.com: r s in any order']],
    ['is open also where it is that of Gateways', [gateway('a', server('a.com')), gateway('b@1', server('a.com')), routes('r@1'), routes('s@2', 'web/b')], ['a.com: r s in any order']],
    ['is known where the VirtualServices are seen in different ways', [a, routes('r'), routes('s', 'web/a', ['istio-system'])], ['a.com: s r']],
    ['is known of one VirtualService', [a, routes('r')], ['a.com: r']],
    ['keeps what is known beside what is not', [a, routes('r@2'), routes('s'), routes('t@1')], ['a.com: t s r in any order']],
  ])('%s', (_, objects, expected) => expect(virtualHostsOf(objects)).toEqual(expected));
});

describe('Envoy refuses a route table', () => {
  const refusalOf = (spec: object) => {
    const [{ chains: [chain] }] = buildOf([gateway('a', server('a.com')), virtualService('r', 'a.com', 'a', spec)]).listeners;
    return chain.kind === 'http' ? chain.routeTable.refused?.because : undefined;
  };
  const heavy = to('x').map((each) => ({ ...each, weight: 2_147_483_647 }));
  test.each<[string, object, string | undefined]>([
    ['for a redirect of code 304', rule('x', { uri: { prefix: '/x' } }, { redirect: { uri: '/', redirectCode: 304 } }), 'no-action'],
    ['not for one of code 308', rule('x', { uri: { prefix: '/x' } }, { redirect: { uri: '/', redirectCode: 308 } }), undefined],
    ['for a direct response of status 600', { http: [{ directResponse: { status: 600 } }] }, 'status-out-of-range'],
    ['not for one of status 599', { http: [{ directResponse: { status: 599 } }] }, undefined],
    ['for an abort with status 600', { http: [{ route: to('x'), fault: { abort: { httpStatus: 600 } } }] }, 'status-out-of-range'],
    ['for a line break in an authority', { http: [{ route: to('x'), rewrite: { authority: 'a\nb' } }] }, 'line-break'],
    ['for weights that are too great together', { http: [{ route: [heavy, heavy, heavy].flat() }] }, 'weights-too-great'],
    ['for a query parameter without a name', rule('x', { queryParams: { '': { exact: 'a' } } }), 'query-parameter-without-name'],
    ['for a claim without a value', rule('x', { withoutHeaders: { '@request.auth.claims.group': {} } }), 'claim-without-value'],
    ['not for one with a value', rule('x', { headers: { '@request.auth.claims.group': { exact: 'a' } } }), undefined],
    ['not for a header without one', rule('x', { headers: { 'x-group': {} } }), undefined],
    ['not for one that a match-less rule keeps out of it', { http: [...http('all').http, { redirect: { redirectCode: 304 } }] }, undefined],
  ])('%s', (_, spec, because) => expect(refusalOf(spec)).toBe(because));
});
