import { changed, documents, gatewayPods, httpGateway, INGRESS_SERVICE } from '../../../lib/rules/example-manifests';
import { found } from '../found';

const PODS = gatewayPods();

function whatOf(port: number, { service = INGRESS_SERVICE, pods = '' }: { service?: string; pods?: string } = {}, complete: readonly string[] = []): readonly string[] {
  return found('MESH104', documents(httpGateway(port), service, ...(pods === '' ? [] : [pods])), { complete });
}

const withPorts = (ports: string) => changed(INGRESS_SERVICE, '- { name: http2, port: 80, targetPort: 8080, protocol: TCP }', `- ${ports}`);
const ON = 'on service "istio-system/istio-ingressgateway"';

describe('a gateway port that no Service sends to', () => {
  test('is told with the ports that there are', () => {
    expect(whatOf(7070)).toEqual([`error: gateway port 7070 is not open ${ON}: it has 80 (http2) and 443 (https)`]);
  });

  test('is told with all Services of the pods', () => {
    const second = changed(changed(INGRESS_SERVICE, 'name: istio-ingressgateway', 'name: internal'), 'name: http2, port: 80', 'name: http2, port: 81');
    expect(whatOf(7070, { service: documents(INGRESS_SERVICE, second) })).toEqual([
      'error: gateway port 7070 is not open on services "istio-system/istio-ingressgateway" and "istio-system/internal": they have 81 (http2), 443 (https), 80 (http2) and 443 (https)',
    ]);
  });

  test.each<[string, number, string, string]>([
    ['is a nodePort', 30080, '{ name: http2, port: 80, targetPort: 8080, nodePort: 30080 }', `gateway port 30080 is the nodePort of 80 (http2) ${ON}, and a gateway names the Service's port`],
    ['is the second with its targetPort', 81, '{ name: http-a, port: 80, targetPort: 8080 }\n    - { name: http-b, port: 81, targetPort: 8080 }', `gateway port 81 ${ON} leads to 8080, as 80 (http-a) does, and Istio then opens no listener for it`],
    ['is for UDP', 80, '{ name: dns, port: 80, targetPort: 8080, protocol: UDP }', `gateway port 80 ${ON} is for UDP`],
    ['is one that the proxy has for itself', 15021, '{ name: status, port: 15021, targetPort: 15021 }', `gateway port 15021 ${ON} leads to 15021, which the proxy opens for itself`],
  ])('where it %s is told so', (_, port, ports, what) => {
    expect(whatOf(port, { service: withPorts(ports) })).toEqual([`error: ${what}`]);
  });

  test('where the Service is not to be translated is told so', () => {
    const service = changed(INGRESS_SERVICE, 'istio-system }', 'istio-system, labels: { experimental.istio.io/disable-gateway-port-translation: "" } }');
    expect(whatOf(80, { service })).toEqual([`error: gateway port 80 ${ON} leads to 8080, and the service has the label experimental.istio.io/disable-gateway-port-translation`]);
    expect(whatOf(8080, { service })).toEqual([]);
  });

  test('where the pods have no port of the name that it leads to is told so', () => {
    const service = withPorts('{ name: http2, port: 80, targetPort: web }');
    expect(whatOf(80, { service, pods: PODS })).toEqual([`error: gateway port 80 ${ON} leads to the port "web" of the pods, which none of their containers declares`]);
  });

  test('is told where the pods have no Service at all, if that is known', () => {
    const service = changed(INGRESS_SERVICE, 'istio: ingressgateway', 'istio: other');
    expect(whatOf(80, { service, pods: PODS }, ['Service'])).toEqual(['error: gateway port 80 is open on no service: none sends to the pods of istio-system/istio-ingressgateway']);
    expect(whatOf(80, { service, pods: PODS })).toEqual([]);
  });
});

describe('a gateway port may', () => {
  test.each<[string, number, { service?: string; pods?: string }]>([
    ['be the targetPort', 8080, {}],
    ['lead to a name that pods which are not known may have', 80, { service: withPorts('{ name: http2, port: 80, targetPort: web }') }],
    ['be any where a targetPort has a name that pods which are not known may have', 7070, { service: withPorts('{ name: http2, port: 80, targetPort: web }') }],
    ['be one of Istio\'s on other pods', 15012, { service: withPorts('{ name: tls, port: 15012, targetPort: 15012 }') }],
    ['be any on the node\'s network', 7070, { pods: changed(PODS, 'containers:', 'hostNetwork: true, containers:') }],
    ['be one that the pods declare', 7070, { pods: changed(PODS, 'image: auto', 'image: auto, ports: [{ containerPort: 7070 }]') }],
    ['be any where clients look up the pods', 7070, { service: changed(INGRESS_SERVICE, 'type: LoadBalancer', 'clusterIP: None') }],
  ])('%s', (_, port, given) => {
    expect(whatOf(port, given)).toEqual([]);
  });

  test('have an address of its own', () => {
    expect(found('MESH104', documents(changed(httpGateway(7070), '- port:', '- bind: 127.0.0.1\n      port:'), INGRESS_SERVICE))).toEqual([]);
  });
});
