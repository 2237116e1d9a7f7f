import { ApiObject, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { ClusterDomain, EgressGateway, EgressRoute, ExposedService, HttpGateway, IngressGateway, IstioChecks, ServiceRef, type IHttpGateway } from 'cdk8s-istio';
import * as kplus from 'cdk8s-plus-27';
import { parseManifests } from '../../lib/collect/yaml';
import { findAll, get } from '../../lib/testing';
import * as mesh from '../../lib/model/mesh';
import { backend, newChart, serviceManifest, withFile } from '../support';
import { SHOP } from './shop';

const URL = 'http://shop.example.com/';

function gatewayOf(chart: Chart, hosts?: readonly string[]): HttpGateway {
  return new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault(), hosts });
}

function expose(chart: Chart, service: kplus.Service | ServiceRef, { id = 'shop', gateway = gatewayOf(chart) }: { id?: string; gateway?: IHttpGateway } = {}): ExposedService {
  return new ExposedService(chart, id, { gateway, host: `${id}.example.com`, service });
}

/** A chart with a Service behind the default ingress. */
function shopChart(): { readonly chart: Chart; readonly service: kplus.Service } {
  const chart = newChart();
  const service = backend(chart);
  expose(chart, service);
  return { chart, service };
}

describe('what is asked can be', () => {
  test('an app, a chart, or any construct, for the whole app', () => {
    const app = Testing.app();
    const [gateways, web] = ['gateways', 'web'].map((id) => newChart({ app, id, namespace: id }));
    const service = backend(web);
    const exposed = expose(web, service, { gateway: gatewayOf(gateways) });
    for (const construct of [app, gateways, web, exposed, exposed.virtualService]) expect(get(construct, URL)).toReach(service);
  });

  test('the manifests of Testing.synth, or those in YAML', () => {
    const { chart } = shopChart();
    const manifests = Testing.synth(chart);
    expect(get(manifests, URL)).toReach('web/backend');
    expect(get(manifests.map((each) => JSON.stringify(each)).join('\n---\n'), URL)).toReach('web/backend');
    expect(get(manifests.filter(({ kind }) => kind !== 'VirtualService'), URL)).not.toReach('web/backend');
  });

  test('a list as kubectl gives it', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: Testing.synth(shopChart().chart) };
    expect(get([list], URL)).toReach('web/backend');
    expect(get(JSON.stringify(list), URL)).toReach('web/backend');
  });

  test('manifests in which an object is twice', () => {
    expect(get(`${SHOP}---${SHOP.replace('prefix: /basket', 'prefix: /other')}`, 'http://shop.example.com/basket')).toReach('cart');
  });

  test('manifests with the MeshConfig of the cluster', () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: 'pathNormalization: { normalization: MERGE_SLASHES }' } };
    expect(get(SHOP, 'http://shop.example.com//basket')).toBeRefused('no-route');
    expect(get(`${SHOP}---\n${JSON.stringify(config)}`, 'http://shop.example.com//basket')).toReach('cart');
  });

  test.each<[string, unknown, string]>([
    ['the path of a file', 'dist/shop.k8s.yaml', 'the text holds no object of Kubernetes: "dist/shop.k8s.yaml"; give the YAML itself, not the path of a file'],
    ['broken YAML', 'a: b: c', 'cannot parse "manifests" as YAML: line 1: bad indentation of a mapping entry'],
    ['a list of something else', [{ kind: 'Service' }, 'a: b'], 'manifests[1] is no object of Kubernetes: it has no kind'],
    ['a list within the list of something else', [{ kind: 'List', items: [{}] }], 'manifests[0].items[0] is no object of Kubernetes: it has no kind'],
    ['nothing', undefined, 'undefined is no app: give an App, a Chart or another construct, the manifests of Testing.synth(chart), or YAML'],
  ])('and is not %s', (_, input, message) => expect(() => get(input as never, URL)).toThrow(new Error(message)));

  test('nor by something that is no URL', () => {
    expect(() => get(SHOP, 'shop.example.com')).toThrow(new Error('"shop.example.com" is not a URL that a request can be sent to: give http://HOST[:PORT]/PATH or https://HOST[:PORT]/PATH'));
    expect(() => get(SHOP, URL, { ingress: 'edge/ingress', egress: 'edge/egress' })).toThrow(new Error('both ingress and egress are given, and a request comes to one gateway; keep one'));
  });
});

