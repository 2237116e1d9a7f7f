import { meshOf } from './meshes';

const GATEWAY = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: web }
spec:
  selector: { istio: ingressgateway }
  servers:
    - { port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }
    - { port: { number: 443, name: tls, protocol: TLS }, hosts: [shop.example.com], tls: { mode: PASSTHROUGH } }
    - { port: { number: 8081, name: other, protocol: HTTP }, hosts: [other/shop.example.com, blog.example.com] }
---
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: edge }
spec: { selector: { istio: ingressgateway }, ports: [{ name: http, port: 80 }] }
---
`;

function route(spec: string, name = 'shop'): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: web }
spec: ${spec}
---
`;
}

function sent(yaml: string): readonly string[] {
  return meshOf(GATEWAY + yaml).sendings.map(({ destination: { host }, servers, mesh, unknownGateway, idle }) => (
    [host.split('.')[0], ...servers.map(({ server }) => server.port.number), ...(mesh ? ['mesh'] : []), ...(unknownGateway ? ['unknown'] : []), ...(idle ? ['idle'] : [])].join(' ')
  ));
}

const TO = (host: string) => `route: [{ destination: { host: ${host} } }]`;

describe('a destination is sent to by', () => {
  test.each([
    ['the servers that have a host of its VirtualService and go by its rules', `{ hosts: [shop.example.com], gateways: [web], http: [{ ${TO('a')} }], tls: [{ match: [{ sniHosts: [shop.example.com] }], ${TO('b')} }] }`, ['a 80', 'b 443']],
    ['sidecars where no gateway is named', `{ hosts: [shop], http: [{ ${TO('a')} }] }`, ['a mesh']],
    ['both where both are', `{ hosts: [shop.example.com], gateways: [web, mesh], http: [{ ${TO('a')} }] }`, ['a 80 mesh']],
    ['those that its matches are for', `{ hosts: [shop.example.com], gateways: [web, mesh], http: [{ match: [{ gateways: [mesh] }], ${TO('a')} }, { match: [{ port: 81 }, { gateways: [web/web] }], ${TO('b')} }, { match: [{ port: 81, gateways: [web] }], ${TO('c')} }] }`, ['a mesh', 'b 80 mesh', 'c']],
    ['pods with the labels and the namespace that a match asks of its source', `{ hosts: [shop.example.com], gateways: [web], http: [{ match: [{ sourceLabels: { istio: other } }], ${TO('a')} }, { match: [{ sourceLabels: { istio: ingressgateway }, sourceNamespace: edge }], ${TO('b')} }] }`, ['a', 'b 80']],
    ['nobody known where the gateway is not', `{ hosts: [shop.example.com], gateways: [other/web], http: [{ ${TO('a')} }] }`, ['a unknown']],
    ['nobody where the pods do not see the VirtualService', `{ hosts: [shop.example.com], gateways: [web], exportTo: ["."], http: [{ ${TO('a')} }] }`, ['a']],
  ])('%s', (_, spec, expected) => expect(sent(route(spec))).toEqual(expected));

  test('the proxies of what delegates to it, within both matches', () => {
    const root = route(`{ hosts: [shop.example.com], gateways: [web, mesh], http: [{ match: [{ gateways: [web] }], delegate: { name: part } }] }`, 'root');
    expect(sent(root + route(`{ http: [{ ${TO('a')} }, { match: [{ port: 81 }], ${TO('b')} }] }`, 'part'))).toEqual(['a 80', 'b']);
    expect(sent(route(`{ http: [{ ${TO('a')} }] }`, 'part'))).toEqual(['a']);
  });
});

test('a destination without weight beside others with some is idle, and a mirror is not', () => {
  const weighed = '{ hosts: [shop], http: [{ route: [{ destination: { host: a }, weight: 1 }, { destination: { host: b }, weight: 0 }], mirror: { host: c } }, { route: [{ destination: { host: d }, weight: 0 }] }] }';
  expect(sent(route(weighed))).toEqual(['a mesh', 'b mesh idle', 'c mesh', 'd mesh']);
});
