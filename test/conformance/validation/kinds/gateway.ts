import type { Manifest } from '../../engine/question';
import { NAMESPACE, type KindOfCases } from '../kind';

const FILES = { serverCertificate: '/etc/tls/tls.crt', privateKey: '/etc/tls/tls.key' };

const HOSTS = [
  'shop.example.com', '*', '*.example.com', 'SHOP.example.com', 'shop', '*.com', '*example.com', '*-shop.example.com', 'shop.*.com', '*.*.com', '', '.', 'a.', 'shop.example.com.',
  'shop..com', '-a.com', 'a-.com', 'a_b.com', 'shop.example.com:80', 'http://shop.example.com', 'shop.example.com/', '/shop.example.com', 'web/shop.example.com', './shop.example.com',
  '*/shop.example.com', '*/*', 'web/*', './*', '~/shop.example.com', 'web/shop', 'a.b/shop.example.com', 'a_b/shop.example.com', 'web/x/shop.example.com', '1.2.3.4', '1.2.3.4.5', '::1',
  '2001:db8::1', 'fe80::1%eth0', '[::1]', 'web/1.2.3.4', 'shop.123', '123.com', `${'a'.repeat(63)}.com`, `${'a'.repeat(64)}.com`, `${'a.'.repeat(127)}a`, `${'a.'.repeat(128)}a`,
  'münchen.de', 'a b.com', '*.', '**.com', '*a.b.com', 'mesh',
];

const CERTIFICATES = [{ ...FILES }, { serverCertificate: '/etc/tls/tls.crt' }, { privateKey: '/etc/tls/tls.key' }, {}];