describe('of an app', () => {
  test('an object that cannot be rendered is an error, as without it the answer could be another', () => {
    const { chart } = shopChart();
    new ApiObject(chart, 'broken', { apiVersion: 'v1', kind: 'Secret', data: Lazy.any({ produce: () => { throw new Error('not yet'); } }) });
    expect(() => get(chart, URL)).toThrow("Failed serializing construct at path 'web/broken' with name 'web-broken-c8b18819': Error: not yet");
  });

  test('of a kind that decides nothing it need not be rendered', () => {
    const { chart, service } = shopChart();
    new ApiObject(chart, 'broken', { apiVersion: 'apps.example.com/v1', kind: 'Other', spec: Lazy.any({ produce: () => { throw new Error('not yet'); } }) });
    expect(get(chart, URL)).toReach(service);
  });

  test('nothing is validated, and no synth is made', () => {
    const { chart, service } = shopChart();
    const validate = jest.fn(() => ['wrong']);
    chart.node.addValidation({ validate });
    expect(get(chart, URL)).toReach(service);
    expect(validate).not.toHaveBeenCalled();
    expect(() => Testing.synth(chart)).toThrow('wrong');
  });

  test('without constructs of ours the checks stay off', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'plain');
    Testing.synth(shopChart().chart).forEach(({ apiVersion, kind, metadata, spec }, index) => new ApiObject(chart, `${index}`, { apiVersion, kind, metadata, spec }));
    expect(get(app, URL)).toReach('backend');
    expect(Object.hasOwn(app, 'synth')).toBe(false);
  });

  test('what IstioChecks was told of the cluster counts', () => {
    const chart = newChart();
    const far = ServiceRef.named('far', 'stock', { ports: { http: 80 } });
    expose(chart, far);
    expect(get(chart, URL)).toReach(far);
    withFile('cluster.yaml', JSON.stringify(serviceManifest([{ name: 'other', port: 81 }], { name: 'stock', namespace: 'far' })), (path) => IstioChecks.of(chart).existing(path));
    expect(get(chart, URL)).not.toReach(far);
  });

  test('what is declared complete is not there where it is not given', () => {
    const chart = newChart();
    const far = ServiceRef.named('far', 'stock', { ports: { http: 80 } });
    expose(chart, far);
    IstioChecks.of(chart).complete('Service@web');
    expect(get(chart, URL)).toReach(far);
    IstioChecks.of(chart).complete('Service@far');
    expect(get(chart, URL)).not.toReach(far);
  });

  test('an ingress is meant by its construct', () => {
    const chart = newChart();
    const own = new IngressGateway(chart, 'internal');
    const others = { default: IngressGateway.istioctlDefault(), own };
    const services = Object.entries(others).map(([id, ingress]) => {
      const service = backend(chart, `backend-${id}`);
      new ExposedService(chart, id, { gateway: new HttpGateway(chart, `gateway-${id}`, { ingress }), host: 'shop.example.com', service });
      return service;
    });
    expect(get(chart, URL).outcome.kind).toBe('unknown');
    expect(get(chart, URL, { ingress: others.default })).toReach(services[0]);
    expect(get(chart, URL, { ingress: own })).toReach(services[1]);
    expect(get(chart, URL, { ingress: own.service })).toReach(services[1]);
  });

  test('so is an egress gateway, to which pods show their certificates', () => {
    const { chart, service } = shopChart();
    const egress = EgressGateway.istioctlDefault();
    const route = new EgressRoute(chart, 'out', { egress, service: { host: 'shop.example.com', ports: { http: 80 } } });
    const secure = 'https://shop.example.com:80/';
    for (const each of [egress, 'istio-system/istio-egressgateway', { kind: 'Service', metadata: { name: 'istio-egressgateway', namespace: 'istio-system' } }]) {
      expect(get(chart, secure, { egress: each })).toReach(route.service, { port: 'http' });
    }
    expect(get(chart, secure, { egress, clientCertificate: false })).toBeRefused('client-certificate-required');
    expect(get(chart, URL, { egress })).toBeRefused('tls-expected');
    expect(get(chart, URL)).toReach(service);
    expect(String(get(chart, URL, { egress }))).toMatch(/^http:\/\/shop.example.com\/: refused: tls-expected/);
  });
});

