import {
  Certificate, ClientCa, HostRoute, IngressGateway, Match, ServiceRef, TcpGateway, TcpRoute, TlsGateway,
  type CertificateForHosts, type OneCertificate, type ServerTlsOptions, type TlsGatewayOptions, type TlsGatewayProps,
} from 'cdk8s-istio';
import { get } from '../../lib/testing';
import { newChart, render, renderOne, synthErrors } from '../support';
import { MadeCertificates } from './made-certificates';

const ingress = IngressGateway.istioctlDefault();
const certificate = Certificate.fromSecret('web-tls');
const hosts = ['a.com'];
const backend = ServiceRef.named('web', 'backend', { ports: { http: 80 } });

function rendered(props: TlsGatewayProps) {
  const chart = newChart();
  new TlsGateway(chart, 'web', props);
  return chart;
}

const tlsOf = (props: Partial<TlsGatewayOptions & OneCertificate>) => renderOne(rendered({ ingress, hosts, certificate, ...props }), 'Gateway').spec.servers[0].tls as object;

describe('mutual TLS', () => {
  const made = new MadeCertificates();
  const ca = made.make([], { subject: 'ca' });
  const leaf = made.make(['a.com'], { subject: 'leaf', signedBy: ca });
  afterAll(() => made.remove());

  test.each<[string, Partial<TlsGatewayOptions & OneCertificate>, object]>([
    ['by a Secret, which istiod finds by the ending', { clientCa: ClientCa.fromSecret('partners') }, { mode: 'MUTUAL', credentialName: 'web-tls', caCertCredentialName: 'partners-cacert' }],
    ['by a Secret that has the ending', { clientCa: ClientCa.fromSecret('partners-cacert') }, { mode: 'MUTUAL', credentialName: 'web-tls', caCertCredentialName: 'partners-cacert' }],
    ['by the Secret that istiod looks for anyway', { clientCa: ClientCa.fromSecret({ name: 'web-tls-cacert', metadata: { namespace: 'istio-system' } }) }, { mode: 'MUTUAL', credentialName: 'web-tls' }],
    ['by a ConfigMap', { clientCa: ClientCa.fromConfigMap('pki', 'partners') }, { mode: 'MUTUAL', credentialName: 'web-tls', caCertCredentialName: 'configmap://pki/partners' }],
    ['where clients have a certificate', { mode: 'OPTIONAL_MUTUAL', clientCa: ClientCa.fromSecret('partners') }, { mode: 'OPTIONAL_MUTUAL', credentialName: 'web-tls', caCertCredentialName: 'partners-cacert' }],
    [
      'by the pods\' own files', { certificate: Certificate.mounted('/a.crt', '/a.key'), clientCa: ClientCa.mounted('/ca.crt', { crl: '/ca.crl' }) },
      { mode: 'MUTUAL', serverCertificate: '/a.crt', privateKey: '/a.key', caCertificates: '/ca.crt', caCrl: '/ca.crl' },
    ],
    [
      'of some clients only', { clientCa: ClientCa.fromSecret('partners'), subjectAltNames: ['partner.com'], verifyCertificateSpki: ['a'], verifyCertificateHash: ['b'], insecureSkipVerify: true },
      { mode: 'MUTUAL', credentialName: 'web-tls', caCertCredentialName: 'partners-cacert', subjectAltNames: ['partner.com'], verifyCertificateSpki: ['a'], verifyCertificateHash: ['b'], insecureSkipVerify: true },
    ],
  ])('checks clients\' certificates %s', (_, props, tls) => {
    expect(tlsOf(props)).toEqual(tls);
  });

  test('by a file makes the Secret that istiod looks for, and the gateway takes no client without a certificate', () => {
    const chart = newChart();
    const gateway = new TlsGateway(chart, 'web', { ingress, hosts, certificate: Certificate.fromFiles(leaf.crt, leaf.key), clientCa: ClientCa.fromFiles(ca.crt) });
    new HostRoute(chart, 'site', { gateway, host: 'a.com' }).forward(Match.any(), backend);
    const [own, authorities] = render(chart, 'Secret') as unknown as Array<{ metadata: { name: string; namespace: string }; type: string; data: object }>;
    expect(authorities).toMatchObject({ metadata: { name: `${own.metadata.name}-cacert`, namespace: 'istio-system' }, type: 'Opaque' });
    expect(Object.keys(authorities.data)).toEqual(['ca.crt']);
    expect(renderOne(chart, 'Gateway').spec.servers[0].tls).toEqual({ mode: 'MUTUAL', credentialName: own.metadata.name });
    expect(synthErrors(chart)).toBe('');
    expect(get(chart, 'https://a.com/')).toBeRefused('client-certificate-required');
    expect(get(chart, 'https://a.com/', { clientCertificate: true })).toReach(backend);
  });

  test('with the certificates of the mesh takes no other', () => {
    const chart = rendered({ ingress, hosts, mode: 'ISTIO_MUTUAL', subjectAltNames: ['spiffe://cluster.local/ns/web/sa/web'], caCrl: '/etc/ca.crl', insecureSkipVerify: false });
    expect(renderOne(chart, 'Gateway').spec.servers[0].tls).toEqual({ mode: 'ISTIO_MUTUAL', subjectAltNames: ['spiffe://cluster.local/ns/web/sa/web'], caCrl: '/etc/ca.crl', insecureSkipVerify: false });
    expect(synthErrors(chart)).toBe('');
    // @ts-expect-error -- its certificates are those of the mesh
    expect(() => new TlsGateway(newChart(), 'x', { ingress, hosts, mode: 'ISTIO_MUTUAL', certificate })).toThrow(new Error(
      'mode ISTIO_MUTUAL shows the certificates of the mesh, and another is given; leave it out, or use mode MUTUAL',
    ));
    // @ts-expect-error -- nothing to show
    expect(() => new TlsGateway(newChart(), 'x', { ingress, hosts })).toThrow(new Error(
      'certificate says what clients are shown, or certificates for several, each with its hosts; give one of the two',
    ));
  });
});

