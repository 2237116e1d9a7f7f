import { buildMesh, type Facts } from '../../lib/model/mesh';
import { destinationRules } from '../../lib/rules/destinations';
import { runRules } from '../../lib/rules/run';

const RULES = destinationRules.filter(({ name }) => name.startsWith('service-entry-'));
const TLS = { number: 443, name: 'tls', protocol: 'TLS' };
const TCP = { number: 5432, name: 'tcp', protocol: 'TCP' };

interface Metadata { readonly name?: string; readonly namespace?: string; readonly labels?: object }

function entry(spec: unknown, metadata: Metadata = {}, status?: object): object {
  return { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'api', namespace: 'web', ...metadata }, spec, status };
}

/** `code severity field` of what is found. */
function foundIn(objects: readonly object[], facts: Facts = {}): readonly string[] {
  const given = objects.map((object, index) => ({ object: object as never, origin: { kind: 'construct', path: `entry-${index}` } as const }));
  return runRules(buildMesh(given, facts), RULES).map(({ code, severity, at: { field = [] } }) => [code, severity, field.slice(1).join('.')].join(' ').trim());
}

const found = (spec: object, metadata: Metadata = {}) => foundIn([entry({ hosts: ['api.example.com'], ports: [TLS], resolution: 'DNS', ...spec }, metadata)]);

describe('hosts', () => {
  test.each(['api.example.com', 'api', 'API.example.com.', '*.example.com', '*'])('%s is taken', (host) => expect(found({ hosts: [host], resolution: 'NONE' })).toEqual([]));
  test.each(['', 'a_b', 'api.example.com:80', 'https://api.example.com', 'web/api.example.com', '192.0.2.7', 'api.*.com'])('%s is not', (host) => {
    expect(found({ hosts: [host], resolution: 'NONE' })).toEqual(['MESH530 error hosts.0']);
  });
  test('a wildcard that is a part of a label is taken with a warning, and without one where names are looked up as they come', () => {
    expect(found({ hosts: ['*-api.example.com'], resolution: 'NONE' })).toEqual(['MESH530 warning hosts.0']);
    expect(found({ hosts: ['*api.example.com'], resolution: 'DYNAMIC_DNS' })).toEqual([]);
  });
  test.each([
    ['DNS', {}, ['MESH531 error hosts.1']],
    ['DNS_ROUND_ROBIN', {}, ['MESH531 error hosts.1']],
    ['STATIC', {}, []],
    ['DNS', { endpoints: [{ address: 'api.example.com' }] }, []],
    ['DNS', { endpoints: [] }, ['MESH531 error hosts.1']],
  ])('a wildcard with resolution %s and %j', (resolution, more, expected) => expect(found({ hosts: ['api.example.com', '*.example.com'], resolution, ...more })).toEqual(expected));

  test.each([
    ['TCP ports', { ports: [TLS, TCP] }, ['MESH537 error ports.1.protocol']],
    ['a port without a protocol', { ports: [{ number: 80, name: 'a' }] }, ['MESH537 error ports.0.protocol']],
    ['ports that tell', { ports: [TLS, { ...TLS, protocol: 'grpc' }] }, []],
    ['TCP and no resolution', { ports: [TCP], resolution: 'NONE', addresses: ['192.0.2.7'] }, []],
    ['TLS and addresses', { addresses: ['192.0.2.7'] }, ['MESH537 warning ports.0.protocol']],
    ['HTTP and addresses', { addresses: ['192.0.2.7'], ports: [{ ...TLS, protocol: 'HTTP' }] }, []],
    ['TLS, addresses and fixed endpoints', { addresses: ['192.0.2.7'], resolution: 'STATIC', endpoints: [{ address: '192.0.2.8' }] }, []],
  ])('several, and %s', (_, more, expected) => expect(found({ hosts: ['api.example.com', 'img.example.com'], ...more }).filter((text) => !text.startsWith('MESH534'))).toEqual(expected));
});

