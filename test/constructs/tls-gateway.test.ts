import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Certificate, GatewayPort, HostRoute, IngressGateway, Match, TlsGateway, type OneCertificate, type TlsGatewayOptions } from 'cdk8s-istio';
import * as k27 from 'cdk8s-plus-27';
import * as k34 from 'cdk8s-plus-34';
import { examplePems } from '../../lib/rules/tls/example-certificates';
import { newChart, render, renderOne, synthErrors, withFile } from '../support';

const ingress = IngressGateway.istioctlDefault();
const certificate = Certificate.fromSecret('web-tls');
const hosts = ['a.com'];

function rendered(props: Partial<TlsGatewayOptions & OneCertificate> = {}) {
  const chart = newChart();
  new TlsGateway(chart, 'web', { ingress, certificate, hosts, ...props });
  return chart;
}

const serversOf = (props: Partial<TlsGatewayOptions & OneCertificate>) => renderOne(rendered(props), 'Gateway').spec.servers as object[];
const secure = (number: number, tls: object = { mode: 'SIMPLE', credentialName: 'web-tls' }, of = hosts) => ({ port: { number, name: 'https', protocol: 'HTTPS' }, hosts: of, tls });

describe('a gateway that ends TLS', () => {
  test.each<[string, Partial<TlsGatewayOptions & OneCertificate>, object[]]>([
    ['shows a certificate of a Secret', {}, [secure(443)]],
    ['checks clients\' certificates', { mode: 'MUTUAL' }, [secure(443, { mode: 'MUTUAL', credentialName: 'web-tls' })]],
    ['redirects from plain HTTP', { httpsRedirect: true }, [secure(443), { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts, tls: { httpsRedirect: true } }]],
    ['redirects from a port by name', { httpsRedirect: 'http2' }, [secure(443), { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts, tls: { httpsRedirect: true } }]],
  ])('%s', (_, props, servers) => {
    expect(serversOf(props)).toEqual(servers);
  });

  test.each([['cdk8s-plus-27', k27], ['cdk8s-plus-34', k34]])('takes a Secret of %s', (_, kplus) => {
    const chart = newChart({ namespace: 'istio-system' });
    const secret = new kplus.Secret(chart, 'tls', { metadata: { name: 'own' }, stringData: { 'tls.crt': examplePems.shop, 'tls.key': examplePems.key } });
    new TlsGateway(chart, 'web', { ingress, hosts, certificate: Certificate.fromSecret(secret) });
    expect(renderOne(chart, 'Gateway').spec.servers).toEqual([secure(443, { mode: 'SIMPLE', credentialName: 'own' })]);
  });

  test('refuses a Secret that is not in the namespace of the gateway\'s pods', () => {
    const secret = new k27.Secret(newChart(), 'tls', { metadata: { name: 'own' }, stringData: { 'tls.crt': examplePems.shop, 'tls.key': examplePems.key } });
    expect(() => rendered({ certificate: Certificate.fromSecret(secret) })).toThrow(new Error(
      'secret "web/own" is not in the namespace of the gateway\'s pods, "istio-system", and Istio looks for it only there; '
      + 'put the secret into namespace "istio-system", or give the name of one that is there: Certificate.fromSecret(\'...\')',
    ));
  });
});

describe('a redirect that Istio\'s httpsRedirect would get wrong', () => {
  const on = (http: number, https: number) => IngressGateway.fromAttributes({
    name: 'ingress', namespace: 'istio-system', ports: [GatewayPort.http(http, { targetPort: 8080 }), GatewayPort.https(https, { targetPort: 8443 })],
  });

  test('to another port than 443 is a rule on a Gateway of its own', () => {
    const chart = rendered({ ingress: on(80, 9443), httpsRedirect: true });
    const [main, redirect] = render(chart, 'Gateway');
    expect(main.spec.servers).toEqual([secure(9443)]);
    expect(redirect.spec.servers).toEqual([{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts }]);
    expect(renderOne(chart, 'VirtualService').spec).toEqual({ hosts: ['*'], gateways: [redirect.metadata.name], http: [{ redirect: { scheme: 'https', port: 9443 } }] });
  });

  test('is in the namespace that the gateway was given', () => {
    const chart = rendered({ ingress: on(80, 9443), httpsRedirect: true, metadata: { namespace: 'edge' } });
    expect(render(chart).map(({ metadata }) => metadata.namespace)).toEqual(['edge', 'edge', 'edge']);
  });

  test('from another port than 80 to 443 is refused', () => {
    expect(() => rendered({ ingress: on(8000, 443), httpsRedirect: true })).toThrow(new Error(
      'httpsRedirect from port 8000 to 443 would answer with https://<host>:8000, since Istio keeps the port that the client asked for; '
      + 'redirect from port 80, or serve HTTPS on a port other than 443',
    ));
  });

  test('of an ingress without plain HTTP is refused', () => {
    const onlyTls = IngressGateway.fromAttributes({ name: 'ingress', namespace: 'istio-system', ports: [GatewayPort.https(443)] });
    expect(() => rendered({ ingress: onlyTls, httpsRedirect: true })).toThrow('service "istio-system/ingress" has no port whose appProtocol or name says http, http2 or grpc: it has 443 (https)');
  });

  test('that becomes known only after the gateway was made is reported with the way out', () => {
    const chart = newChart();
    const service = new k27.Service(chart, 'svc', { type: k27.ServiceType.LOAD_BALANCER, ports: [{ name: 'http', port: 80 }] });
    service.selectLabel('istio', 'edge');
    new TlsGateway(chart, 'web', { ingress: IngressGateway.fromService(service), certificate, hosts, httpsRedirect: true });
    service.bind(9443, { name: 'https' });
    expect(synthErrors(chart)).toContain('the redirect from port 80 to 9443 was only known after the gateway had been made; say port: 9443 when making it');
  });
});

