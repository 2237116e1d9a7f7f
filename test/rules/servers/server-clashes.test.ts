import { documents } from '../../../lib/rules/example-manifests';
import { gateway, HTTP, HTTPS, PASSTHROUGH, server, virtualService } from '../../../lib/rules/example-routing';
import { found } from '../found';

const TCP = 'port: { number: 80, name: tcp, protocol: TCP }';
const TLS = HTTPS.replace('443', '80');
const POD = 'the pods with istio=ingressgateway';

/** Each in a Gateway of its own; `created` tells which is the older. */
function gateways(servers: readonly string[], created?: readonly string[]): string {
  return documents(...servers.map((each, index) => {
    const yaml = gateway(each, { name: each.includes('tls:') ? 'tls' : `plain-${each.includes('TCP') ? 'tcp' : 'http'}` });
    return created === undefined ? yaml : yaml.replace(', namespace', `, creationTimestamp: "${created[index]}", namespace`);
  }));
}

const all = (yaml: string) => ['MESH101', 'MESH121', 'MESH122'].flatMap((code) => found(code, yaml).map((text) => `${code} ${text}`));
const eitherWay = (a: string, b: string) => [all(gateways([a, b])), all(gateways([b, a]))];

describe('TLS and plain HTTP on one port, of Gateways whose age is not known', () => {
  test('are a warning, as both are served where the one with TLS is the older', () => {
    const [one, other] = eitherWay(server('a.example.com'), server('b.example.com', TLS));
    expect(one).toEqual([`MESH121 warning: server for HTTPS cannot share port 80 of ${POD} with that for HTTP of Gateway web/plain-http, which may be the older one`]);
    expect(other).toEqual(one);
  });

  test('are an error where the one with TLS takes every connection', () => {
    const [one, other] = eitherWay(server('a.example.com'), server('"*"', TLS));
    expect(one).toEqual([expect.stringMatching(/^MESH121 error: server for HTTPS cannot/)]);
    expect(other).toEqual(one);
  });

  test('are told by their host where both have it', () => {
    for (const texts of eitherWay(server('"*"'), server('"*"', TLS))) expect(texts).toEqual([`MESH101 error: host "*" is taken twice on port 80 of ${POD}`]);
  });
});

test('where the older server is known to be that with TLS, nothing is lost', () => {
  const servers = [server('a.example.com'), server('b.example.com', TLS)];
  expect(all(gateways(servers, ['2024-02-01T00:00:00Z', '2024-01-01T00:00:00Z']))).toEqual([]);
  expect(all(gateways(servers, ['2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z']))).toEqual([
    `MESH121 error: server for HTTPS cannot share port 80 of ${POD} with that for HTTP of Gateway web/plain-http`,
  ]);
});

test('TCP beside HTTP is an error whichever is the older', () => {
  for (const texts of eitherWay(server('a.example.com'), server('b.example.com', TCP))) expect(texts).toEqual([expect.stringMatching(/^MESH121 error: .*, which may be the older one$/)]);
});

describe('a listener that Envoy refuses', () => {
  test('has servers without bind beside those of 0.0.0.0', () => {
    const anywhere = `${server('b.example.com', HTTP.replace('name: http', 'name: other'))}      bind: 0.0.0.0\n`;
    expect(all(gateway(server('a.example.com') + anywhere))).toEqual([`MESH122 error: two servers of Gateway "web/web" both take every connection on port 80 of ${POD}`]);
    expect(all(gateway(server('b.example.com') + anywhere))).toEqual([`MESH101 error: host "b.example.com" is taken twice on port 80 of ${POD}`]);
  });

  test('has an SNI host that is a wildcard for Istio alone', () => {
    const route = '  tls: [{ match: [{ sniHosts: ["*-a.example.com"] }], route: [{ destination: { host: shop, port: { number: 443 } } }] }]\n';
    expect(all(documents(gateway(server('"*.example.com"', PASSTHROUGH)), virtualService(route, { hosts: '"*.example.com"' })))).toEqual([
      `MESH122 error: SNI host "*-a.example.com" on port 443 of ${POD} is no wildcard for Envoy: only "*" and "*.example.com" are`,
    ]);
  });

  test('is told once where two names differ in their case', () => {
    expect(all(gateways([server('a.example.com', HTTPS), server('A.example.com', HTTPS)]))).toHaveLength(1);
  });
});

describe('two VirtualServices with tcp routes on one server', () => {
  const route = (name: string) => virtualService('  tcp: [{ route: [{ destination: { host: shop } }] }]\n', { name, hosts: '"*.example.com"' });
  test('are told, as all connections go by one of them', () => {
    expect(found('MESH125', documents(gateway(server('"*.example.com"', TCP)), route('one'), route('two')))).toEqual([
      `warning: all TCP connections on port 80 of ${POD} are routed by VirtualService "web/one", too`,
    ]);
  });
});