/** Everything that Istio's validation looks at in a Gateway. */
export const gateway: KindOfCases = {
  kind: 'Gateway',
  kept: ['metadata.name'],
  bases: {
    plain: of([server(80, 'HTTP')]),
    redirect: of([server(80, 'HTTP', { tls: { httpsRedirect: true } }), server(443, 'HTTPS', { tls: { mode: 'SIMPLE', credentialName: 'shop' } })]),
    secret: of([server(443, 'HTTPS', { tls: { mode: 'SIMPLE', credentialName: 'shop', minProtocolVersion: 'TLSV1_2' } })]),
    files: of([server(443, 'HTTPS', { tls: { mode: 'SIMPLE', ...FILES } })]),
    mutual: of([server(443, 'TLS', { tls: { mode: 'MUTUAL', ...FILES, caCertificates: '/etc/tls/ca.crt', caCrl: '/etc/tls/ca.crl', cipherSuites: ['ECDHE-RSA-AES128-SHA'] } })]),
    list: of([server(443, 'HTTPS', { tls: { mode: 'OPTIONAL_MUTUAL', tlsCertificates: [{ ...FILES }, { ...FILES }], caCertificates: '/etc/tls/ca.crt' } })]),
    passthrough: of([server(443, 'TLS', { tls: {} })]),
    mesh: of([server(15443, 'TLS', { tls: { mode: 'ISTIO_MUTUAL' } })]),
    tcp: of([server(5432, 'TCP', { bind: '10.0.0.1' })]),
    socket: of([server(0, 'HTTP', { bind: 'unix:///var/run/web.sock' })]),
  },
  values: {
    'spec.servers.*.port.number': [0, 1, -1, 1.5, '80', 'http', null, 65535, 65536, 4294967295],
    'spec.servers.*.port.protocol': ['', null, 'HTTP', 'http', 'HTTP2', 'GRPC', 'GRPC-WEB', 'grpc-web', 'HTTPS', 'TLS', 'TCP', 'UDP', 'Mongo', 'REDIS', 'MySQL', 'HTTP_PROXY', 'HBONE', 'HTTP3', 'HTTP ', 'tcp', 'SSL'],
    'spec.servers.*.port.targetPort': [0, 1, 8080, 70000],
    'spec.servers.*.tls': [
      {}, null, 'SIMPLE', { httpsRedirect: true }, { mode: 'SIMPLE', credentialName: 'shop' }, { credentialName: 'shop' }, { mode: 'ISTIO_MUTUAL', caCrl: '/x' }, { mode: 'AUTO_PASSTHROUGH' }, { mode: 'SIMPLE', ...FILES, caCrl: '/x' },
    ],
    'spec.servers.*.tls.mode': [null, 'simple', 'FOO', '', 1, 'PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL'],
    'spec.servers.*.tls.httpsRedirect': [true, false, null, 'true'],
    'spec.servers.*.tls.serverCertificate': ['', '/etc/tls/other.crt'],
    'spec.servers.*.tls.privateKey': ['', '/etc/tls/other.key'],
    'spec.servers.*.tls.caCertificates': ['', '/etc/tls/ca.crt'],
    'spec.servers.*.tls.caCrl': ['', '/etc/tls/ca.crl'],
    'spec.servers.*.tls.credentialName': ['', 'shop', 'kubernetes-gateway://web/shop', 'configmap://web/shop'],
    'spec.servers.*.tls.credentialNames': [[], ['shop'], ['shop-rsa', 'shop-ecdsa'], ['a', 'b', 'c']],
    'spec.servers.*.tls.tlsCertificates': [[], ...CERTIFICATES.map((each) => [each]), [CERTIFICATES[0], CERTIFICATES[1]], [CERTIFICATES[0], CERTIFICATES[0], CERTIFICATES[0]]],
    'spec.servers.*.tls.minProtocolVersion': ['TLSV1', 'TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'],
  },
  anywhere: {
    'metadata.name': ['shop.example.com', 'a'.repeat(63), 'a'.repeat(64), '0'],
    'spec': [{}, null, { servers: null }],
    'spec.selector': [{}, null, 'ingressgateway', { istio: 1 }],
    'spec.servers': [[], null, {}, 'x', [null], [server(80, 'HTTP'), server(8080, 'HTTP')], [server(80, 'HTTP'), { ...server(8080, 'HTTP'), port: { number: 8080, name: 'other', protocol: 'HTTP' } }]],
    'spec.servers.*': [{}, []],
    'spec.servers.*.host': ['shop.example.com'],
    'spec.servers.*.name': ['', 'shop', 'a_b'],
    'spec.servers.*.hosts': [[], null, 'shop.example.com', [80], [null], ...HOSTS.map((host) => [host]), ['shop.example.com', 'shop'], ['a.com', 'a.com']],
    'spec.servers.*.bind': ['', null, 1, '127.0.0.1', '0.0.0.0', '::', '::1', 'fe80::1%eth0', '::ffff:1.2.3.4', '1.2.3', '01.2.3.4', '10.0.0.0/8', 'localhost', '*', 'unix://', 'unix:///a', 'unix:///a/', 'unix://a', 'unix://@a', 'unix:/a'],
    'spec.servers.*.defaultEndpoint': ['', '127.0.0.1:80', 'x'],
    'spec.servers.*.port': [{}, null, 80, { number: 80, name: 'http', protocol: 'HTTP' }],
    'spec.servers.*.port.name': ['', null, 80, 'a', 'a_b', 'http', 'x'.repeat(100)],
    'spec.servers.*.tls.caCertCredentialName': ['', 'shop-ca'],
    'spec.servers.*.tls.subjectAltNames': [[], ['spiffe://cluster.local/ns/web/sa/shop']],
    'spec.servers.*.tls.maxProtocolVersion': ['TLS_AUTO', 'TLSV1_0', 'TLSV1_3'],
    'spec.servers.*.tls.cipherSuites': [
      [], ['ALL'], [''], ['ECDHE-RSA-AES128-GCM-SHA256'], ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'], ['nonsense'], ['nonsense', 'nonsense'], ['+AES128-SHA'], ['!AES128-SHA'], ['aes128-sha'], ['ALL', 'ALL'],
    ],
    'spec.servers.*.tls.verifyCertificateSpki': [[], ['x']],
    'spec.servers.*.tls.verifyCertificateHash': [[], ['x']],
    'spec.servers.*.tls.insecureSkipVerify': [true, false],
  },
};

function server(number: number, protocol: string, more: object = {}): object {
  return { port: { number, name: protocol.toLowerCase(), protocol }, hosts: ['shop.example.com'], ...more };
}

function of(servers: readonly object[]): Manifest {
  return { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'shop', namespace: NAMESPACE }, spec: { selector: { istio: 'ingressgateway' }, servers } };
}
