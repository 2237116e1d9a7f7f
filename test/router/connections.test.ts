import type { Outcome } from '../../lib/router/outcome';
import type { Request } from '../../lib/router/request';
import { Router } from '../../lib/router/router';
import { meshOf } from '../model/meshes';

const route = (name: string, spec: string) => `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: ${name}, namespace: web }\nspec: { gateways: [web], ${spec} }\n---\n`;

const MESH = meshOf(`
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: istio-system }
spec: { selector: { istio: ingressgateway }, ports: [{ name: tcp, port: 9000 }, { name: tls, port: 9001 }, { name: pass, port: 9443 }, { name: mutual, port: 9002 }, { name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: web }
spec: { selector: { app: db }, ports: [{ name: tcp, port: 5432 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: web }
spec:
  selector: { istio: ingressgateway }
  servers:
    - { port: { number: 9000, name: tcp, protocol: TCP }, hosts: ["*"] }
    - { port: { number: 9001, name: tls, protocol: TLS }, hosts: [db.com], tls: { mode: SIMPLE, credentialName: db } }
    - { port: { number: 9002, name: mutual, protocol: TLS }, hosts: [db.com], tls: { mode: MUTUAL, credentialName: db } }
    - { port: { number: 9443, name: pass, protocol: TLS }, hosts: ["*.pass.com"], tls: { mode: PASSTHROUGH } }
    - { port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }
---
${route('tcp', 'hosts: ["*"], tcp: [{ match: [{ port: 9000 }], route: [{ destination: { host: db } }] }]')}
${route('tls', 'hosts: [db.com], tcp: [{ route: [{ destination: { host: db } }] }]')}
${route('pass', 'hosts: ["*.pass.com"], tls: [{ match: [{ sniHosts: [a.pass.com] }], route: [{ destination: { host: db } }] }]')}
`, { complete: ['Service', 'DestinationRule'] });

function ask(request: Request): Outcome {
  return new Router(MESH).route(request);
}

// What the engine is asked by HTTP holds for any bytes where no HTTP is looked at.
describe.each<[string, string, Omit<Request, 'url'>, string]>([
  ['a server of TCP', '//db.com:9000', {}, 'forwarded'],
  ['a server of TCP, by TLS,', 's//db.com:9000', {}, 'forwarded'],
  ['a server that terminates TLS', 's//db.com:9001', {}, 'forwarded'],
  ['a server that terminates TLS, by another name,', 's//cart.com:9001', {}, 'refused no-sni-match'],
  ['a server that terminates TLS, in plain text,', '//db.com:9001', {}, 'refused tls-expected'],
  ['a server that asks for a certificate', 's//db.com:9002', {}, 'refused client-certificate-required'],
  ['a server that gets its certificate', 's//db.com:9002', { clientCertificate: true }, 'forwarded'],
  ['a server that passes TLS on', 's//a.pass.com:9443', {}, 'forwarded'],
  ['a server that passes TLS on, by the SNI alone,', 's//10.0.0.1:9443', { sni: 'a.pass.com' }, 'forwarded'],
  ['a server that passes TLS on, by a name without a route,', 's//b.pass.com:9443', {}, 'refused no-sni-match'],
  ['a server that passes TLS on, in plain text,', '//a.pass.com:9443', {}, 'refused tls-expected'],
  ['a port that there is not', '//db.com:1234', {}, 'refused no-listener'],
])('%s', (_, rest, options, expected) => {
  const [isSecure, place] = rest.startsWith('s') ? [true, rest.slice(1)] : [false, rest];
  const [bytes, http] = [`${isSecure ? 'tls' : 'tcp'}:${place}`, `${isSecure ? 'https' : 'http'}:${place}`].map((url) => ask({ url, ...options }));

  test(`is ${expected} by bytes`, () => expect([bytes.kind, ...(bytes.kind === 'refused' ? [bytes.because] : [])].join(' ')).toBe(expected));
  test('is the same by HTTP', () => {
    const { trace: _bytes, ...one } = bytes;
    const { trace: _http, ...other } = http;
    expect(one).toEqual(other);
    expect(bytes.trace.chain?.serverNames).toEqual(http.trace.chain?.serverNames);
  });
});

test('a server of HTTP tells the two apart', () => {
  expect(ask({ url: 'tcp://db.com:80' })).toMatchObject({ kind: 'unsupported', feature: 'bytes that are no HTTP, to a server of HTTP' });
  expect(ask({ url: 'http://db.com:80' })).toMatchObject({ kind: 'refused', because: 'no-host' });
});
