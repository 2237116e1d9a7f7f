import { ApiObject, App, Chart, Include, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Certificate, GatewayPort, HttpGateway, IngressGateway, TlsGateway, type IIngressGateway } from 'cdk8s-istio';
import { newChart, serviceManifest, synthErrors, withFile } from '../support';

const istioctl = IngressGateway.istioctlDefault();
const helm = IngressGateway.helm({ release: 'istio-ingress', namespace: 'istio-ingress' });
const certificate = Certificate.fromSecret('tls');

interface RawServer { number: number; protocol?: string; hosts?: string[]; bind?: string; tls?: object }

function rawGateway(chart: Chart, id: string, server: RawServer | RawServer[], selector: object | undefined = { istio: 'ingressgateway' }): ApiObject {
  const servers = [server].flat().map(({ number, protocol = 'HTTP', hosts = ['a.com'], bind, tls }, index) => ({
    port: { number, name: `s${index}`, protocol }, hosts, ...(bind && { bind }), ...(tls && { tls }),
  }));
  return new ApiObject(chart, id, { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: id }, spec: { ...(selector && { selector }), servers } });
}

const http = (chart: Chart, id: string, ingress: IIngressGateway = istioctl, more: object = {}) => new HttpGateway(chart, id, { ingress, hosts: ['a.com'], metadata: { name: id }, ...more });
const https = (chart: Chart, id: string, more: object = {}) => new TlsGateway(chart, id, { ingress: istioctl, hosts: ['a.com'], certificate, metadata: { name: id }, ...more });
const TLS = { mode: 'SIMPLE', credentialName: 'tls' };

/** The codes of what a synth finds, with the construct that reports each. */
const codes = (chart: Chart) => [...synthErrors(chart).matchAll(/^(?: {2})?\[(.*?)\] .*\((MESH\d+)\)$/gm)].map(([, path, code]) => `${path} ${code}`);

describe('the same host twice on one listener is an error', () => {
  test.each<[string, (chart: Chart) => void]>([
    ['on two gateways of ours', (chart) => { http(chart, 'one'); http(chart, 'two'); }],
    ['on TLS', (chart) => { https(chart, 'one'); https(chart, 'two'); }],
    ['on a gateway of ours and a raw one', (chart) => { http(chart, 'one'); rawGateway(chart, 'two', { number: 80 }); }],
    ['on a raw one that names the targetPort', (chart) => { http(chart, 'one'); rawGateway(chart, 'two', { number: 8080 }); }],
    ['on the redirect of a TLS gateway and a plain one', (chart) => { http(chart, 'one'); https(chart, 'two', { hosts: ['a.com'], httpsRedirect: true }); }],
    ['in capitals', (chart) => { http(chart, 'one'); http(chart, 'two', istioctl, { hosts: ['A.COM'] }); }],
    ['with the Gateway\'s own namespace before it, on TLS', (chart) => { https(chart, 'one'); rawGateway(chart, 'two', { number: 443, protocol: 'HTTPS', hosts: ['./a.com'], tls: TLS }); }],
    ['with any namespace before it', (chart) => { http(chart, 'one'); rawGateway(chart, 'two', { number: 80, hosts: ['*/a.com'] }); }],
    ['bound to the address that stands for all', (chart) => { http(chart, 'one'); rawGateway(chart, 'two', { number: 80, bind: '0.0.0.0' }); }],
    ['through another selector of the same pods', (chart) => { http(chart, 'one'); rawGateway(chart, 'two', { number: 80 }, { app: 'istio-ingressgateway' }); }],
    ['through more labels of the same pods', (chart) => { http(chart, 'one'); rawGateway(chart, 'two', { number: 80 }, { app: 'istio-ingressgateway', istio: 'ingressgateway' }); }],
    ['through no selector, which means all gateways', (chart) => { http(chart, 'one'); rawGateway(chart, 'two', { number: 80 }, undefined); }],
    ['on a workload of one\'s own', (chart) => { const own = new IngressGateway(chart, 'own'); http(chart, 'one', own); http(chart, 'two', own); }],
  ])('%s', (_, declare) => {
    const chart = newChart();
    declare(chart);
    expect(codes(chart)).toEqual(['web/two MESH101']);
  });

  test('also of raw Gateways alone, where Istio drops a server', () => {
    const chart = newChart();
    http(chart, 'unrelated', istioctl, { hosts: ['b.com'] });
    rawGateway(chart, 'one', { number: 443, protocol: 'HTTPS', tls: TLS });
    rawGateway(chart, 'two', { number: 443, protocol: 'HTTPS', tls: TLS });
    expect(codes(chart)).toEqual(['web/two MESH101']);
  });

  test('also in two charts, whichever is rendered', () => {
    const app = Testing.app();
    const [one, two] = ['one', 'two'].map((id) => newChart({ app, id, namespace: id }));
    http(one, 'gw');
    http(two, 'gw');
    expect(codes(one)).toEqual(['two/gw MESH101']);
    expect(codes(two)).toEqual(['two/gw MESH101']);
  });

  test('also where a patch makes it one', () => {
    const chart = newChart();
    http(chart, 'one');
    const two = http(chart, 'two', istioctl, { hosts: ['b.com'] });
    ApiObject.of(two).addJsonPatch(JsonPatch.replace('/spec/servers/0/hosts/0', 'a.com'));
    expect(codes(chart)).toEqual(['web/two MESH101']);
  });

  test('also in included YAML', () => {
    const chart = newChart();
    http(chart, 'one');
    withFile('gateway.yaml', JSON.stringify({
      apiVersion: 'networking.istio.io/v1beta1', kind: 'Gateway', metadata: { name: 'included', namespace: 'legacy' },
      spec: { selector: { istio: 'ingressgateway' }, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['a.com'] }] },
    }), (url) => new Include(chart, 'legacy', { url }));
    expect(codes(chart)).toEqual(['web/legacy/included-gateway-legacy MESH101']);
  });
});