describe('a certificate from files', () => {
  const shop = ['shop.example.com'];
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-'));
  const [crt, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
  beforeAll(() => {
    writeFileSync(key, examplePems.key);
    writeFileSync(crt, examplePems.shop);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is a Secret in the namespace of the gateway\'s pods, which the Gateway names', () => {
    const chart = rendered({ hosts: shop, certificate: Certificate.fromFiles(crt, key) });
    const secret = renderOne(chart, 'Secret') as unknown as { metadata: { name: string; namespace: string }; type: string; data: Record<string, string> };
    expect(secret.metadata.namespace).toBe('istio-system');
    expect([secret.type, Object.keys(secret.data)]).toEqual(['kubernetes.io/tls', ['tls.crt', 'tls.key']]);
    expect(Buffer.from(secret.data['tls.crt'], 'base64').toString()).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(renderOne(chart, 'Gateway').spec.servers).toEqual([secure(443, { mode: 'SIMPLE', credentialName: secret.metadata.name }, shop)]);
  });

  test('carries the authority of clients, and mode MUTUAL needs it', () => {
    const chart = rendered({ mode: 'MUTUAL', hosts: shop, certificate: Certificate.fromFiles(crt, key, { ca: crt }) });
    expect(Object.keys((renderOne(chart, 'Secret') as unknown as { data: object }).data)).toEqual(['ca.crt', 'tls.crt', 'tls.key']);
    expect(() => rendered({ mode: 'MUTUAL', hosts: shop, certificate: Certificate.fromFiles(crt, key) })).toThrow(new Error(
      'mode MUTUAL checks clients\' certificates, and the certificate\'s files have no authority to check by; give it: Certificate.fromFiles(crt, key, { ca })',
    ));
  });

  test('in the wrong order, or of another kind, is refused', () => {
    expect(() => Certificate.fromFiles(key, crt)).toThrow(new Error(
      `"${key}" is not a certificate in PEM format: it holds PRIVATE KEY; give a file with -----BEGIN CERTIFICATE-----`,
    ));
    withFile('text.crt', 'hello', (path) => expect(() => Certificate.fromFiles(path, key)).toThrow(new Error(
      `"${path}" is not a certificate in PEM format: it holds no PEM block; give a file with -----BEGIN CERTIFICATE-----`,
    )));
  });
});

describe('the hosts of a gateway', () => {
  test.each<[string, () => unknown, string]>([
    ['an empty list', () => rendered({ hosts: [] }), 'hosts is empty; name the hosts that the gateway serves, or leave hosts out to serve those of its routes'],
    ['one twice', () => rendered({ hosts: ['a.com', 'a.com'] }), 'host "a.com" is given twice; give it once'],
    ['no host', () => rendered({ hosts: ['a.com:443'] }), 'host "a.com:443" has a port; the port is the gateway\'s: give "a.com"'],
  ])('%s is refused', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });

  test.each<[string, string[], string[]]>([
    ['sorted, whatever the order of the routes', ['b.com', 'a.com'], ['a.com', 'b.com']],
    ['less those that a wider one covers: beside it they would get its routes, too', ['x.a.com', '*.a.com', 'a.com', '*.y.a.com'], ['*.a.com', 'a.com']],
    ['only the star where a route has it', ['a.com', '*'], ['*']],
  ])('are those of its routes, %s', (_, ofRoutes, expected) => {
    const chart = newChart();
    const gateway = new TlsGateway(chart, 'web', { ingress, certificate });
    for (const host of ofRoutes) new HostRoute(chart, host, { gateway, host }).redirect(Match.any(), { path: '/x' });
    expect(renderOne(chart, 'Gateway').spec.servers[0].hosts).toEqual(expected);
  });

  test('that overlap cannot be stated', () => {
    expect(() => rendered({ hosts: ['*.a.com', 'x.a.com'] })).toThrow(new Error(
      'hosts "*.a.com" and "x.a.com" overlap: Istio gives routes of the wider one requests for the narrower one; state the wider one alone: it serves both',
    ));
  });

  test('neither stated nor of a route are an error', () => {
    expect(synthErrors(rendered({ hosts: undefined }))).toMatch(
      /^\[web\/web\] the gateway has neither hosts nor routes, so it serves nothing; give it hosts: \[\.\.\.\], or bind a HostRoute or ExposedService to it \(declared at /,
    );
  });
});
