import { changed, documents, httpGateway } from '../../../lib/rules/example-manifests';
import { found } from '../found';

function route(name: string, http: string, { namespace = 'web', metadata = '', spec = 'gateways: [web/web]' } = {}): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace}${metadata} }
spec:
  hosts: [shop.example.com]
  ${spec}
  http: [${http}]
`;
}

const to = (host: string, match = '', more = '') => `{ ${match === '' ? '' : `match: [${match}], `}route: [{ destination: { host: ${host} } }]${more} }`;
const prefix = (path: string) => `{ uri: { prefix: ${path} } }`;
const whatOf = (...routes: readonly string[]) => found('MESH401', documents(httpGateway(80), ...routes));

describe('two VirtualServices that nobody made by our constructs', () => {
  test('are a warning where their age decides about an answer', () => {
    expect(whatOf(route('a', to('a', prefix('/shop'))), route('b', to('b', prefix('/shop/cart'))))).toEqual([
      'warning: two routes of host "shop.example.com" on gateway web/web could take one request: prefix /shop, and prefix /shop/cart',
    ]);
    expect(whatOf(route('a', to('a')), route('b', to('b')))).toHaveLength(1);
    expect(whatOf(route('a', to('a', prefix('/a'), ', rewrite: { uri: / }')), route('b', to('a', prefix('/a/b'), ', rewrite: { uri: / }')))).toHaveLength(1);
    expect(whatOf(route('a', to('a', prefix('/a'), ', delegate: null')), route('b', to('b', prefix('/a'), ', mirror: { host: c }')))).toHaveLength(1);
  });

  test('are told once, however many of their routes meet', () => {
    expect(whatOf(route('a', `${to('a', prefix('/a'))}, ${to('a', prefix('/b'))}`), route('b', `${to('b', prefix('/a'))}, ${to('b', prefix('/b'))}`))).toHaveLength(1);
  });

  test.each<[string, string, string]>([
    ['they answer alike', to('a', prefix('/a')), to('a', prefix('/a/b'))],
    ['they send to one host by two names', to('a', prefix('/a')), to('a.web.svc.cluster.local', prefix('/a'))],
    ['one takes all requests, so that it stands behind the other', to('a'), to('b', prefix('/b'))],
    ['an earlier rule takes what they share', `${to('b', prefix('/a/b'))}, ${to('a', prefix('/a'))}`, to('b', prefix('/a/b'))],
    ['the rule stands behind one that takes all', `${to('a', prefix('/'))}, ${to('a', prefix('/b'))}`, to('b', prefix('/b'))],
    ['one of them delegates', `{ match: [${prefix('/a')}], delegate: { name: x } }`, to('b', prefix('/a'))],
    ['regular expressions leave it open', to('a', '{ uri: { regex: "/a.*" } }'), to('b', prefix('/a'))],
    ['they share no request', to('a', prefix('/a')), to('b', prefix('/b'))],
  ])('are fine where %s', (_, first, second) => {
    expect(whatOf(route('a', first), route('b', second))).toEqual([]);
    expect(whatOf(route('b', second), route('a', first))).toEqual([]);
  });

  test('are fine where it is known which is the older', () => {
    const created = (day: number) => ({ metadata: `, creationTimestamp: "2025-01-0${day}T00:00:00Z"` });
    expect(whatOf(route('a', to('a'), created(1)), route('b', to('b'), created(2)))).toEqual([]);
    expect(whatOf(route('a', to('a'), created(1)), route('b', to('b')))).toHaveLength(1);
  });

  test('are fine where one is for some namespaces and so comes first, where the gateway sees only one, and for sidecars', () => {
    const pods = '\nkind: Service\napiVersion: v1\nmetadata: { name: x, namespace: web }\nspec: { selector: { istio: ingressgateway }, ports: [{ port: 80 }] }\n';
    const first = route('a', to('a'));
    expect(whatOf(pods, first, route('b', to('b'), { spec: 'gateways: [web/web]\n  exportTo: [web]' }))).toEqual([]);
    expect(whatOf(pods, first, route('b', to('b'), { namespace: 'other', spec: 'gateways: [web/web]\n  exportTo: ["."]' }))).toEqual([]);
    expect(whatOf(route('a', to('a'), { spec: 'gateways: [mesh]' }), route('b', to('b'), { spec: 'gateways: [mesh]' }))).toEqual([]);
  });

  test('are compared, however many one host has', () => {
    const many = Array.from({ length: 3000 }, (_, index) => route(`r${index}`, to('a', prefix(`/path-${index}/`))));
    expect(whatOf(...many)).toEqual([]);
    expect(whatOf(...many, route('last', to('b', prefix('/path-2999/x'))))).toHaveLength(1);
  });
});

test('two hosts of one VirtualService are told apart', () => {
  const second = changed(route('b', to('b')), 'shop.example.com', 'blog.example.com');
  expect(found('MESH401', documents(changed(httpGateway(80), 'shop.example.com', '"*.example.com"'), route('a', to('a')), second))).toEqual([]);
});
