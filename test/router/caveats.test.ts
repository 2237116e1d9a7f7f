import { ask, front, PLAIN, site, TO_SHOP } from './asking';

const object = (apiVersion: string, kind: string, metadata: string, rest: string) => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { ${metadata} }\n${rest}\n---\n`;
const envoyFilter = (metadata: string, spec: string) => object('networking.istio.io/v1alpha3', 'EnvoyFilter', metadata, `spec: { ${spec} }`);
const wasmPlugin = (metadata: string, spec: string) => object('extensions.istio.io/v1alpha1', 'WasmPlugin', metadata, `spec: { url: a, ${spec} }`);

/** A gateway's pods with these labels beside their own. */
const pods = (labels: string) => object('v1', 'Pod', `name: pod, namespace: istio-system, labels: { istio: ingressgateway, ${labels} }`, 'spec: { containers: [{ name: istio-proxy }] }');
const namespace = (labels: string) => object('v1', 'Namespace', `name: istio-system, labels: { ${labels} }`, '');

const caveats = (yaml: string, { there = front(PLAIN) + site(TO_SHOP), url = 'http://a.com/', config = {} } = {}) => ask(there + yaml, url, config).caveats;
const changing = (name: string) => [`${name} changes what the gateway's pods do in ways that are not looked at`];

describe('what changes the proxies of the gateway\'s pods is named', () => {
  const ANY = 'configPatches: [{ applyTo: HTTP_FILTER }]';
  const HERE = 'name: lua, namespace: istio-system';

  test.each<[string, string, readonly string[]]>([
    ['nothing', '', []],
    ['an EnvoyFilter for all pods', envoyFilter(HERE, ANY), changing('EnvoyFilter istio-system/lua')],
    ['an EnvoyFilter that selects them', envoyFilter(HERE, `workloadSelector: { labels: { istio: ingressgateway } }, ${ANY}`), changing('EnvoyFilter istio-system/lua')],
    ['an EnvoyFilter that selects others', envoyFilter(HERE, `workloadSelector: { labels: { app: shop } }, ${ANY}`), []],
    ['an EnvoyFilter of another namespace', envoyFilter('name: lua, namespace: web', ANY), []],
    ['an EnvoyFilter for sidecars', envoyFilter(HERE, 'configPatches: [{ match: { context: SIDECAR_INBOUND } }, { match: { context: SIDECAR_OUTBOUND } }]'), []],
    ['an EnvoyFilter for sidecars and gateways', envoyFilter(HERE, 'configPatches: [{ match: { context: SIDECAR_INBOUND } }, { match: { context: GATEWAY } }]'), changing('EnvoyFilter istio-system/lua')],
    ['a WasmPlugin that selects them', wasmPlugin(HERE, 'selector: { matchLabels: { istio: ingressgateway } }'), changing('WasmPlugin istio-system/lua')],
    ['a WasmPlugin that selects others', wasmPlugin(HERE, 'selector: { matchLabels: { app: shop } }'), []],
    ['a WasmPlugin for a Gateway of the Gateway API', wasmPlugin(HERE, 'targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: edge }]'), []],
    ['a WasmPlugin for that which the pods are of', pods('gateway.networking.k8s.io/gateway-name: edge') + wasmPlugin(HERE, 'targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: edge }]'), changing('WasmPlugin istio-system/lua')],
  ])('%s', (_, yaml, expected) => expect(caveats(yaml)).toEqual(expected));

  test('of the root namespace that the mesh config says', () => {
    expect(caveats(envoyFilter('name: lua, namespace: config', ANY), { config: { rootNamespace: 'config' } })).toEqual(changing('EnvoyFilter config/lua'));
  });
});

describe('a topology that the pods alone have is named', () => {
  const annotated = (config: string) => object('v1', 'Pod', `name: pod, namespace: istio-system, labels: { istio: ingressgateway }, annotations: { proxy.istio.io/config: '${config}' }`, 'spec: { containers: [{ name: istio-proxy }] }');

  test.each<[string, string, readonly string[]]>([
    ['by its annotation', 'gatewayTopology: { numTrustedProxies: 1 }', ['annotation proxy.istio.io/config of Pod istio-system/pod says which proxies in front are trusted (gatewayTopology), which is not looked at']],
    ['not by what else stands there', 'concurrency: 2', []],
  ])('%s', (_, config, expected) => expect(caveats(annotated(config))).toEqual(expected));
});

