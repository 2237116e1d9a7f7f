import type { Outcome } from '../../lib/router/outcome';
import { Router } from '../../lib/router/router';
import { meshOf } from '../model/meshes';

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: istio-system }
spec: { selector: { istio: ingressgateway }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
`;

function pod(name: string, address: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: istio-system, labels: { istio: ingressgateway } }\nspec: { containers: [{ name: istio-proxy, image: auto }] }\nstatus: { podIP: ${address} }\n---\n`;
}

/** A Gateway with a server at each of these addresses, or at all where one is empty, each of which answers by a status of its own. */
function gateway(...binds: readonly string[]): string {
  return binds.map((bind, index) => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web-${index}, namespace: web }
spec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"]${bind === '' ? '' : `, bind: "${bind}"`} }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web-${index}, namespace: web }
spec: { hosts: ["*"], gateways: [web-${index}], http: [{ directResponse: { status: ${200 + index} } }] }
---
`).join('');
}

function ask(yaml: string, address?: string): Outcome {
  return new Router(meshOf(SERVICE + yaml)).route({ url: 'http://a.com/', address });
}

function statusOf(outcome: Outcome): number | string {
  return outcome.kind === 'answered' ? outcome.status : outcome.kind === 'refused' ? outcome.because : outcome.kind;
}

describe('a connection by a Service comes to', () => {
  test.each<[string, string, number | string]>([
    ['the server at all addresses, and not to one at an address that the pods do not have', gateway('10.0.0.1', '') + pod('one', '10.9.9.1'), 201],
    ['the server at the address of the pods before the one at all', gateway('', '10.9.9.1') + pod('one', '10.9.9.1'), 201],
    ['no server where all are at other addresses than the pods have', gateway('10.0.0.1') + pod('one', '10.9.9.1'), 'no-listener'],
    ['no server at the loopback address, whatever is known of the pods', gateway('127.0.0.1'), 'no-listener'],
    ['nor at that of IPv6', gateway('::1'), 'no-listener'],
    ['the server at all addresses beside one at the loopback address', gateway('127.0.0.1', ''), 201],
    ['the one server there is where nobody knows the addresses', gateway('10.0.0.1'), 200],
    ['nobody knows which of several where nobody knows the addresses', gateway('10.0.0.1', '10.0.0.2'), 'unknown'],
    ['nobody knows which where only one of the pods has the address', gateway('10.9.9.1') + pod('one', '10.9.9.1') + pod('two', '10.9.9.2'), 'unknown'],
    ['the server at all IPv6 addresses', gateway('::'), 200],
  ])('%s', (_, yaml, expected) => expect(statusOf(ask(yaml))).toBe(expected));

  test('a server with a caveat where the addresses matter and are not known', () => {
    expect(ask(gateway('10.0.0.1')).caveats).toEqual(['Only connections that come to the address 10.0.0.1 are taken, which nothing says the pods have.']);
    expect(ask(gateway('10.0.0.1', '')).caveats).toEqual(['Connections that come to the address 10.0.0.1 are taken by another listener.']);
    expect(ask(gateway('')).caveats).toEqual([]);
    expect(ask(gateway('10.9.9.1') + pod('one', '10.9.9.1')).caveats).toEqual([]);
  });

  test('the address that is missing where it is unknown', () => {
    expect(ask(gateway('10.0.0.1', '10.0.0.2'))).toMatchObject({ needs: 'the address that the connection comes to, 10.0.0.1 or 10.0.0.2' });
    expect(ask(gateway('10.9.9.1', '') + pod('one', '10.9.9.1') + pod('two', '10.9.9.2'))).toMatchObject({ needs: 'the pod that the connection comes to, since not all of them have the address 10.9.9.1' });
  });
});

describe('a connection to an address comes to', () => {
  test.each<[string, string, string, number | string]>([
    ['the server there before the one at all addresses', gateway('', '10.0.0.1'), '10.0.0.1', 201],
    ['the server at all addresses where there is none', gateway('', '10.0.0.1'), '10.0.0.2', 200],
    ['no server where there is none for it', gateway('10.0.0.1'), '10.0.0.2', 'no-listener'],
    ['the server at the loopback address from within the pods', gateway('127.0.0.1'), '127.0.0.1', 200],
  ])('%s', (_, yaml, address, expected) => expect(statusOf(ask(yaml, address))).toBe(expected));

  test('none with a caveat: it is known', () => {
    expect(ask(gateway('10.0.0.1', ''), '10.0.0.1').caveats).toEqual([]);
  });
});