describe('an app may change between two questions, and the answer with it:', () => {
  test('by a new construct', () => {
    const { chart } = shopChart();
    const more = backend(chart, 'more');
    expect(get(chart, 'http://more.example.com/')).toBeRefused('no-host');
    new ExposedService(chart, 'more-exposed', { gateway: chart.node.findChild('gateway') as HttpGateway, host: 'more.example.com', service: more });
    expect(get(chart, 'http://more.example.com/')).toReach(more);
    chart.node.tryRemoveChild('more-exposed');
    expect(get(chart, 'http://more.example.com/')).not.toReach(more);
  });

  test('by a patch', () => {
    const { chart, service } = shopChart();
    const exposed = chart.node.findChild('shop') as ExposedService;
    expect(get(chart, URL)).toReach(service, { port: 80 });
    exposed.virtualService.addJsonPatch(JsonPatch.replace('/spec/http/0/route/0/destination/port/number', 81));
    expect(get(chart, URL)).not.toReach(service);
  });

  test('by a value that is worked out at render', () => {
    const chart = newChart();
    let weight = 100;
    new ApiObject(chart, 'split', {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'split' },
      spec: {
        hosts: ['shop.example.com'], gateways: ['web-gateway'],
        http: [{ route: [{ destination: { host: 'a' }, weight: Lazy.any({ produce: () => weight }) }, { destination: { host: 'b' }, weight: Lazy.any({ produce: () => 100 - weight }) }] }],
      },
    });
    new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault(), hosts: ['shop.example.com'], metadata: { name: 'web-gateway' } });
    expect(get(chart, URL)).toReach('a', { weight: 100 });
    weight = 90;
    expect(get(chart, URL)).toReach('b', { weight: 10 });
  });

  test('and so may manifests, back and forth', () => {
    const manifests = Testing.synth(shopChart().chart);
    const { spec } = manifests.find(({ kind }) => kind === 'VirtualService');
    const ask = (host: string) => {
      spec.hosts = [host];
      return get(manifests, URL);
    };
    for (let round = 0; round < 2; round++) {
      expect(ask('shop.example.com')).toReach('backend');
      expect(ask('other.example.com')).toBeRefused('no-host');
    }
  });
});