describe('Gateways of the Gateway API for the same pods are named, with their routes', () => {
  const gateway = (spec: string, name = 'edge') => object('gateway.networking.k8s.io/v1', 'Gateway', `name: ${name}, namespace: istio-system`, `spec: { gatewayClassName: istio, ${spec} }`);
  const httpRoute = (name: string, parent: string) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', `name: ${name}, namespace: web`, `spec: { parentRefs: [{ ${parent} }] }`);
  const named = (on: string) => [`Gateway istio-system/edge of the Gateway API${on} is for the same pods: what it opens and routes there is not looked at`];
  const THERE = 'name: edge, namespace: istio-system';

  test.each<[string, string, readonly string[]]>([
    ['by the address of their Service', gateway('addresses: [{ type: Hostname, value: ingress.istio-system.svc.cluster.local }]'), named('')],
    ['by its short name', gateway('addresses: [{ type: Hostname, value: ingress }]'), named('')],
    ['by the name that the pods have', pods('gateway.networking.k8s.io/gateway-name: edge') + gateway('listeners: []'), named('')],
    ['not by another Service', gateway('addresses: [{ type: Hostname, value: other }]'), []],
    ['not by an address of IP', gateway('addresses: [{ value: ingress }]'), []],
    ['not where it has pods of its own', gateway('listeners: []'), []],
    ['with a route', gateway('addresses: [{ type: Hostname, value: ingress }]') + httpRoute('cart', THERE) + httpRoute('other', 'name: edge'), named(', with HTTPRoute web/cart,')],
    ['with many', gateway('addresses: [{ type: Hostname, value: ingress }]') + ['a', 'b', 'c', 'd', 'e'].map((name) => httpRoute(name, THERE)).join(''),
      named(', with HTTPRoute web/a, HTTPRoute web/b, HTTPRoute web/c and 2 more,')],
  ])('%s', (_, yaml, expected) => expect(caveats(yaml)).toEqual(expected));
});

describe('objects for one revision of Istio are named', () => {
  const of = (revision: string, yaml: string) => yaml.replace('namespace: web }', `namespace: web, labels: { istio.io/rev: ${revision} } }`);
  const canary = front(PLAIN) + of('canary', site(TO_SHOP));

  test.each<[string, string, string, readonly string[]]>([
    ['where the pods are of another', canary, pods('istio.io/rev: stable'), ['VirtualService web/site is for revision canary of Istio alone, and the gateway\'s pods are of revision stable: counted in all the same']],
    ['where their namespace is of another', canary, namespace('istio.io/rev: stable'), ['VirtualService web/site is for revision canary of Istio alone, and the gateway\'s pods are of revision stable: counted in all the same']],
    ['where no label says of which they are', canary, '', ['VirtualService web/site is for revision canary of Istio alone, and no label says whether the gateway\'s pods are of it: counted in all the same']],
    ['together', of('canary', front(PLAIN)) + of('canary', site(TO_SHOP)), pods('istio.io/rev: stable'), ['Gateway web/front and VirtualService web/site are for revision canary of Istio alone, and the gateway\'s pods are of revision stable: counted in all the same']],
    ['not where the pods are of it', canary, pods('istio.io/rev: canary'), []],
    ['not where they are for other gateways', front(PLAIN) + site(TO_SHOP), of('canary', site(TO_SHOP).replace('gateways: [front]', 'gateways: [other]').replace('name: site', 'name: more')), []],
  ])('%s', (_, there, yaml, expected) => expect(caveats(yaml, { there })).toEqual(expected));
});

describe('the version that Istio is told to be like is named', () => {
  const operator = (spec: string) => object('install.istio.io/v1alpha1', 'IstioOperator', 'name: istio, namespace: istio-system', `spec: { ${spec} }`);
  const values = (name: string, text: string) => object('v1', 'ConfigMap', `name: ${name}, namespace: istio-system`, `data: { merged-values: '${text}' }`);
  const like = (name: string) => [`${name} has Istio behave like version 1.29 (compatibilityVersion): what has changed since is answered as it is now`];

  test.each<[string, string, readonly string[]]>([
    ['of an IstioOperator', operator('compatibilityVersion: "1.29"'), like('IstioOperator istio-system/istio')],
    ['of its values', operator('values: { compatibilityVersion: "1.29" }'), like('IstioOperator istio-system/istio')],
    ['of the values that istiod was installed with', values('values', '{ "compatibilityVersion": "1.29" }'), like('ConfigMap istio-system/values')],
    ['of a revision', values('values-canary', '{ "compatibilityVersion": "1.29" }'), like('ConfigMap istio-system/values-canary')],
    ['not where there is none', operator('values: {}') + values('values', '{}') + values('values-a', 'no JSON'), []],
    ['not of other ConfigMaps', values('valuesets', '{ "compatibilityVersion": "1.29" }'), []],
  ])('%s', (_, yaml, expected) => expect(caveats(yaml)).toEqual(expected));
});

describe('caveats stand on', () => {
  const LUA = envoyFilter('name: lua, namespace: istio-system', 'configPatches: [{}]');
  test.each([['what is refused', 'http://b.com/'], ['what no listener takes', 'http://a.com:443/']])('%s, too', (_, url) => expect(caveats(LUA, { url })).toEqual(changing('EnvoyFilter istio-system/lua')));
  test('nothing that comes to no gateway', () => expect(caveats(LUA, { url: 'http://a.com:7070/' })).toEqual([]));
  test('what depends on order, once', () => {
    const rule = (status: number) => `{ match: [{ uri: { prefix: /a } }], directResponse: { status: ${status} } }`;
    const there = front(PLAIN) + site(rule(201)) + site(rule(202)).replace('name: site', 'name: more');
    expect(ask(there + LUA, 'http://a.com/a')).toMatchObject({ kind: 'depends-on-order', caveats: changing('EnvoyFilter istio-system/lua'), outcomes: [{ caveats: [] }, { caveats: [] }] });
  });
});