describe('what shares no host on a listener is fine', () => {
  test.each<[string, (chart: Chart) => void]>([
    ['two hosts', (chart) => { http(chart, 'one'); http(chart, 'two', istioctl, { hosts: ['b.com'] }); }],
    ['a wildcard beside one of its hosts', (chart) => { https(chart, 'one', { hosts: ['*.a.com'] }); https(chart, 'two', { hosts: ['x.a.com'] }); }],
    ['HTTP and HTTPS', (chart) => { http(chart, 'one'); https(chart, 'two'); }],
    ['two workloads', (chart) => { http(chart, 'one'); http(chart, 'two', helm); }],
    ['two addresses', (chart) => { http(chart, 'one'); rawGateway(chart, 'two', { number: 80, bind: '10.0.0.1' }); }],
    ['hosts for different namespaces, on plain HTTP', (chart) => { http(chart, 'one'); rawGateway(chart, 'two', { number: 80, hosts: ['other/a.com'] }); }],
    ['one host twice within a raw server', (chart) => { http(chart, 'one', istioctl, { hosts: ['b.com'] }); rawGateway(chart, 'two', { number: 443, protocol: 'HTTPS', hosts: ['a.com', 'a.com'], tls: TLS }); }],
    ['selectors that contradict each other', (chart) => { http(chart, 'one'); rawGateway(chart, 'two', { number: 80 }, { istio: 'other' }); }],
  ])('%s', (_, declare) => {
    const chart = newChart();
    declare(chart);
    expect(synthErrors(chart)).toBe('');
  });

  test('80 and 8080 of a Service that has 80→80, which does not send to the latter', () => {
    const chart = newChart();
    http(chart, 'one', helm);
    rawGateway(chart, 'two', { number: 8080 }, { istio: 'ingress' });
    expect(codes(chart)).toEqual(['web/two MESH104']);
  });
});

describe('a plain-HTTP host that only raw Gateways share', () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  afterAll(() => stderr.mockRestore());

  test('is a warning on standard error, once however often the app is rendered', () => {
    const app = new App({ outdir: Testing.app().outdir });
    const charts = ['a', 'b', 'c'].map((id) => newChart({ app, id }));
    http(charts[0], 'unrelated', istioctl, { hosts: ['b.com'] });
    rawGateway(charts[0], 'one', { number: 80 });
    rawGateway(charts[1], 'two', { number: 80 });
    app.synth();
    app.synth();
    expect(stderr.mock.calls.map(([text]) => text)).toEqual([[
      'Warning: [b/two] host "a.com" is taken twice on port 80 of istio-system/istio-ingressgateway (MESH101)',
      '      by  a/one (Gateway web/one)',
      '      and b/two (Gateway web/two)',
      '    Istio merges the two, and the routes of the older Gateway come first. Share one gateway, or use another gateway workload; this workload has no other HTTP port.\n',
    ].join('\n')]);
  });
});

