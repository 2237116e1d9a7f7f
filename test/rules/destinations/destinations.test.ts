import { changed, documents, ingressService } from '../../../lib/rules/example-manifests';
import { backend, destinationRule, gateway, http, routeTo, server, virtualService } from '../../../lib/rules/example-routing';
import { found } from '../found';

const GATEWAY = gateway(server('shop.example.com'));
const INGRESS = ingressService('ingress', 8080);
const to = (destination: string, port?: string) => virtualService(http(routeTo(destination, port)));

describe('a destination that is not found', () => {
  test('is a warning where it may be elsewhere and one that is there could be meant', () => {
    expect(found('MESH501', documents(to('host: shpo'), backend()))).toEqual(['warning: destination "shpo", which is "shpo.web.svc.cluster.local", is not there, but "shop.web.svc.cluster.local" is']);
    expect(found('MESH501', documents(to('host: shop'), backend({ namespace: 'shop' })))).toEqual(['warning: destination "shop", which is "shop.web.svc.cluster.local", is not there, but "shop.shop.svc.cluster.local" is']);
    expect(found('MESH501', documents(to('host: reviews'), backend()))).toEqual([]);
  });

  test('is one for mirrors, and a hint where nothing is sent there', () => {
    const rules = '  http: [{ route: [{ destination: { host: shop }, weight: 1 }, { destination: { host: canary }, weight: 0 }], mirror: { host: copy } }]\n';
    expect(found('MESH501', documents(virtualService(rules), backend()), { complete: ['Service'] })).toEqual([
      'info: destination "canary", which is "canary.web.svc.cluster.local", does not exist', 'error: mirror "copy", which is "copy.web.svc.cluster.local", does not exist',
    ]);
  });

  test('differs by capitals from one that is there', () => {
    expect(found('MESH501', documents(to('host: Shop'), backend()))).toEqual(['error: destination "Shop" differs from "shop.web.svc.cluster.local" by its capitals']);
  });
});

describe('a destination that pods do not see', () => {
  const annotated = (exportTo: string) => changed(backend(), 'namespace: web }', `namespace: web, annotations: { networking.istio.io/exportTo: "${exportTo}" } }`);

  test('is one for sidecars where none that sees the VirtualService sees it', () => {
    const route = (exportTo: string) => virtualService(http(routeTo()), { hosts: 'shop', gateways: '', exportTo });
    expect(found('MESH502', documents(route('"."'), annotated('other')))).toHaveLength(1);
    expect(found('MESH502', documents(route('".", other'), annotated('other')))).toEqual([]);
    expect(found('MESH502', documents(route('"*"'), annotated('other')))).toEqual([]);
  });
});

describe('the port of a destination', () => {
  test('is none that is for UDP', () => {
    expect(found('MESH504', documents(to('host: shop', ', port: { number: 53 }'), backend({ ports: '{ name: dns, port: 53, protocol: UDP }, { name: http, port: 80 }' })))).toEqual([
      'error: destination "shop.web.svc.cluster.local" has no port 53 but for UDP: it has 80 (http)',
    ]);
  });

  test('is that of the name that an ExternalName stands for', () => {
    const external = `
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: web }
spec: { type: ExternalName, externalName: store.other.svc.cluster.local }
`;
    const store = backend({ name: 'store', namespace: 'other', ports: '{ name: http, port: 81 }' });
    expect(found('MESH504', documents(to('host: shop'), external, store))).toEqual(['error: destination "shop.web.svc.cluster.local" has no port 80: it has 81 (http)']);
    expect(found('MESH504', documents(to('host: shop'), external))).toEqual([]);
  });

  test('may be left out by luck, and for sidecars', () => {
    const ports = '{ name: http, port: 80 }, { name: admin, port: 9090 }';
    expect(found('MESH505', documents(GATEWAY, to('host: shop', ''), backend({ ports })))).toEqual(['warning: destination "shop.web.svc.cluster.local" needs a port: the service has 80 (http) and 9090 (admin)']);
    expect(found('MESH505', documents(to('host: shop', ''), backend({ ports })))).toHaveLength(1);
    expect(found('MESH505', documents(virtualService(http(routeTo('host: shop', '')), { gateways: '', hosts: 'shop' }), backend({ ports })))).toEqual([]);
  });
});

