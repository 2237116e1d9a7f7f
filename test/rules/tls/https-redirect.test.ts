import { changed, documents, httpGateway, INGRESS_SERVICE, tlsGateway } from '../../../lib/rules/example-manifests';
import { found } from '../found';

const REDIRECT = changed(httpGateway(80), '[shop.example.com]', '[shop.example.com]\n      tls: { httpsRedirect: true }');
const SECURE = changed(tlsGateway('{ mode: SIMPLE, credentialName: shop }'), 'name: web', 'name: secure');
const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';

function annotated(annotations: string, service = INGRESS_SERVICE): string {
  return changed(service, 'istio-system }', `istio-system, annotations: { ${annotations} } }`);
}

describe('a redirect to HTTPS', () => {
  const whatOf = (service: string, ...gateways: readonly string[]) => found('MESH206', documents(REDIRECT, service, ...gateways), { complete: ['Gateway'] });

  test('leads nowhere where no server has the host', () => {
    expect(whatOf(INGRESS_SERVICE)).toEqual(['warning: requests for "shop.example.com" are redirected to HTTPS, which istio-system/istio-ingressgateway does not serve for it']);
  });

  test('leads past a server on another port than 443, also where other Gateways are not known', () => {
    const service = changed(INGRESS_SERVICE, 'port: 443', 'port: 8443');
    expect(found('MESH206', documents(REDIRECT, changed(SECURE, '443', '8443'), service))).toEqual([
      'warning: requests for "shop.example.com" are redirected to HTTPS, which istio-system/istio-ingressgateway serves for it on 8443 and not on 443',
    ]);
    expect(whatOf(INGRESS_SERVICE, changed(SECURE, '443', '8443'))).toEqual([]);
  });

  test.each([
    ['a server that passes TLS on', INGRESS_SERVICE, tlsGateway('{ mode: PASSTHROUGH }')], ['a server that may be on the same pods', INGRESS_SERVICE, changed(SECURE, 'istio: ingressgateway', 'app: gateway')],
    ['another load balancer', changed(INGRESS_SERVICE, 'LoadBalancer', 'NodePort'), ''], ['a load balancer that ends TLS', annotated(`${AWS}ssl-cert: x`), ''],
  ])('leads to %s', (_, service, other) => {
    expect(whatOf(service, ...(other === '' ? [] : [other]))).toEqual([]);
  });
});

describe('a redirect behind a load balancer that ends TLS', () => {
  const service = (annotations: string) => annotated(annotations, changed(INGRESS_SERVICE, '8443', '8080'));
  const whatOf = (annotations: string, meshConfig?: object) => found('MESH207', documents(REDIRECT, service(annotations)), { meshConfig: meshConfig as never });
  const LOOP = ['warning: port 80 redirects to HTTPS, also what comes by port 443 (https) of service "istio-system/istio-ingressgateway", whose TLS the load balancer ends'];

  test.each<[string, string, object | undefined, readonly string[]]>([
    ['of the port by number', `${AWS}ssl-cert: x, ${AWS}ssl-ports: "443"`, undefined, LOOP],
    ['of the port by name', `${AWS}ssl-cert: x, ${AWS}ssl-ports: https`, undefined, LOOP],
    ['and speaks HTTP, where no proxy is trusted', `${AWS}ssl-cert: x, ${AWS}ssl-ports: https, ${AWS}backend-protocol: http`, { rootNamespace: 'istio-system' }, LOOP],
    ['and speaks HTTP, where proxies may be trusted', `${AWS}ssl-cert: x, ${AWS}ssl-ports: https, ${AWS}backend-protocol: http`, undefined, []],
    ['and is trusted', `${AWS}ssl-cert: x, ${AWS}ssl-ports: https, ${AWS}backend-protocol: http`, { defaultConfig: { gatewayTopology: { numTrustedProxies: 1 } } }, []],
    ['of another port', `${AWS}ssl-cert: x, ${AWS}ssl-ports: "8443"`, undefined, []],
    ['and encrypts again', `${AWS}ssl-cert: x, ${AWS}backend-protocol: https`, undefined, []],
    ['with no certificate', `${AWS}ssl-cert: ""`, undefined, []],
  ])('%s', (_, annotations, meshConfig, expected) => {
    expect(whatOf(annotations, meshConfig)).toEqual(expected);
  });
});

describe('a server of plain HTTP on the port for HTTPS', () => {
  const whatOf = (service: string) => found('MESH208', documents(httpGateway(443), service));
  const message = 'port 443 (https) of service "istio-system/istio-ingressgateway" leads to a server of protocol HTTP, and clients speak HTTPS there';

  test('is a warning, and only a hint where a load balancer may end TLS', () => {
    expect(whatOf(INGRESS_SERVICE)).toEqual([`warning: ${message}`]);
    expect(whatOf(annotated(`${AWS}ssl-cert: x`))).toEqual([`info: ${message}`]);
    expect(whatOf(changed(INGRESS_SERVICE, 'LoadBalancer', 'ClusterIP'))).toEqual([`info: ${message}`]);
  });
});