describe('settings of TLS', () => {
  test('are Istio\'s', () => {
    expect(tlsOf({ minProtocolVersion: 'TLSV1_2', maxProtocolVersion: 'TLSV1_3', cipherSuites: ['ECDHE-RSA-AES128-GCM-SHA256'] })).toEqual({
      mode: 'SIMPLE', credentialName: 'web-tls', minProtocolVersion: 'TLSV1_2', maxProtocolVersion: 'TLSV1_3', cipherSuites: ['ECDHE-RSA-AES128-GCM-SHA256'],
    });
  });

  test.each<[string, Partial<TlsGatewayOptions & OneCertificate>, string]>([
    ['versions the wrong way round', { minProtocolVersion: 'TLSV1_3', maxProtocolVersion: 'TLSV1_2' }, 'minProtocolVersion TLSV1_3 is above maxProtocolVersion TLSV1_2, so no client could connect; exchange the two'],
    ['an old version without ciphers', { minProtocolVersion: 'TLSV1_1' }, 'minProtocolVersion TLSV1_1 without cipherSuites changes nothing: none of the usual ciphers has that version; add some that have, such as "ECDHE-RSA-AES128-SHA", or use TLSV1_2'],
    ['authorities that no one is asked by', { mode: 'SIMPLE', clientCa: ClientCa.fromSecret('ca') }, 'mode SIMPLE asks clients for no certificate, so clientCa is without effect; leave mode out, or clientCa'],
    ['names of clients that are not asked', { subjectAltNames: ['a'] }, 'mode SIMPLE asks clients for no certificate, so subjectAltNames would be without effect; give clientCa, or mode: \'MUTUAL\''],
    ['the pods\' files for clients beside a Secret', { clientCa: ClientCa.mounted('/ca.crt') }, 'ClientCa.mounted goes with Certificate.mounted alone: beside a Secret Istio does not look at files; use ClientCa.fromSecret or ClientCa.fromFiles'],
    ['a Secret for clients beside the pods\' files', { certificate: Certificate.mounted('/a', '/b'), clientCa: ClientCa.fromSecret('ca') }, 'mode MUTUAL with a mounted certificate needs authorities from the pods\' files, too; give clientCa: ClientCa.mounted(\'/etc/.../ca.crt\')'],
    ['hashes beside the pods\' files', { certificate: Certificate.mounted('/a', '/b'), clientCa: ClientCa.mounted('/ca'), verifyCertificateHash: ['a'] }, 'verifyCertificateHash is looked at only where the certificate is in a Secret; use Certificate.fromSecret, or subjectAltNames'],
    ['clients checked by whoever signs the gateway\'s certificate', { mode: 'MUTUAL', certificate: Certificate.issuedBy({ name: 'le' }) }, 'mode MUTUAL would check clients\' certificates by the authority of the gateway\'s own; say which: clientCa: ClientCa.fromSecret(\'...\')'],
    ['three certificates for one host', { certificate: [certificate, certificate, certificate] }, 'certificate has 3 certificates for the same hosts; give one, or two: one with an RSA key and one with an ECDSA key'],
    ['certificates of two places', { certificate: [certificate, Certificate.mounted('/a', '/b')] }, 'a certificate of the pods\' files and one of a Secret cannot be shown by one server; give both from one place'],
    [
      'authorities in another namespace', { clientCa: ClientCa.fromSecret({ name: 'ca', metadata: { namespace: 'web' } }) },
      'secret "web/ca" is not in the namespace of the gateway\'s pods, "istio-system", and Istio looks for it only there; put the secret into namespace "istio-system", or give the name of one that is there: ClientCa.fromSecret(\'...\')',
    ],
    ['a redirect from the pods\' own address', { bind: '127.0.0.1', port: 8443, httpsRedirect: true }, 'httpsRedirect needs a port of the Service, and at "127.0.0.1" there is none; leave bind or httpsRedirect out'],
  ])('refuse %s', (_, props, message) => {
    expect(() => tlsOf(props)).toThrow(new Error(message));
  });

  test.each<[string, Certificate[], object]>([
    ['Secrets', [Certificate.fromSecret('rsa'), Certificate.fromSecret('ecdsa')], { credentialNames: ['rsa', 'ecdsa'] }],
    ['files of the pods', [Certificate.mounted('/a.crt', '/a.key'), Certificate.mounted('/b.crt', '/b.key')], { tlsCertificates: [{ serverCertificate: '/a.crt', privateKey: '/a.key' }, { serverCertificate: '/b.crt', privateKey: '/b.key' }] }],
  ])('take a certificate for each kind of key, from %s', (_, certificates, tls) => {
    expect(tlsOf({ certificate: certificates })).toEqual({ mode: 'SIMPLE', ...tls });
  });
});