describe('a subset', () => {
  const V2 = to('host: shop, subset: v2');

  test('is undefined where a DestinationRule for the very host has others, or those of all namespaces that count are complete', () => {
    expect(found('MESH506', documents(GATEWAY, V2, backend(), destinationRule()))).toEqual(['error: destination "shop.web.svc.cluster.local" has no subset "v2": its DestinationRule has "v1"']);
    expect(found('MESH506', documents(GATEWAY, INGRESS, V2, backend()), { complete: ['DestinationRule'] })).toEqual(['error: destination "shop.web.svc.cluster.local" has no subset "v2"']);
    expect(found('MESH506', documents(GATEWAY, INGRESS, V2, backend()), { complete: ['DestinationRule@web'] })).toEqual([]);
  });

  test('is perhaps undefined where the one for the host has none, and unknown where there is only a wildcard', () => {
    expect(found('MESH506', documents(GATEWAY, V2, backend(), destinationRule({ subsets: '' })))).toEqual(['warning: destination "shop.web.svc.cluster.local" has no subset "v2"']);
    expect(found('MESH506', documents(GATEWAY, V2, backend(), destinationRule({ host: '*.local' })))).toEqual([]);
  });

  const hiddenBy = (...rules: readonly string[]) => found('MESH507', documents(GATEWAY, INGRESS.replace('istio-system', 'edge'), V2, backend(), ...rules));
  const v2 = (rest: Parameters<typeof destinationRule>[0] = {}) => destinationRule({ name: 'v2', host: 'shop.web.svc.cluster.local', subsets: '{ name: v2, labels: { version: v2 } }', ...rest });

  test.each<[string, readonly string[], string]>([
    ['a rule of the namespace of the pods', [v2(), destinationRule({ namespace: 'edge', host: '*.local' })], 'and a DestinationRule that Istio finds first hides it'],
    ['a rule for a narrower host', [v2({ host: '*.web.svc.cluster.local' }), destinationRule()], 'and a DestinationRule for a narrower host hides it'],
    ['its exportTo', [v2({ more: '  exportTo: ["."]\n' })], 'which is not exported to the pods that send'],
    ['its namespace', [v2({ namespace: 'other' })], 'whose namespace Istio does not look in for the pods that send'],
  ])('is hidden by %s', (_, rules, why) => {
    expect(hiddenBy(...rules)).toEqual([expect.stringMatching(new RegExp(`^error: subset "v2" of "shop.web.svc.cluster.local" is in DestinationRule \\w+/v2, ${why}$`))]);
  });

  test('is not hidden where it counts, where pods of unknown namespace send, or where its rule has no namespace', () => {
    expect(hiddenBy(v2())).toEqual([]);
    expect(hiddenBy(v2({ namespace: 'edge' }), destinationRule())).toEqual([]);
    expect(hiddenBy(v2({ namespace: 'other' }).replace(', namespace: other', ''))).toEqual([]);
    expect(found('MESH507', documents(GATEWAY, V2, backend(), v2({ namespace: 'other' })))).toEqual([]);
  });

  test('is hidden for sidecars only where no client finds it', () => {
    const mesh = virtualService(http(routeTo('host: shop, subset: v2')), { gateways: '', hosts: 'shop' });
    expect(found('MESH507', documents(mesh, backend(), v2({ namespace: 'other' })))).toEqual([]);
    expect(found('MESH507', documents(mesh, backend(), v2({ host: '*.local' }), destinationRule()))).toHaveLength(1);
  });
});

