import { Chart } from 'cdk8s';
import { GatewayPort, HttpGateway, IngressGateway, TlsGateway, Certificate, type IIngressGateway } from 'cdk8s-istio';
import { newChart, renderOne, serviceManifest, withFile } from '../support';

const certificate = Certificate.fromSecret('web-tls');
const ingressWith = (ports: GatewayPort[], more: object = {}): IIngressGateway => (
  IngressGateway.fromAttributes({ name: 'ingress', namespace: 'istio-system', ports, ...more })
);
const http = (ingress: IIngressGateway, port?: number | string) => new HttpGateway(newChart(), 'gw', { ingress, port, hosts: ['a.com'] });
const https = (ingress: IIngressGateway, port?: number | string) => new TlsGateway(newChart(), 'gw', { ingress, port, hosts: ['a.com'], certificate });
const portOf = (gateway: HttpGateway | TlsGateway): number => renderOne(Chart.of(gateway), 'Gateway').spec.servers[0].port.number;

describe('the port of a server', () => {
  test.each([
    ['the default ingress, HTTP', http, IngressGateway.istioctlDefault(), undefined, 80],
    ['the default ingress, HTTPS', https, IngressGateway.istioctlDefault(), undefined, 443],
    ['a Helm release, HTTP', http, IngressGateway.helm({ release: 'istio-ingress', namespace: 'istio-ingress' }), undefined, 80],
    ['a port by number', http, IngressGateway.istioctlDefault(), 80, 80],
    ['a port by name', http, IngressGateway.istioctlDefault(), 'http2', 80],
    ['the only one of its protocol', http, ingressWith([GatewayPort.http(8000), GatewayPort.https(8443)]), undefined, 8000],
    ['one named for gRPC', http, ingressWith([GatewayPort.tcp(50051, { name: 'grpc' })]), undefined, 50051],
    ['one named for TLS', https, ingressWith([GatewayPort.tls(9443)]), undefined, 9443],
    ['of several for HTTP, 80', http, ingressWith([GatewayPort.http(8000), GatewayPort.http(80)]), undefined, 80],
    ['of several for TLS, 443', https, ingressWith([GatewayPort.https(8443), GatewayPort.tls(443)]), undefined, 443],
    ['a nameless protocol, asked for', http, ingressWith([GatewayPort.tcp(7070)]), 7070, 7070],
    ['a low targetPort of pods that may open it', http, ingressWith([GatewayPort.http(80)]), undefined, 80],
    ['inside the cluster, a ClusterIP', http, ingressWith([GatewayPort.http(80)], { serviceType: 'ClusterIP', reachableFrom: 'cluster' }), undefined, 80],
  ] as const)('%s', (_, make, ingress, port, expected) => {
    expect(portOf(make(ingress, port))).toBe(expected);
  });
});