describe('addresses and ports', () => {
  test.each(['192.0.2.7', '192.0.2.0/24', '2001:db8::/32', '0.0.0.0/0'])('address %s is taken', (address) => expect(found({ addresses: [address], resolution: 'NONE' })).toEqual([]));
  test.each(['', 'api', '192.0.2', '192.0.2.0/33', '192.0.2.0/', '192.0.2.0/024', '192.0.2.0/24/8', 'fe80::1%eth0/64', '0192.0.2.7'])('address %s is not', (address) => {
    expect(found({ addresses: [address], resolution: 'NONE' })).toEqual(['MESH533 error addresses.0']);
  });
  test.each([
    ['tls', []], ['TLS', []], ['443', []], ['', ['MESH535 error ports.0.name']], ['a_b', ['MESH535 error ports.0.name']], ['a.b', ['MESH535 error ports.0.name']], ['a'.repeat(64), ['MESH535 error ports.0.name']],
  ])('port name "%s"', (name, expected) => expect(found({ ports: [{ ...TLS, name }] })).toEqual(expected));
  test.each([
    ['https', []], ['MONGO', []], ['', ['MESH534 info ports.0']], ['SSL', ['MESH536 error ports.0.protocol']],
  ])('protocol "%s"', (protocol, expected) => expect(found({ ports: [{ ...TLS, protocol }] })).toEqual(expected));
});

