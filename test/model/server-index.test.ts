import { sectionOf } from '../../lib/model/section';
import { ServerIndex } from '../../lib/model/server-index';
import { meshOf } from './meshes';

const { gateways } = meshOf(`
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: edge }
spec:
  servers:
    - { port: { number: 1, name: a, protocol: HTTP }, hosts: ["*.example.com"] }
    - { port: { number: 2, name: b, protocol: HTTPS }, hosts: [shop/shop.example.com, ./own.example.com], tls: { mode: SIMPLE } }
    - { port: { number: 3, name: c, protocol: HTTPS }, hosts: [a.example.org], tls: {} }
    - { port: { number: 4, name: d, protocol: TLS }, hosts: [b.example.org], tls: { mode: SIMPLE } }
    - { port: { number: 5, name: e, protocol: TCP }, hosts: ["*"] }
    - { port: { number: 6, name: f, protocol: TLS }, hosts: [c.example.org], tls: { mode: AUTO_PASSTHROUGH } }
    - { port: { number: 7, name: g, protocol: GOPHER }, hosts: [d.example.org] }
`);
const index = new ServerIndex(gateways);
const portsFor = (host: string, namespace?: string) => index.taking('edge/web', host, namespace).map(({ server }) => server.port.number).sort();

describe('the servers that take a host', () => {
  test.each([
    ['are those with the host or a wildcard over it', 'www.example.com', 'web', [1, 5]],
    ['are those of hosts that a wildcard covers, too', '*.example.org', 'web', [3, 4, 5, 6, 7]],
    ['are those for its namespace', 'shop.example.com', 'shop', [1, 2, 5]],
    ['are not those for other namespaces', 'shop.example.com', 'web', [1, 5]],
    ['are those for the namespace of the Gateway where the host says so', 'own.example.com', 'edge', [1, 2, 5]],
    ['are those for any namespace where its own is not known', 'shop.example.com', undefined, [1, 2, 5]],
  ])('%s', (_, host, namespace, expected) => expect(portsFor(host, namespace)).toEqual(expected));

  test('are none of a Gateway that is not known', () => {
    expect([index.has('edge/web'), index.has('edge/other'), index.taking('edge/other', '*', 'web')]).toEqual([true, false, []]);
  });
});

test('the protocol of a server and its TLS mode decide which rules it goes by', () => {
  expect(gateways[0].servers.map(sectionOf)).toEqual(['http', 'http', 'tls', 'tcp', 'tcp', undefined, undefined]);
});