describe('a gateway with several certificates', () => {
  const [shop, blog] = [Certificate.fromSecret('shop'), Certificate.fromSecret('blog')];
  const serversOf = (certificates: CertificateForHosts[], rest: ServerTlsOptions = {}) => renderOne(rendered({ ingress, certificates, ...rest }), 'Gateway').spec.servers as object[];
  const server = (name: string, of: string[], tls: object, more: object = {}) => ({ port: { number: 443, name, protocol: 'HTTPS' }, hosts: of, tls, ...more });

  test('has one server for each, so that no connection of a browser ends at the wrong one', () => {
    expect(serversOf([
      { certificate: shop, hosts: ['a.com'], serverName: 'shop' }, { certificate: blog, hosts: [{ host: 'b.com', namespace: 'blog' }] }, { certificate: Certificate.fromSecret('shop'), hosts: ['c.com'] },
    ])).toEqual([
      server('https', ['a.com', 'c.com'], { mode: 'SIMPLE', credentialName: 'shop' }, { name: 'shop' }),
      server('https-2', ['blog/b.com'], { mode: 'SIMPLE', credentialName: 'blog' }),
    ]);
  });

  test('says of all what it does not say of one', () => {
    const servers = serversOf(
      [{ certificate: shop, hosts: ['a.com'] }, { certificate: blog, hosts: ['b.com'], mode: 'SIMPLE', minProtocolVersion: 'TLSV1_2' }],
      { clientCa: ClientCa.fromSecret('partners'), subjectAltNames: ['p'], minProtocolVersion: 'TLSV1_3' },
    );
    expect(servers).toEqual([
      server('https', ['a.com'], { mode: 'MUTUAL', credentialName: 'shop', caCertCredentialName: 'partners-cacert', subjectAltNames: ['p'], minProtocolVersion: 'TLSV1_3' }),
      server('https-2', ['b.com'], { mode: 'SIMPLE', credentialName: 'blog', minProtocolVersion: 'TLSV1_2' }),
    ]);
  });

  test('takes the routes of other charts for any of its hosts, and redirects for all', () => {
    const edge = newChart();
    const gateway = new TlsGateway(edge, 'edge', {
      ingress, httpsRedirect: true, certificates: [{ certificate: shop, hosts: ['*.shop.com'] }, { certificate: blog, hosts: ['blog.com', 'www.blog.com'] }],
    });
    const team = newChart({ app: edge.node.root as never, id: 'team', namespace: 'team' });
    ['a.shop.com', 'blog.com'].forEach((host) => new HostRoute(team, host, { gateway, host }).forward(Match.any(), backend));
    expect(synthErrors(edge)).toBe('');
    expect(get(edge, 'https://a.shop.com/')).toReach(backend);
    expect(get(edge, 'https://blog.com/', { sni: 'www.blog.com' })).toReach(backend);
    expect(get(edge, 'http://www.blog.com/x')).toBeRedirectedTo('https://www.blog.com/x');
    expect(() => new HostRoute(team, 'other', { gateway, host: 'other.com' })).toThrow('host "other.com" is not served by gateway');
  });

  test('makes a Secret or Certificate for each, named by its first host', () => {
    const issuer = { name: 'letsencrypt' };
    const chart = rendered({ ingress, certificates: [{ certificate: Certificate.issuedBy(issuer), hosts: ['a.com'] }, { certificate: Certificate.issuedBy(issuer), hosts: ['*.b.com', 'c.com'] }] });
    const made = render(chart, 'Certificate');
    expect(made.map(({ spec }) => spec.dnsNames as string[])).toEqual([['a.com'], ['*.b.com', 'c.com']]);
    expect((renderOne(chart, 'Gateway').spec.servers as Array<{ tls: { credentialName: string } }>).map(({ tls }) => tls.credentialName)).toEqual(made.map(({ metadata }) => metadata.name));
    expect(synthErrors(chart)).toBe('');
  });

  const wildcard = Certificate.issuedBy({ name: 'le' }, { dnsNames: ['*.a.com'] });
  test.each<[string, CertificateForHosts[], string]>([
    ['none at all', [], 'certificates is empty; give at least one, with its hosts'],
    ['a host with two of them', [{ certificate: shop, hosts: ['a.com'] }, { certificate: blog, hosts: ['a.com'] }], 'host "a.com" is given with two certificates; give it with one'],
    [
      'one certificate with two settings', [{ certificate: shop, hosts: ['a.com'] }, { certificate: shop, hosts: ['b.com'], minProtocolVersion: 'TLSV1_3' }],
      'hosts "a.com" and "b.com" share a certificate and differ in their TLS: browsers use one connection for all of them; give them the same, or a certificate each',
    ],
    [
      'a host whose connections may come by another\'s certificate', [{ certificate: wildcard, hosts: ['x.a.com'] }, { certificate: shop, hosts: ['y.a.com'] }],
      'the certificate of "x.a.com" is also for "y.a.com", which another server has: browsers use one connection for all names of a certificate, and would get 404 for "y.a.com"; give "y.a.com" that certificate, too',
    ],
    [
      'a host that asks for more than a wider one beside it', [{ certificate: shop, hosts: ['*.a.com'] }, { certificate: blog, hosts: ['x.a.com'], clientCa: ClientCa.fromSecret('ca') }],
      '"x.a.com" asks clients for a certificate, and "*.a.com" beside it not for the same: a client that asks for another name below "*.a.com" would reach "x.a.com", too; give both the same clientCa and mode, or "x.a.com" another gateway workload',
    ],
  ])('refuses %s', (_, certificates, message) => {
    expect(() => rendered({ ingress, certificates })).toThrow(new Error(message));
  });

  test('may have a wider host beside a narrower one: the routes of both are known at both', () => {
    const chart = newChart();
    const gateway = new TlsGateway(chart, 'edge', { ingress, certificates: [{ certificate: wildcard, hosts: ['*.a.com'] }, { certificate: shop, hosts: ['x.a.com'] }] });
    new HostRoute(chart, 'x', { gateway, host: 'x.a.com' }).forward(Match.any(), backend);
    expect(get(chart, 'https://x.a.com/')).toReach(backend);
    expect(get(chart, 'https://x.a.com/', { sni: 'y.a.com' })).toReach(backend);
  });
});