describe('TCP without addresses', () => {
  const tcp = (more: object, metadata: Metadata = {}) => found({ ports: [TCP], ...more }, metadata);

  test('is worth a warning where Istio gives none itself', () => {
    expect(tcp({ resolution: 'NONE' })).toEqual(['MESH534 warning ports.0']);
    expect(tcp({}, { labels: { 'networking.istio.io/enable-autoallocate-ip': 'False' } })).toEqual(['MESH534 warning ports.0']);
  });
  test('is a hint otherwise', () => expect(tcp({})).toEqual(['MESH534 info ports.0']));
  test('is all right with addresses of the cluster', () => {
    expect(foundIn([entry({ hosts: ['a.com'], ports: [TCP], resolution: 'DNS' }, {}, { addresses: [{ value: '240.240.0.1' }] })])).toEqual([]);
  });
  test('is all right where all sidecars capture DNS', () => {
    const meshConfig = (name: string) => ({ defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true', [name]: 'true' } } });
    const of = (resolution: string, name: string) => foundIn([entry({ hosts: ['a.com'], ports: [TCP], resolution })], { meshConfig: meshConfig(name) });
    expect(of('DNS', 'ISTIO_META_DNS_AUTO_ALLOCATE')).toEqual([]);
    expect(of('DNS', 'PILOT_ENABLE_IP_AUTOALLOCATE')).toEqual([]);
    expect(of('DNS', 'OTHER')).toEqual(['MESH534 info ports.0']);
    expect(of('NONE', 'PILOT_ENABLE_IP_AUTOALLOCATE')).toEqual(['MESH534 warning ports.0']);
  });
});

describe('resolution DYNAMIC_DNS', () => {
  test.each([
    ['a wildcard', {}, {}, []],
    ['a host', { hosts: ['api.example.com'] }, {}, ['MESH532 error hosts.0']],
    ['addresses', { addresses: ['192.0.2.7'] }, {}, ['MESH532 error addresses']],
    ['endpoints', { endpoints: [{ address: '192.0.2.7' }] }, {}, ['MESH532 error endpoints']],
    ['HTTPS', { ports: [{ ...TLS, protocol: 'HTTPS' }] }, {}, ['MESH532 error ports.0.protocol']],
    ['no protocol', { ports: [{ number: 1, name: 'a' }] }, {}, ['MESH532 error ports.0.protocol']],
    ['an unknown protocol', { ports: [{ ...TLS, protocol: 'x' }] }, {}, ['MESH536 error ports.0.protocol']],
    ['a waypoint outside of the mesh', {}, { labels: { 'istio.io/use-waypoint': 'w' } }, []],
    ['a waypoint', { location: 'MESH_INTERNAL' }, { labels: { 'istio.io/use-waypoint': 'w' } }, ['MESH532 error labels.istio.io/use-waypoint']],
    ['no waypoint by name', { location: 'MESH_INTERNAL' }, { labels: { 'istio.io/use-waypoint': 'None' } }, []],
  ])('with %s', (_, more, metadata, expected) => expect(found({ hosts: ['*.example.com'], resolution: 'DYNAMIC_DNS', ...more }, metadata)).toEqual(expected));
});

describe('endpoints', () => {
  const at = (endpoint: object, more: object = {}) => found({ resolution: 'STATIC', endpoints: [endpoint], ...more });

  test.each(['192.0.2.7', '2001:db8::7', 'unix:///api.sock', 'unix://@api'])('%s is taken as it is', (address) => expect(at({ address })).toEqual([]));
  test.each(['api.example.com', '192.0.2.7:80', '192.0.2.0/24'])('%s is not', (address) => expect(at({ address })).toEqual(['MESH538 error endpoints.0.address']));
  test.each(['192.0.2.7', 'api', 'api.example.com.'])('%s is looked up', (address) => expect(at({ address }, { resolution: 'DNS' })).toEqual([]));
  test.each(['*.example.com', 'unix:///api.sock', '', 'a_b'])('"%s" cannot be looked up', (address) => expect(at({ address }, { resolution: 'DNS' })).toEqual(['MESH538 error endpoints.0.address']));
  test.each([
    ['an empty address', { address: '' }, {}, ['MESH538 error endpoints.0.address']],
    ['nothing, of which the schema tells', {}, {}, []],
    ['a network', { network: 'other' }, {}, ['MESH538 warning endpoints.0']],
    ['a network to look up', { network: 'other' }, { resolution: 'DNS' }, ['MESH538 error endpoints.0']],
    ['a port of its entry', { address: '192.0.2.7', ports: { tls: 1 } }, {}, []],
    ['other ports', { address: '192.0.2.7', ports: { http: 1, tls: 2, tcp: 3 } }, {}, ['MESH539 error endpoints.0.ports.http', 'MESH539 error endpoints.0.ports.tcp']],
    ['labels', { address: '192.0.2.7', labels: { 'a/b': 'c_d.e-f', 'x': '' } }, {}, []],
    ['what is no label', { address: '192.0.2.7', labels: { 'a b': 'c', 'x': '-' } }, {}, ['MESH540 error endpoints.0.labels.a b', 'MESH540 error endpoints.0.labels.x']],
    ['a socket and two ports', { address: 'unix:///a' }, { ports: [TLS, TCP], addresses: ['192.0.2.7'] }, ['MESH541 error endpoints.0.address']],
    ['a socket and no port', { address: 'unix:///a' }, { ports: [] }, ['MESH541 error endpoints.0.address']],
    ['anything without a resolution, of which the schema tells', { address: 'x y', labels: { 'a b': 'c' } }, { resolution: 'NONE' }, []],
  ])('with %s', (_, endpoint, more, expected) => expect(at(endpoint, more)).toEqual(expected));
});

describe('workloadSelector', () => {
  const selecting = (workloadSelector: unknown, resolution = 'STATIC') => found({ resolution, workloadSelector });

  test.each([
    ['labels', { labels: { app: 'api' } }, []],
    ['no labels', { labels: {} }, ['MESH543 warning workloadSelector']],
    ['nothing', {}, ['MESH543 warning workloadSelector']],
    ['null', null, []],
    ['an empty key', { labels: { '': 'api' } }, ['MESH542 error workloadSelector.labels.']],
    ['a wildcard for a key', { labels: { '*': 'api' } }, ['MESH542 error workloadSelector.labels.*']],
  ])('with %s', (_, selector, expected) => expect(selecting(selector)).toEqual(expected));
  test('is of no use without a resolution', () => expect(selecting({ labels: { app: 'api' } }, 'NONE')).toEqual(['MESH543 warning workloadSelector']));
});

test.each([
  [['*'], []], [['~'], []], [['.', 'shop'], []],
  [['~', '.'], ['MESH544 error exportTo.0']],
  [['.', 'web'], ['MESH544 error exportTo.1']],
  [['shop', 'a_b', 'shop'], ['MESH544 error exportTo.1', 'MESH544 error exportTo.2']],
  [['*', 'shop'], ['MESH544 error exportTo.0']],
])('exportTo %j', (exportTo, expected) => expect(found({ exportTo })).toEqual(expected));

describe('several ServiceEntries for one host', () => {
  const one = (more: object = {}, metadata: Metadata = {}) => entry({ hosts: ['api.example.com'], ports: [TLS], resolution: 'DNS', ...more }, metadata);
  const other = (more: object = {}, metadata: Metadata = {}) => one(more, { name: 'other', ...metadata });
  const HTTPS = { ports: [{ ...TLS, protocol: 'HTTPS' }] };
  const ALT = { ports: [{ ...TLS, number: 8443 }] };

  test.each([
    ['say the same', one(), other(), ['MESH546 info hosts.0']],
    ['say the same in capitals', one(), other({ hosts: ['img.example.com', 'API.example.com'] }), ['MESH546 info hosts.1']],
    ['say the same in two namespaces', one(), other({}, { namespace: 'shop' }), ['MESH546 info hosts.0']],
    ['differ in their protocol', one(), other(HTTPS), ['MESH545 warning ports.0.protocol']],
    ['differ in their endpoints', one(), other({ endpoints: [{ address: '192.0.2.7' }] }), ['MESH546 warning hosts.0']],
    ['differ in a targetPort', one(), other({ ports: [{ ...TLS, targetPort: 8443 }] }), ['MESH546 warning hosts.0']],
    ['have a targetPort that is the default', one(), other({ ports: [{ ...TLS, targetPort: 443 }] }), ['MESH546 info hosts.0']],
    ['have ports of their own in one namespace', one(), other(ALT), []],
    ['have ports of their own in two namespaces', one(), other(ALT, { namespace: 'shop' }), ['MESH546 warning hosts.0']],
    ['have ports of their own and other labels', one(), other(ALT, { labels: { a: 'b' } }), ['MESH546 warning hosts.0']],
    ['are in two namespaces that do not see each other', one({ exportTo: ['.'] }), other({ exportTo: ['.'] }, { namespace: 'shop' }), []],
    ['are in two namespaces of which one sees the other', one({ exportTo: ['.'] }), other(HTTPS, { namespace: 'shop' }), ['MESH545 warning ports.0.protocol']],
    ['are hidden', one({ exportTo: ['~'] }), other({ ...HTTPS, exportTo: ['~'] }), []],
    ['are for a host and a wildcard over it', one(), other({ hosts: ['*.example.com'], resolution: 'NONE' }), []],
  ])('that %s', (_, first, second, expected) => expect(foundIn([first, second])).toEqual(expected));

  test('of three the third is told once for each that it conflicts with, and the rest once', () => {
    expect(foundIn([one(), other(HTTPS), other({ ports: [TCP], addresses: ['192.0.2.7'] }, { name: 'third' })])).toEqual(['MESH545 warning ports.0.protocol']);
    expect(foundIn([one(), other(HTTPS), other({ ports: [{ ...TLS, protocol: 'HTTP' }] }, { name: 'third' })])).toEqual(['MESH545 warning ports.0.protocol', 'MESH545 warning ports.0.protocol', 'MESH545 warning ports.0.protocol']);
  });

  test('many are compared with the first alone', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => other({}, { name: `api-${index}`, namespace: `n${index}` }));
    expect(foundIn([one(), ...many])).toHaveLength(5_000);
  });
});

test.each([
  [undefined], [null], ['x'], [[]], [{ hosts: 'x', addresses: {}, ports: 'x', endpoints: 1, exportTo: 'x', workloadSelector: 'x' }],
  [{ hosts: [1, null], addresses: [1], ports: [null, 1, { number: 'x', name: 1, protocol: {} }], endpoints: [null, { address: 1, ports: 'x', labels: [] }], exportTo: [1], resolution: 'STATIC', workloadSelector: { labels: 'x' } }],
])('of the wrong types in %j the schema tells', (spec) => {
  expect(() => foundIn([entry(spec)])).not.toThrow();
});