describe('DestinationRules of one host', () => {
  const two = (first: object, second: object) => found('MESH508', documents(backend(), destinationRule({ name: 'one', ...first }), destinationRule({ name: 'two', ...second })));
  const policy = (simple: string) => ({ subsets: '', more: `  trafficPolicy: { loadBalancer: { simple: ${simple} } }\n` });

  test.each<[string, object, object, readonly string[]]>([
    ['lose a subset that both have', {}, { subsets: '{ name: v1, labels: { version: v2 } }' }, ['error: subset "v1" of DestinationRule web/two for "shop.web.svc.cluster.local" is lost beside DestinationRule web/one']],
    ['lose a policy that both have', policy('RANDOM'), policy('LEAST_REQUEST'), ['error: spec.trafficPolicy of DestinationRule web/two for "shop.web.svc.cluster.local" is lost beside DestinationRule web/one']],
    ['lose nothing where both say the same', policy('RANDOM'), policy('RANDOM'), []],
    ['lose nothing in two namespaces', {}, { namespace: 'other', host: 'shop.web.svc.cluster.local', subsets: '{ name: v1, labels: { version: v2 } }' }, []],
    ['are not merged where one is for its own namespace alone', { more: '  exportTo: ["."]\n' }, {}, ['warning: only one of DestinationRule web/one and DestinationRule web/two, both for "shop.web.svc.cluster.local", counts']],
    ['lose nothing where one is for some pods', { more: '  workloadSelector: { matchLabels: { app: client } }\n' }, {}, []],
    ['lose an export where the first is seen by fewer', { more: '  exportTo: [a]\n' }, { more: '  exportTo: [a, b]\n', subsets: '{ name: v2 }' }, [
      'error: the export of DestinationRule web/two to "b" for "shop.web.svc.cluster.local" is lost beside DestinationRule web/one',
    ]],
  ])('%s', (_, first, second, expected) => expect(two(first, second)).toEqual(expected));
});

test('a DestinationRule for a host that may be elsewhere is a mistake only where another is near', () => {
  expect(found('MESH509', documents(backend(), destinationRule({ host: 'reviews' })))).toEqual([]);
  expect(found('MESH509', documents(backend({ namespace: 'shop' }), destinationRule()))).toEqual(['warning: host "shop", which is "shop.web.svc.cluster.local", is not there, but "shop.shop.svc.cluster.local" is']);
});

describe('a subset whose labels no pod has', () => {
  const pods = (labels: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: web }
spec: { template: { metadata: { labels: { app: shop, ${labels} } } } }
`;
  const of = (labels: string, complete: readonly string[] = [], asked = '{ name: v1, labels: { version: v1 } }') => (
    found('MESH550', documents(to('host: shop, subset: v1'), backend(), destinationRule({ subsets: asked }), pods(labels)), { complete })
  );

  test('is a hint where more pods may be there, and a warning where it could be misspelled', () => {
    expect(of('version: v2')).toEqual(['info: subset "v1" of "shop.web.svc.cluster.local" asks for version=v1, which none of its pods has']);
    expect(of('version: stabel', [], '{ name: v1, labels: { version: stable } }')).toEqual(['warning: subset "v1" of "shop.web.svc.cluster.local" asks for version=stable, which none of its pods has']);
    expect(of('version: v2', ['Pod'])).toEqual(['error: subset "v1" of "shop.web.svc.cluster.local" asks for version=v1, which none of its pods has']);
  });

  test('is a hint where no route uses it, and nothing where the labels come later or no pod is known', () => {
    expect(found('MESH550', documents(backend(), destinationRule(), pods('version: v2')), { complete: ['Pod'] })).toEqual(['info: subset "v1" of "shop.web.svc.cluster.local" asks for version=v1, which none of its pods has']);
    expect(of('version: v2', ['Pod'], '{ name: v1, labels: { topology.kubernetes.io/zone: a } }')).toEqual([]);
    expect(found('MESH550', documents(to('host: shop, subset: v1'), backend(), destinationRule()))).toEqual([]);
  });

  test('are also those of the endpoints of a ServiceEntry', () => {
    const entry = (labels: string) => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: outside, namespace: web }
spec:
  hosts: [outside.example.org]
  ports: [{ number: 80, name: http, protocol: HTTP }]
  resolution: STATIC
  endpoints: [{ address: 10.0.0.1, labels: { ${labels} } }]
`;
    const rules = documents(to('host: outside.example.org, subset: v1'), destinationRule({ host: 'outside.example.org' }));
    expect(found('MESH550', documents(rules, entry('version: v1')))).toEqual([]);
    expect(found('MESH550', documents(rules, entry('version: v2')))).toEqual(['error: subset "v1" of "outside.example.org" asks for version=v1, which none of its pods has']);
  });
});