describe('the message of a duplicate', () => {
  const here = (text: string) => text.replace(/test\/synth\/duplicates\.test\.ts:\d+/g, 'here');

  test('names both constructs and places, and the ports that are still free', () => {
    const chart = newChart();
    const ingress = withFile('s.json', JSON.stringify(serviceManifest([
      { name: 'http', port: 80, targetPort: 8080 }, { name: 'http-test', port: 9080, targetPort: 9080 }, { name: 'https', port: 443, targetPort: 8443 },
    ])), (path) => IngressGateway.fromManifest(path));
    new HttpGateway(chart, 'one', { ingress, hosts: ['a.com'], metadata: { name: 'one' } });
    rawGateway(chart, 'two', [{ number: 80, hosts: ['b.com'] }, { number: 8080, hosts: ['a.com', 'c.com'] }]);
    expect(here(synthErrors(chart))).toBe([
      '[web/two] host "a.com" is taken twice on port 80 of istio-system/ingress (MESH101)',
      '      by  web/one (Gateway web/one, as port 80) at here',
      '      and web/two (Gateway web/two, as port 8080)',
      '    Istio merges the two, and the routes of the older Gateway come first. Share one gateway, use another port of this workload, 9080 (http-test), or use another gateway workload.',
    ].join('\n'));
  });

  test.each<[string, RawServer, string]>([
    ['a TLS server with the same host', { number: 443, protocol: 'HTTPS', tls: TLS }, 'Istio drops the younger server, with all of its hosts.'],
    ['a TLS server with the host of a namespace', { number: 443, protocol: 'HTTPS', hosts: ['web/a.com'], tls: TLS }, 'Envoy refuses a listener with both.'],
    ['a TLS server with the host in capitals', { number: 443, protocol: 'HTTPS', hosts: ['A.com'], tls: TLS }, 'Envoy refuses a listener with both.'],
    ['a TCP server', { number: 443, protocol: 'TCP' }, 'Istio drops the TLS server where the other one is older.'],
  ])('says what would happen with %s', (_, server, consequence) => {
    const chart = newChart();
    https(chart, 'one');
    rawGateway(chart, 'two', server);
    expect(synthErrors(chart)).toContain(`\n    ${consequence} Share one gateway, `);
  });

  test('says that all is redirected where one of two plain ones does', () => {
    const chart = newChart();
    http(chart, 'one');
    rawGateway(chart, 'two', { number: 80, tls: { httpsRedirect: true } });
    expect(synthErrors(chart)).toContain('Istio merges the two, and redirects all requests to HTTPS.');
  });

  test('lists the hosts of one pair together', () => {
    const chart = newChart();
    const hosts = ['a.com', 'b.com', 'c.com', 'd.com', 'e.com'];
    http(chart, 'one', istioctl, { hosts });
    http(chart, 'two', istioctl, { hosts });
    expect(synthErrors(chart)).toContain('[web/two] hosts "a.com", "b.com", "c.com" and 2 more are taken twice on port 80');
  });
});

describe('pods that the app itself makes tell which Gateways mean them', () => {
  const deployment = (chart: Chart, labels: Record<string, string>, env: object[] = []) => new ApiObject(chart, 'pods', {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'pods' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'istio-proxy', image: 'auto', env }] } } },
  });

  test('two selectors that some pods answer to both are one workload', () => {
    const chart = newChart();
    deployment(chart, { istio: 'edge', tier: 'front' });
    http(chart, 'unrelated', istioctl, { hosts: ['b.com'] });
    rawGateway(chart, 'one', { number: 443, protocol: 'HTTPS', tls: TLS }, { istio: 'edge' });
    rawGateway(chart, 'two', { number: 443, protocol: 'HTTPS', tls: TLS }, { tier: 'front' });
    expect(codes(chart)).toEqual(['web/two MESH101']);
  });

  test('two Services with one port and different targetPorts are an error for a gateway of ours on that port', () => {
    const chart = newChart();
    for (const [name, targetPort] of [['public', 8080], ['internal', 9080]] as const) {
      new ApiObject(chart, name, serviceManifest([{ name: 'http', port: 80, targetPort }], { name, namespace: 'web' }) as { apiVersion: string; kind: string });
    }
    const ingress = IngressGateway.fromService(chart.node.findChild('public'));
    http(chart, 'gw', ingress);
    expect(synthErrors(chart).replace(/ at .*/, '')).toBe([
      '[web/gw] port 80 of web/public leads to different places: service "public" to 8080 and service "internal" to 9080 (MESH102)',
      '      by  web/public (Service web/public, spec.ports)',
      '      and web/internal (Service web/internal, spec.ports)',
      '      and web/gw (Gateway web/gw, spec.servers[0].port.number)',
      '    Istio listens only where the oldest of the services says, and the others lead nowhere. Give the services one targetPort for it, or different ports.',
    ].join('\n'));
  });

  test('pods that may open no low port are an error for a Gateway that needs one', () => {
    const chart = newChart();
    deployment(chart, { istio: 'edge' }, [{ name: 'ISTIO_META_UNPRIVILEGED_POD', value: 'true' }]);
    const service = new kplus.Service(chart, 'svc', { type: kplus.ServiceType.LOAD_BALANCER, metadata: { name: 'svc' }, ports: [{ name: 'http', port: 80 }] });
    service.selectLabel('istio', 'edge');
    http(chart, 'gw', IngressGateway.fromService(service));
    expect(synthErrors(chart).replace(/ at .*/, '')).toBe([
      '[web/gw] port 80 of web/svc leads to 80, and its pods have ISTIO_META_UNPRIVILEGED_POD, so Istio opens no listener below 1024 (MESH103)',
      '      by  web/pods (Deployment web/pods)',
      '      and web/svc/Resource (Service web/svc, spec.ports)',
      '      and web/gw (Gateway web/gw, spec.servers[0].port.number)',
    ].join('\n') + '\n    Give the service a targetPort of 1024 or above, such as 8080 for 80, or let the pods open low ports.');
  });
});

test('what GatewayPort says is what a duplicate is judged by', () => {
  const chart = newChart();
  const own = new IngressGateway(chart, 'own', { ports: [GatewayPort.http(80, { targetPort: 8080 }), GatewayPort.http(8000, { targetPort: 8001 })] });
  http(chart, 'one', own);
  http(chart, 'two', own, { port: 8000 });
  expect(synthErrors(chart)).toBe('');
});