describe('what holds the same objects is told apart', () => {
  /** Manifests of a Service behind the default ingress, as raw objects of an app. */
  function rawApp({ id, domain }: { id: string; domain?: string }): Chart {
    const app = Testing.app();
    if (domain !== undefined) ClusterDomain.set(app, domain);
    const raw = new Chart(app, id);
    Testing.synth(shopChart().chart).forEach(({ apiVersion, kind, metadata, spec }, index) => new ApiObject(raw, `${index}`, { apiVersion, kind, metadata, spec }));
    return raw;
  }

  test('by the domain of the cluster', () => {
    expect(get(rawApp({ id: 'raw' }), URL)).toReach('backend.web.svc.cluster.local');
    expect(get(rawApp({ id: 'raw', domain: 'corp.internal' }), URL)).toReach('backend.web.svc.corp.internal');
  });

  test('by the constructs that they are of', () => {
    const sourcesOf = (chart: Chart) => /\((\w+)\/\d+\)/.exec(String(get(chart, URL)))?.[1];
    expect(['one', 'two'].map((id) => sourcesOf(rawApp({ id })))).toEqual(['one', 'two']);
  });

  test('by the lines of the text', () => {
    const lineOf = (yaml: string) => Number(/VirtualService shop\/shop \(manifests:(\d+)\)/.exec(String(get(yaml, 'http://shop.example.com/basket')))?.[1]);
    expect(lineOf(`\n\n${SHOP}`)).toBe(lineOf(SHOP) + 2);
  });

  test('by what it held when it was asked', () => {
    const manifests = parseManifests({ path: 'shop.yaml', text: SHOP });
    const copy = structuredClone(manifests);
    // So nothing has looked for a DestinationRule yet.
    get(manifests, 'http://shop.example.com:81/');
    Object.assign(findAll(manifests, 'DestinationRule')[0].spec, { subsets: [] });
    expect(get(copy, 'http://shop.example.com/reviews')).toReach('reviews', { subset: 'v1' });
    expect(get(manifests, 'http://shop.example.com/reviews').outcome.kind).toBe('unreachable');
  });
});

describe('the mesh is built', () => {
  let build: jest.SpyInstance;
  beforeEach(() => {
    build = jest.spyOn(mesh, 'buildMesh');
  });
  afterEach(() => build.mockRestore());

  /** Nothing that another test has asked about. */
  function unique(name: string): Chart {
    const chart = newChart({ id: name });
    expose(chart, backend(chart));
    return chart;
  }

  test('once for what holds the same objects', () => {
    const chart = unique('once');
    for (let times = 0; times < 3; times++) get(chart, URL);
    get(unique('once'), URL);
    expect(build).toHaveBeenCalledTimes(1);
  });

  test('again after a change', () => {
    const chart = unique('again');
    get(chart, URL);
    backend(chart, 'more');
    get(chart, URL);
    get(chart, URL);
    expect(build).toHaveBeenCalledTimes(2);
  });

  test('again for what was asked long ago', () => {
    const first = unique('first');
    const askOthers = (from: number, to: number) => {
      for (let index = from; index < to; index++) get(unique(`other-${index}`), URL);
    };
    get(first, URL);
    askOthers(0, 9);
    get(first, URL);
    askOthers(9, 18);
    get(first, URL);
    expect(build).toHaveBeenCalledTimes(19);
    askOthers(18, 28);
    get(first, URL);
    expect(build).toHaveBeenCalledTimes(30);
  });
});

describe('what is got', () => {
  test('has the outcome, and the trace, which is neither printed nor compared', () => {
    const { outcome, request } = get(SHOP, 'http://shop.example.com/home', { method: 'HEAD' });
    expect(request).toEqual({ url: 'http://shop.example.com/home', method: 'HEAD' });
    expect(outcome).toEqual({ kind: 'redirected', because: 'route', status: 308, location: 'http://shop.example.com/', caveats: [] });
    expect(outcome.trace.route?.name).toBe('');
    expect(get(SHOP, 'http://shop.example.com/home')).toEqual(get(SHOP, 'http://shop.example.com/home'));
    expect(get(SHOP, 'http://shop.example.com/home')).not.toEqual(get(SHOP, 'http://shop.example.com/teapot'));
  });

  test('shows as text what becomes of the request, and its way', () => {
    expect(String(get(SHOP, 'http://shop.example.com:81/', { method: 'HEAD' }))).toBe(
      'HEAD http://shop.example.com:81/: refused: no-listener\n  why           no server is reached by port 81, but by 80 (http2) and 443 (https) of Service edge/ingress',
    );
    expect(String(get(SHOP, 'http://shop.example.com/teapot'))).toMatch(/^http:\/\/shop\.example\.com\/teapot: answered: direct-response \(418\)\n {2}listener /);
  });
});
