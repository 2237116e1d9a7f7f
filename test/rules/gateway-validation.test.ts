import { buildMesh } from '../../lib/model/mesh';
import { runRules } from '../../lib/rules/run';
import { serverRules } from '../../lib/rules/servers';
import { tlsRules } from '../../lib/rules/tls';

const RULES = [...serverRules, ...tlsRules].filter(({ code, seeAlso }) => code === 'MESH221' || seeAlso.some((istio) => istio === 'IST0106' || istio === 'IST0133'));

/** `code severity field` of what is found, the field from the server on. */
function found(spec: unknown, name = 'shop'): readonly string[] {
  const object = { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name, namespace: 'web' }, spec } as never;
  return runRules(buildMesh([{ object, origin: { kind: 'construct', path: 'gateway' } }]), RULES)
    .map(({ code, severity, at: { field = [] } }) => [code, severity, field.join('.').replace(/^spec\.servers\.0\.?/, '')].join(' ').trim());
}

const inServer = (server: object) => found({ servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop.example.com'], ...server }] });
const onPort = (port: object) => inServer({ port: { number: 80, name: 'http', protocol: 'HTTP', ...port } });
const withTls = (tls: unknown, protocol = 'HTTPS') => inServer({ port: { number: 443, name: 'https', protocol }, tls });
const FILES = { serverCertificate: '/tls.crt', privateKey: '/tls.key' };

describe('hosts', () => {
  test.each([
    'shop.example.com', '*', '*.example.com', 'web/shop.example.com', './shop.example.com', '*/shop.example.com', '*/*', 'Web/SHOP.example.com', '192.0.2.1', '2001:db8::1.2.3.4',
    'shop.example.com.', '*.com', 'web/*', `${'a'.repeat(63)}.com`,
  ])('%s is taken', (host) => expect(inServer({ hosts: [host] })).toEqual([]));

  test.each([
    'shop', '', '.', '*example.com', 'shop.*.com', '*-shop.example.com', 'shop.example.com:80', 'https://shop.example.com', '/shop.example.com', 'web/', 'web/shop', 'a.b/shop.example.com', '~/shop.example.com',
    'web/x/shop.example.com', 'shop..com', '-shop.com', 'shop_1.com', 'shop.123', 'münchen.de', `${'a'.repeat(64)}.com`, '::1', '[::1]',
  ])('%s is not', (host) => expect(inServer({ hosts: [host] })).toEqual(['MESH113 error hosts.0']));

  test('each one is told', () => expect(inServer({ hosts: ['a', 'shop.example.com', 'b'] })).toEqual(['MESH113 error hosts.0', 'MESH113 error hosts.2']));
  test('an empty list is one too few', () => expect(inServer({ hosts: [] })).toEqual(['MESH112 error hosts']));
});

describe('ports and addresses', () => {
  test.each([
    ['0', { number: 0 }, ['MESH114 error port.number']],
    ['65536', { number: 65536 }, ['MESH114 error port.number']],
    ['an empty name', { name: '' }, ['MESH115 error port.name']],
    ['a targetPort', { targetPort: 8080 }, ['MESH117 error port.targetPort']],
    ['an unknown protocol', { protocol: 'HTTP/2' }, ['MESH118 error port.protocol']],
    ['an empty protocol', { protocol: '' }, ['MESH118 error port.protocol']],
    ['UDP', { protocol: 'udp' }, []],
    ['any name', { name: 'a_b c' }, []],
  ])('%s', (_, port, expected) => expect(onPort(port)).toEqual(expected));

  test.each([
    ['an address', '127.0.0.1', 80, []],
    ['a network', '10.0.0.0/8', 80, ['MESH119 error bind']],
    ['a name', 'localhost', 80, ['MESH119 error bind']],
    ['a star', '*', 80, ['MESH119 error bind']],
    ['a socket', 'unix:///web.sock', 0, []],
    ['a socket with a port', 'unix:///web.sock', 80, ['MESH119 error bind']],
    ['a folder', 'unix:///web/', 0, ['MESH119 error bind']],
    ['a folder with a port out of range', 'unix:///web/', 65536, ['MESH114 error port.number', 'MESH119 error bind', 'MESH119 error bind']],
    ['nothing, and no port', '', 0, ['MESH114 error port.number']],
  ])('bound to %s', (_, bind, number, expected) => expect(inServer({ bind, port: { number, name: 'http', protocol: 'HTTP' } })).toEqual(expected));

  test('a name given three times is told twice, at those that come later', () => {
    const server = (number: number) => ({ port: { number, name: 'http', protocol: 'HTTP' }, hosts: ['*'] });
    expect(found({ servers: [server(80), server(81), server(82)] })).toEqual(['MESH116 error spec.servers.1.port.name', 'MESH116 error spec.servers.2.port.name']);
  });
});

describe('tls', () => {
  test.each([
    ['none on HTTPS', undefined, 'HTTPS', ['MESH210 error']],
    ['null on TLS', null, 'tls', ['MESH210 error']],
    ['none on TCP', undefined, 'TCP', []],
    ['an empty one on TLS', {}, 'TLS', []],
    ['an empty one on HTTP', {}, 'HTTP', []],
    ['an empty one on TCP', {}, 'TCP', ['MESH211 error tls']],
    ['a certificate on HTTP', { mode: 'SIMPLE', credentialName: 'shop' }, 'HTTP', ['MESH211 error tls']],
    ['files on HTTP', { ...FILES }, 'GRPC', ['MESH211 error tls']],
    ['a credential on HTTP that redirects', { httpsRedirect: true, credentialName: 'shop' }, 'HTTP', ['MESH215 warning tls.credentialName']],
    ['a redirect on HTTPS', { mode: 'SIMPLE', credentialName: 'shop', httpsRedirect: true }, 'HTTPS', ['MESH212 warning tls.httpsRedirect']],
    ['a redirect on TCP, which has no tls', { httpsRedirect: true }, 'TCP', ['MESH211 error tls']],
    ['a mode that does not exist', { mode: 'simple', credentialName: 'shop' }, 'HTTPS', []],
  ])('%s', (_, tls, protocol, expected) => expect(withTls(tls, protocol)).toEqual(expected));

  test.each([
    ['nothing to serve', { mode: 'SIMPLE' }, ['MESH213 error tls']],
    ['an empty name', { mode: 'SIMPLE', credentialName: '' }, ['MESH213 error tls']],
    ['no key', { mode: 'SIMPLE', serverCertificate: '/tls.crt' }, ['MESH213 error tls']],
    ['no certificate and no CA', { mode: 'MUTUAL' }, ['MESH213 error tls']],
    ['no CA', { mode: 'OPTIONAL_MUTUAL', ...FILES }, ['MESH214 error tls']],
    ['a certificate without its key among several', { mode: 'SIMPLE', tlsCertificates: [FILES, { serverCertificate: '/tls.crt' }] }, ['MESH213 error tls.tlsCertificates.1']],
    ['a list of credentials', { mode: 'MUTUAL', credentialNames: ['a', 'b'] }, []],
    ['files beside a credential', { mode: 'SIMPLE', ...FILES, credentialName: 'shop' }, ['MESH216 error tls']],
    ['a file beside a credential', { mode: 'SIMPLE', serverCertificate: '/tls.crt', credentialName: 'shop' }, []],
    ['a list beside a credential', { mode: 'SIMPLE', tlsCertificates: [FILES], credentialName: 'shop' }, ['MESH216 error tls']],
    ['what the schema refuses by itself', { mode: 'SIMPLE', credentialNames: ['a'], credentialName: 'shop' }, []],
    ['certificates of the mesh and a CA', { mode: 'ISTIO_MUTUAL', caCertificates: '/ca.crt' }, ['MESH217 error tls.caCertificates']],
  ])('certificates: %s', (_, tls, expected) => expect(withTls(tls)).toEqual(expected));

  test.each([
    ['a credential and no mode', { credentialName: 'shop' }, ['MESH215 error tls.credentialName']],
    ['a credential and null for the mode', { mode: null, credentialName: 'shop' }, ['MESH215 error tls.credentialName']],
    ['a credential that is handed on', { mode: 'PASSTHROUGH', credentialName: 'shop' }, ['MESH215 warning tls.credentialName']],
    ['files of a gateway between networks', { mode: 'AUTO_PASSTHROUGH', ...FILES }, ['MESH215 warning tls.serverCertificate']],
    ['a CRL where no client is asked', { mode: 'SIMPLE', ...FILES, caCrl: '/crl' }, ['MESH218 error tls.caCrl']],
    ['a CRL beside a credential', { mode: 'MUTUAL', credentialName: 'shop', caCrl: '/crl' }, ['MESH218 error tls.caCrl']],
    ['a CRL beside a credential where no client is asked', { mode: 'SIMPLE', credentialName: 'shop', caCrl: '/crl' }, ['MESH218 warning tls.caCrl']],
    ['a CRL of the mesh', { mode: 'ISTIO_MUTUAL', caCrl: '/crl' }, []],
  ])('not used: %s', (_, tls, expected) => expect(withTls(tls)).toEqual(expected));

  test.each([
    ['an old version', { minProtocolVersion: 'TLSV1_0' }, ['MESH219 warning tls.minProtocolVersion']],
    ['an old version with ciphers', { minProtocolVersion: 'TLSV1_0', cipherSuites: ['AES128-SHA'] }, []],
    ['unknown ciphers', { cipherSuites: ['TLS_AES_128_GCM_SHA256', 'AES128-SHA'] }, ['MESH220 warning tls.cipherSuites']],
    ['ciphers named twice, and unknown ones', { cipherSuites: ['AES128-SHA', 'AES128-SHA', 'x'] }, ['MESH220 warning tls.cipherSuites', 'MESH220 warning tls.cipherSuites']],
    ['a highest version below the lowest', { minProtocolVersion: 'TLSV1_3', maxProtocolVersion: 'TLSV1_2' }, ['MESH221 error tls.maxProtocolVersion']],
    ['a highest version below that of Envoy', { minProtocolVersion: 'TLS_AUTO', maxProtocolVersion: 'TLSV1_1' }, ['MESH221 error tls.maxProtocolVersion']],
    ['old versions alone', { minProtocolVersion: 'TLSV1_0', maxProtocolVersion: 'TLSV1_1', cipherSuites: ['AES128-SHA'] }, []],
    ['expressions', { cipherSuites: ['ALL', '-AES128-SHA', '[AES256-SHA|AES128-SHA]'] }, []],
  ])('versions and ciphers: %s', (_, tls, expected) => expect(withTls({ mode: 'SIMPLE', credentialName: 'shop', ...tls })).toEqual(expected));
});

describe('the Gateway as a whole', () => {
  test.each([[{}], [{ servers: [] }], [{ servers: null }], [undefined]])('%j has no servers', (spec) => expect(found(spec)).toEqual(['MESH111 error spec.servers']));
  test.each(['shop.example', 'a'.repeat(64), '-shop'])('the name %s is refused', (name) => expect(found({ servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }] }, name)).toEqual(['MESH110 error metadata.name']));
  test.each([
    [null], ['x'], [1], [[]], [{ servers: 'x' }], [{ servers: [null, 1, [], 'x'] }], [{ servers: [{ port: 80, hosts: 'x', tls: 'x', bind: 1 }] }],
    [{ servers: [{ port: { number: '80', name: 1, protocol: {}, targetPort: 'x' }, hosts: [1, null, {}], tls: { cipherSuites: 'x', tlsCertificates: {}, credentialName: 1, mode: 5 } }] }],
  ])('of the wrong types in %j the schema tells', (spec) => {
    expect(() => found(spec)).not.toThrow();
    expect(found(spec).filter((text) => !text.startsWith('MESH111'))).toEqual([]);
  });
});