describe('a port that would not work is refused at the gateway\'s own line', () => {
  const istioctl = IngressGateway.istioctlDefault();
  const on = 'service "istio-system/istio-ingressgateway"';
  test.each([
    ['one that the Service does not have', () => http(istioctl, 7070),
      `gateway port 7070 is not open on ${on}: it has 80 (http2) and 443 (https); use one of these or add 7070 to the service`],
    ['a name that the Service does not have', () => http(istioctl, 'web'),
      `gateway port web is not open on ${on}: it has 80 (http2) and 443 (https); use one of these or add web to the service`],
    ['the targetPort of HTTP', () => http(istioctl, 8080),
      `gateway port 8080 is the targetPort of 80 (http2) on ${on}, and a gateway names the Service's port; use 80`],
    ['the targetPort of HTTPS', () => https(istioctl, 8443),
      `gateway port 8443 is the targetPort of 443 (https) on ${on}, and a gateway names the Service's port; use 443`],
    ['a nodePort', () => http(ingressWith([GatewayPort.http(80, { nodePort: 31080 })]), 31080),
      'gateway port 31080 is the nodePort of 80 (http) on service "istio-system/ingress", and a gateway names the Service\'s port; use 80'],
    ['one that the proxy opens for itself', () => http(istioctl, 15021),
      `gateway port 15021 (status-port) on ${on} leads to 15021, which the proxy opens for itself; use 80 (http2) or 443 (https)`],
    ['one that leads where an earlier one does', () => http(ingressWith([GatewayPort.http(80, { targetPort: 8080 }), GatewayPort.http(81, { targetPort: 8080 })]), 81),
      'gateway port 81 (http-81) on service "istio-system/ingress" leads to 8080, as 80 (http) does, and Istio then opens no listener for it; use 80 (http)'],
    ['a low targetPort of unprivileged pods', () => http(ingressWith([GatewayPort.http(80)], { unprivilegedPods: true })),
      'gateway port 80 (http) on service "istio-system/ingress" leads to 80, and unprivileged gateway pods open no port below 1024; add a port to the service that gateways can serve'],
    ['several for HTTP and none is 80', () => http(ingressWith([GatewayPort.http(8000), GatewayPort.http(8001)])),
      'service "istio-system/ingress" has 2 ports for HTTP, and none of them is 80: 8000 (http) and 8001 (http-8001); say which with port: ...'],
    ['none for HTTP', () => http(ingressWith([GatewayPort.https(443)])),
      'service "istio-system/ingress" has no port whose appProtocol or name says http, http2 or grpc: it has 443 (https); name one of these with port: ..., or add one to the service'],
    ['none for TLS', () => https(ingressWith([GatewayPort.http(80)])),
      'service "istio-system/ingress" has no port whose appProtocol or name says https or tls: it has 80 (http); name one of these with port: ..., or add one to the service'],
    ['a Service that nothing outside reaches', () => http(ingressWith([GatewayPort.http(80)], { name: 'istio-egressgateway', serviceType: 'ClusterIP' })),
      'service "istio-system/istio-egressgateway" is of type ClusterIP, so nothing outside the cluster reaches a gateway behind it; use the Service of an ingress gateway (LoadBalancer or NodePort), '
      + 'or say reachableFrom: \'cluster\' where its clients, or another load balancer, stand inside'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

describe('a port that is for UDP as well', () => {
  const both = (udpTarget: number) => withFile('service.json', JSON.stringify(serviceManifest([
    { name: 'http3', port: 443, targetPort: udpTarget, protocol: 'UDP' }, { name: 'https', port: 443, targetPort: 8443 }, { name: 'http', port: 80, targetPort: 8080 },
  ])), (path) => IngressGateway.fromManifest(path));

  test('is used where both lead to one place', () => {
    expect(portOf(https(both(8443)))).toBe(443);
  });

  test('is refused where the UDP one stands first and leads elsewhere: Istio takes the first', () => {
    expect(() => https(both(9443))).toThrow(new Error(
      'gateway port 443 (http3) on service "istio-system/ingress" is for UDP, and a gateway serves TCP: of ports with one number Istio takes the first; '
      + 'put the one for TCP before it, or give both one targetPort',
    ));
  });

  test('is refused where it is for UDP alone', () => {
    const dns = withFile('service.json', JSON.stringify(serviceManifest([{ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'http', port: 80 }])), (path) => IngressGateway.fromManifest(path));
    expect(() => http(dns, 53)).toThrow(new Error('gateway port 53 (dns) on service "istio-system/ingress" is for UDP, and a gateway serves TCP; use 80 (http)'));
  });
});

describe('ports of a gateway workload of one\'s own', () => {
  test.each([
    ['no number', () => GatewayPort.http(0), 'a Service has no port 0: give a whole number from 1 to 65535'],
    ['one that the proxy opens for itself', () => GatewayPort.http(15090), 'gateway pods cannot serve port 15090, which the proxy opens for itself; give another targetPort'],
    ['one twice', () => new IngressGateway(newChart(), 'own', { ports: [GatewayPort.http(80), GatewayPort.tcp(80)] }), 'port 80 is given twice; a Service has each port once'],
  ])('%s is refused', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});