describe('a gateway for TCP that opens TLS', () => {
  test('serves the hosts of its routes by their server name', () => {
    const chart = newChart();
    const [db, mysql] = [ServiceRef.named('web', 'db', { ports: { tcp: 5432 } }), ServiceRef.named('web', 'mysql', { ports: { tcp: 3306 } })];
    const gateway = new TcpGateway(chart, 'tls', { ingress, certificate, minProtocolVersion: 'TLSV1_3' });
    const mesh = new TcpGateway(chart, 'mesh', { ingress, mode: 'ISTIO_MUTUAL', hosts: ['mysql.example.com'] });
    new TcpRoute(chart, 'db', { gateway, host: 'db.example.com' }).forward(db);
    new TcpRoute(chart, 'mysql', { gateway: mesh, host: 'mysql.example.com' }).forward(mysql);
    expect(render(chart, 'Gateway').map(({ spec }) => spec.servers as object[])).toEqual([
      [{ port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['db.example.com'], tls: { mode: 'SIMPLE', credentialName: 'web-tls', minProtocolVersion: 'TLSV1_3' } }],
      [{ port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['mysql.example.com'], tls: { mode: 'ISTIO_MUTUAL' } }],
    ]);
    expect(synthErrors(chart)).toBe('');
    expect(get(chart, 'tls://db.example.com:443')).toReach(db);
    expect(get(chart, 'tls://mysql.example.com:443')).toBeRefused('client-certificate-required');
    expect(get(chart, 'tls://other.example.com:443')).toBeRefused('no-sni-match');
  });
});
