import { ApiObject, Include, JsonPatch } from 'cdk8s';
import * as k27 from 'cdk8s-plus-27';
import * as k34 from 'cdk8s-plus-34';
import { GatewayPort, HttpGateway, IngressGateway, type IIngressGateway } from 'cdk8s-istio';
import { get } from '../../lib/testing';
import { newChart, render, renderOne, serviceManifest, synthErrors, withFile } from '../support';

const PORTS = [{ name: 'http2', port: 80, targetPort: 8080, protocol: 'TCP' }, { name: 'https', port: 443, targetPort: 8443, protocol: 'TCP' }];

function gatewayOn(makeIngress: (chart: ReturnType<typeof newChart>) => IIngressGateway) {
  const chart = newChart({ namespace: 'istio-system' });
  new HttpGateway(chart, 'gw', { ingress: makeIngress(chart), hosts: ['a.com'] });
  return renderOne(chart, 'Gateway').spec;
}

describe('a reference to a gateway that is there', () => {
  const expected = { selector: { istio: 'ingressgateway' }, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['a.com'] }] };
  const yaml = JSON.stringify(serviceManifest(PORTS));

  test.each<[string, (chart: ReturnType<typeof newChart>) => IIngressGateway]>([
    ['istioctl\'s default', () => IngressGateway.istioctlDefault()],
    ['a Helm release', () => IngressGateway.helm({ release: 'istio-ingressgateway', namespace: 'istio-system' })],
    ['attributes', () => IngressGateway.fromAttributes({ name: 'istio-ingressgateway', namespace: 'istio-system', ports: [GatewayPort.http(80, { targetPort: 8080 })] })],
    ['the manifest of its Service', () => withFile('service.json', yaml, (path) => IngressGateway.fromManifest(path))],
    ['an ApiObject', (chart) => IngressGateway.fromService(new ApiObject(chart, 'svc', serviceManifest(PORTS) as { apiVersion: string; kind: string }))],
    ['an Include', (chart) => withFile('chart.yaml', `${yaml}\n---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: x}\n`, (url) => IngressGateway.fromService(new Include(chart, 'helm', { url })))],
  ])('by %s makes the same Gateway', (_, ingress) => {
    expect(gatewayOn(ingress)).toEqual(expected);
  });

  test('renders nothing itself', () => {
    const chart = newChart();
    new HttpGateway(chart, 'gw', { ingress: IngressGateway.istioctlDefault(), hosts: ['a.com'] });
    expect(render(chart).map(({ kind }) => kind)).toEqual(['Gateway']);
  });

  test.each([['cdk8s-plus-27', k27], ['cdk8s-plus-34', k34]])('by a Service of %s may still get ports after the gateway was made', (_, kplus) => {
    const chart = newChart();
    const service = new kplus.Service(chart, 'svc', { ports: [{ name: 'https', port: 443, targetPort: 8443 }] });
    ApiObject.of(service).addJsonPatch(JsonPatch.replace('/spec/type', 'LoadBalancer'));
    service.selectLabel('istio', 'edge');
    new HttpGateway(chart, 'gw', { ingress: IngressGateway.fromService(service), hosts: ['a.com'] });
    service.bind(8000, { name: 'http', targetPort: 8080 });
    expect(renderOne(chart, 'Gateway').spec).toEqual({
      selector: { istio: 'edge' }, servers: [{ port: { number: 8000, name: 'http', protocol: 'HTTP' }, hosts: ['a.com'] }],
    });
  });

  test('by a Service of the app whose ports do not fit is reported at synth, with the gateway and its place', () => {
    const chart = newChart();
    const service = new k27.Service(chart, 'svc', { type: k27.ServiceType.LOAD_BALANCER, ports: [{ name: 'https', port: 443 }] });
    new HttpGateway(chart, 'gw', { ingress: IngressGateway.fromService(service), hosts: ['a.com'] });
    expect(synthErrors(chart)).toMatch(new RegExp(
      '^\\[web/gw\\] service "web/web-svc-\\w+" has no port whose appProtocol or name says http, http2 or grpc: it has 443 \\(https\\); '
      + 'name one of these with port: \\.\\.\\., or add one to the service \\(declared at test/constructs/ingress-gateway\\.test\\.ts:\\d+\\)$',
    ));
  });

  test('selects by all of the Service\'s labels where none of them is istio, and by others where told', () => {
    const manifest = JSON.stringify(serviceManifest(PORTS, { selector: { app: 'edge', tier: 'front' } }));
    expect(gatewayOn(() => withFile('s.json', manifest, (path) => IngressGateway.fromManifest(path))).selector).toEqual({ app: 'edge', tier: 'front' });
    expect(gatewayOn(() => withFile('s.json', manifest, (path) => IngressGateway.fromManifest(path, { selector: { tier: 'front' } }))).selector).toEqual({ tier: 'front' });
  });

  test('by Helm has the labels that the chart gives', () => {
    expect(gatewayOn(() => IngressGateway.helm({ release: 'istio-ingress', namespace: 'x' })).selector).toEqual({ istio: 'ingress' });
    expect(gatewayOn(() => IngressGateway.helm({ release: 'edge', namespace: 'x' })).selector).toEqual({ istio: 'edge' });
  });
});

