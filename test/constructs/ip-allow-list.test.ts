import { HostRoute, HttpGateway, IngressGateway, IpAllowList, IstioChecks, JwtAuthentication, JwtIssuer, Match, ServiceRef, type IpAllowListOptions } from 'cdk8s-istio';
import { get } from '../../lib/testing';
import { newChart, renderOne, withFile } from '../support';

const ingress = IngressGateway.istioctlDefault();
const shop = ServiceRef.named('web', 'shop', { ports: { http: 80 } });

function site(options: Partial<IpAllowListOptions> = {}) {
  const chart = newChart();
  const gateway = new HttpGateway(chart, 'gateway', { ingress });
  for (const host of ['admin.com', 'shop.com']) new HostRoute(chart, host, { gateway, host }).forward(Match.any(), shop);
  new IpAllowList(chart, 'office', { ingress, hosts: ['admin.com'], allow: ['203.0.113.0/24', '2001:db8::7'], clientAddress: 'connection', publicPaths: ['/health'], ...options });
  return chart;
}

/** As a mesh behind one proxy that adds X-Forwarded-For. */
const BEHIND_PROXY = `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "defaultConfig: { gatewayTopology: { numTrustedProxies: 1 } }" }
`;

test.each([
  ['connection', { notIpBlocks: ['203.0.113.0/24', '2001:db8::7'] }],
  ['proxy-protocol', { notRemoteIpBlocks: ['203.0.113.0/24', '2001:db8::7'] }],
  ['x-forwarded-for', { notRemoteIpBlocks: ['203.0.113.0/24', '2001:db8::7'] }],
] as const)('where the address comes from decides the field: %s', (clientAddress, source) => {
  const policy = renderOne(site({ clientAddress }), 'AuthorizationPolicy');
  expect(policy.metadata.namespace).toBe('istio-system');
  expect(policy.spec).toEqual({
    selector: { matchLabels: { istio: 'ingressgateway' } }, action: 'DENY',
    rules: [{ from: [{ source }], to: [{ operation: { hosts: ['admin.com', 'admin.com:*'], notPaths: ['/health'] } }] }],
  });
});

test.each([
  ['203.0.113.7', true], ['203.0.114.1', false], ['2001:db8::7', true], ['2001:db8::8', false],
])('a connection from %s', (sourceIp, passes) => {
  const chart = site();
  const request = get(chart, 'http://admin.com/', { sourceIp });
  if (passes) expect(request).toReach(shop);
  else expect(request).toBeRefused('denied');
  expect(get(chart, 'http://admin.com/health', { sourceIp })).toReach(shop);
  expect(get(chart, 'http://shop.com/', { sourceIp })).toReach(shop);
  if (!passes) expect(get(chart, 'http://shop.com/', { sourceIp, headers: { host: 'admin.com:80' } })).toBeRefused('denied');
});

describe('behind a proxy it is who the proxy says that counts', () => {
  test.each([['203.0.113.7', true], ['198.51.100.1', false], ['203.0.113.7, 198.51.100.1', false]])('x-forwarded-for: %s', (said, passes) => {
    const chart = site({ clientAddress: 'x-forwarded-for' });
    withFile('mesh.yaml', BEHIND_PROXY, (path) => IstioChecks.of(chart.node.root).existing(path));
    const request = get(chart, 'http://admin.com/', { sourceIp: '10.0.0.1', headers: { 'x-forwarded-for': said } });
    if (passes) expect(request).toReach(shop);
    else expect(request).toBeRefused('denied');
  });

  test('and nobody is believed where the mesh is not told of one', () => {
    expect(get(site({ clientAddress: 'x-forwarded-for' }), 'http://admin.com/', { sourceIp: '10.0.0.1', headers: { 'x-forwarded-for': '203.0.113.7' } })).toBeRefused('denied');
  });
});

test('beside a login both count', () => {
  const chart = site();
  new JwtAuthentication(chart, 'login', { ingress, hosts: ['admin.com'], issuers: JwtIssuer.of('https://accounts.example.com') });
  const [token, sourceIp] = [{ iss: 'https://accounts.example.com', sub: 'jason' }, '203.0.113.7'];
  expect(get(chart, 'http://admin.com/', { token, sourceIp })).toReach(shop);
  expect(get(chart, 'http://admin.com/', { sourceIp })).toBeRefused('denied');
  expect(get(chart, 'http://admin.com/', { token, sourceIp: '10.0.0.1' })).toBeRefused('denied');
});

test.each<[string, Partial<IpAllowListOptions>, string]>([
  ['a range of too many bits', { allow: ['10.0.0.0/33'] }, '"10.0.0.0/33" is no range of IP addresses; give an address such as "203.0.113.7", or a range such as "203.0.113.0/24"'],
  ['a name', { allow: ['office.example.com'] }, '"office.example.com" is no range'],
  ['nobody', { allow: [] }, 'allow is an empty list, so nobody could come'],
  ['one twice', { allow: ['10.0.0.1', '10.0.0.1'] }, '"10.0.0.1" is allowed twice'],
  ['a wildcard host', { hosts: ['*.admin.com'] }, 'host "*.admin.com" cannot be guarded by itself'],
])('%s is an error', (_, options, message) => {
  expect(() => site(options)).toThrow(message);
});