describe('a manifest that does not say which Service is meant', () => {
  const list = (...names: string[]) => JSON.stringify({ kind: 'List', items: names.map((name) => serviceManifest(PORTS, { name })) });

  test('is refused with those that it has', () => {
    withFile('services.yaml', list('public', 'internal'), (path) => {
      expect(() => IngressGateway.fromManifest(path)).toThrow(new Error(
        `"${path}" has 2 Services that could be meant: istio-system/public and istio-system/internal; say which with { name: ... }`,
      ));
      expect(() => IngressGateway.fromManifest(path, { name: 'edge' })).toThrow(new Error(
        `"${path}" has no Service "edge"; it has istio-system/public and istio-system/internal`,
      ));
    });
  });

  test('is taken with the name', () => {
    const ingress = withFile('services.yaml', list('public', 'internal'), (path) => IngressGateway.fromManifest(path, { name: 'internal' }));
    expect(ingress.namespace).toBe('istio-system');
  });

  test('has none is refused', () => {
    withFile('none.yaml', 'kind: ConfigMap\napiVersion: v1\n', (path) => {
      expect(() => IngressGateway.fromManifest(path)).toThrow(new Error(
        `"${path}" has no Service; give what holds it, such as the output of kubectl get service -o yaml`,
      ));
    });
  });

  test('is not there is refused with the folder that the path is relative to', () => {
    expect(() => IngressGateway.fromManifest('no/such.yaml')).toThrow(new Error(
      `cannot read "no/such.yaml": there is no such file; paths are relative to the working directory, ${process.cwd()}`,
    ));
  });
});

describe('an additional gateway workload', () => {
  const made = () => {
    const chart = newChart();
    const ingress = new IngressGateway(chart, 'internal', {
      metadata: { namespace: 'istio-internal' },
      ports: [GatewayPort.http(80), GatewayPort.https(443)],
      serviceAnnotations: { 'example.com/load-balancer': 'internal' },
      replicas: 2,
      revision: 'canary',
    });
    return { chart, ingress };
  };

  test('is a Deployment for injection, a Service and the right to read Secrets', () => {
    expect(render(made().chart)).toMatchSnapshot();
  });

  test('takes Gateways by its own label', () => {
    const { chart, ingress } = made();
    new HttpGateway(chart, 'gw', { ingress, hosts: ['a.com'] });
    expect(renderOne(chart, 'Gateway').spec.selector).toEqual({ istio: 'internal' });
  });

  test('has the Deployment as its main object and shows its Service', () => {
    const { ingress } = made();
    expect([ApiObject.of(ingress).kind, ingress.service.kind, ingress.namespace]).toEqual(['Deployment', 'Service', 'istio-internal']);
  });

  test('with a label that another one carries is refused, with both', () => {
    const { chart } = made();
    new IngressGateway(chart, 'other', { istioLabel: 'internal', metadata: { namespace: 'other' } });
    expect(synthErrors(chart)).toMatch(new RegExp([
      '^\\[web/other\\] gateway workloads istio-internal/web-internal-\\w+ and other/web-other-\\w+ carry one label, istio: internal, so each serves the Gateways of the other \\(MESH601\\)',
      '      by  web/internal \\(Deployment istio-internal/web-internal-\\w+\\) at test/constructs/ingress-gateway\\.test\\.ts:\\d+, from .*',
      '      and web/other \\(Deployment other/web-other-\\w+\\) at test/constructs/ingress-gateway\\.test\\.ts:\\d+',
      '    Give each a label of its own: istioLabel of the IngressGateway, or another id\\.$',
    ].join('\\n').replace(/, from \.\*/, '')));
  });

  test('beside another one with a label of its own is fine', () => {
    const { chart } = made();
    new IngressGateway(chart, 'other', { metadata: { namespace: 'other' } });
    expect(synthErrors(chart)).toBe('');
  });
});

describe('two references to one Service', () => {
  const known = JSON.stringify(serviceManifest([...PORTS, { name: 'http-admin', port: 9080, targetPort: 9080, protocol: 'TCP' }]));
  const admin = (path: string) => IngressGateway.fromManifest(path);
  const standard = () => IngressGateway.istioctlDefault();

  test.each<[string, readonly ((path: string) => IIngressGateway)[]]>([
    ['first', [standard, admin]], ['last', [admin, standard]],
  ])('may be that of the installation and, as it has been changed, its manifest, whichever is %s: the manifest counts', (_, references) => {
    const chart = newChart();
    withFile('service.json', known, (path) => references.forEach((reference, index) => {
      const ingress = reference(path);
      new HttpGateway(chart, `gw-${index}`, { ingress, hosts: [`${index}.com`], ...(reference === admin && { port: 'http-admin' }) });
    }));
    expect(synthErrors(chart)).toBe('');
    expect(get(chart, 'http://a.com:9080/')).toBeRefused('no-host');
  });
});
