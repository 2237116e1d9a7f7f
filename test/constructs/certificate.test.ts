import { ApiObject } from 'cdk8s';
import { Certificate, ClientCa, HostRoute, HttpGateway, IngressGateway, IstioChecks, Match, TlsGateway, type IssuedCertificateOptions, type IssuerLike } from 'cdk8s-istio';
import { newChart, render, renderOne, synthErrors } from '../support';
import { MadeCertificates } from './made-certificates';

const ingress = IngressGateway.istioctlDefault();
const made = new MadeCertificates();
afterAll(() => made.remove());

const DAY = 24 * 60 * 60 * 1000;
const dateIn = (days: number) => new Date(Date.now() + days * DAY);

describe('a certificate from files', () => {
  const ca = made.make([], { subject: 'ca' });
  const intermediate = made.make([], { subject: 'intermediate', signedBy: ca });
  const leaf = made.make(['shop.example.com', '*.blog.example.com'], { subject: 'leaf', signedBy: intermediate });
  const other = made.make(['other.example.com'], { subject: 'other' });

  test.each<[string, string]>([['alone', leaf.crt], ['with what signed it', made.joined(leaf.crt, intermediate.crt)], ['with all of its chain', made.joined(leaf.crt, intermediate.crt, ca.crt)]])('is taken %s', (_, crt) => {
    expect(() => Certificate.fromFiles(crt, leaf.key)).not.toThrow();
  });

  test.each<[string, () => unknown, string]>([
    ['with the key of another', () => Certificate.fromFiles(leaf.crt, other.key), `the key in "${other.key}" is not that of the certificate in "${leaf.crt}", which is for shop.example.com and *.blog.example.com; give the key that it was made with`],
    ['with a key behind a passphrase', () => Certificate.fromFiles(leaf.crt, made.withPassphrase(leaf.key)), 'has a private key that cannot be read; give one without a passphrase: openssl pkey -in'],
    ['behind what signed it', () => Certificate.fromFiles(made.joined(intermediate.crt, leaf.crt), leaf.key), `in place 2; put it first, and behind it those that signed it`],
    ['before what has not signed it', () => Certificate.fromFiles(made.joined(leaf.crt, ca.crt), leaf.key), 'stands one of CN=ca, which has not signed it; put each before the one that signed it, and leave out what did not sign any'],
    ['that is broken', () => Certificate.fromFiles(made.write('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'crt'), leaf.key), 'has a certificate that cannot be read; give it as its authority sent it, whole and in PEM format'],
    ['that has expired', () => Certificate.fromFiles(leaf.crt, leaf.key, { now: dateIn(31) }), `the certificate in "${leaf.crt}" for shop.example.com and *.blog.example.com expired on ${dateIn(30).toISOString().slice(0, 10)}, and clients turn away; give a renewed one`],
    ['with authorities that cannot be read', () => Certificate.fromFiles(leaf.crt, leaf.key, { ca: made.write('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'crt') }), 'has a certificate that cannot be read'],
    ['for clients, of an authority that has expired', () => ClientCa.fromFiles(ca.crt, { now: dateIn(31) }), `the certificate in "${ca.crt}" of CN=ca expired on`],
    ['for clients, with a list of revoked ones that is none', () => ClientCa.fromFiles(ca.crt, { crl: leaf.crt }), 'is not a list of revoked certificates in PEM format: it holds CERTIFICATE; give a file with -----BEGIN X509 CRL-----'],
    ['that is not valid yet', () => Certificate.fromFiles(leaf.crt, leaf.key, { now: dateIn(-2) }), 'and clients turn away; give one that is valid now'],
  ])('is refused %s', (_, call, message) => {
    expect(call).toThrow(message);
  });

  test.each<[string, string[]]>([['a name of it', ['shop.example.com']], ['a name below its wildcard', ['a.blog.example.com']], ['its wildcard', ['*.blog.example.com']], ['every host', ['*']]])('is for %s', (_, hosts) => {
    expect(() => new TlsGateway(newChart(), 'web', { ingress, hosts, certificate: Certificate.fromFiles(leaf.crt, leaf.key) })).not.toThrow();
  });

  test.each<[string, string[], string]>([
    ['another name', ['a.com', 'shop.example.com'], '"a.com"'],
    ['two labels below its wildcard', ['x.a.blog.example.com'], '"x.a.blog.example.com"'],
    ['the name that its wildcard is of', ['blog.example.com'], '"blog.example.com"'],
  ])('is not for %s', (_, hosts, missing) => {
    expect(() => new TlsGateway(newChart(), 'web', { ingress, hosts, certificate: Certificate.fromFiles(leaf.crt, leaf.key) })).toThrow(new Error(
      `the certificate in "${leaf.crt}" is for "shop.example.com" and "*.blog.example.com" and not for ${missing}, so clients turn away; `
      + 'give one that is: a wildcard in it stands for one label, "*.example.com" for "a.example.com" and not for "a.b.example.com"',
    ));
  });

  test('is compared with the hosts of routes at synth', () => {
    const chart = newChart();
    const gateway = new TlsGateway(chart, 'web', { ingress, certificate: Certificate.fromFiles(leaf.crt, leaf.key) });
    new HostRoute(chart, 'site', { gateway, host: 'a.com' }).redirect(Match.any(), { path: '/x' });
    expect(synthErrors(chart)).toContain(`[web/web] the certificate in "${leaf.crt}" is for "shop.example.com" and "*.blog.example.com" and not for "a.com", so clients turn away;`);
  });
});

test('a private key in the output is warned of, until that is acknowledged', () => {
  const { crt, key } = made.make(['a.com']);
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const warningsOf = (acknowledged: boolean) => {
    written.mockClear();
    const chart = newChart();
    new TlsGateway(chart, 'web', { ingress, hosts: ['a.com'], certificate: Certificate.fromFiles(crt, key) });
    if (acknowledged) IstioChecks.of(chart).acknowledge('MESH222', 'the output goes to the cluster and nowhere else');
    expect(synthErrors(chart)).toBe('');
    return written.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('MESH222'));
  };
  const [warning] = warningsOf(false);
  expect(warning).toMatch(/^Warning: \[web\/web\] secret "istio-system\/web-certificate-c8f8c75d" has a private key, and so have the manifests \(MESH222\)/);
  expect(warningsOf(true)).toEqual([]);
  written.mockRestore();
});

describe('a certificate that cert-manager issues', () => {
  const letsencrypt = { name: 'letsencrypt' };
  const specOf = (issuer: IssuerLike, options?: IssuedCertificateOptions, hosts?: string[]) => {
    const chart = newChart();
    const gateway = new TlsGateway(chart, 'web', { ingress, hosts, certificate: Certificate.issuedBy(issuer, options) });
    if (hosts === undefined) ['b.com', '*.a.com'].forEach((host) => new HostRoute(chart, host, { gateway, host }).redirect(Match.any(), { path: '/x' }));
    return { certificate: renderOne(chart, 'Certificate'), gateway: renderOne(chart, 'Gateway') };
  };

  test('is a Certificate in the namespace of the gateway\'s pods, for the hosts of the gateway, and the Gateway names its Secret', () => {
    const { certificate, gateway } = specOf(letsencrypt);
    expect([certificate.apiVersion, certificate.metadata.namespace]).toEqual(['cert-manager.io/v1', 'istio-system']);
    expect(certificate.spec).toEqual({
      secretName: certificate.metadata.name, dnsNames: ['*.a.com', 'b.com'], issuerRef: { name: 'letsencrypt', kind: 'ClusterIssuer', group: 'cert-manager.io' },
    });
    expect(gateway.spec.servers[0].tls).toEqual({ mode: 'SIMPLE', credentialName: certificate.metadata.name });
  });

  test('takes all that cert-manager can be told', () => {
    const options: IssuedCertificateOptions = {
      secretName: 'web-tls', dnsNames: ['*.example.com'], duration: '2160h', renewBefore: '360h', privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['server auth'], commonName: 'example', secretTemplate: { labels: { team: 'web' } }, metadata: { name: 'web' },
    };
    const { certificate, gateway } = specOf({ name: 'vault', kind: 'Issuer', apiGroup: 'example.org' }, options, ['shop.example.com', 'blog.example.com']);
    expect(certificate.metadata).toEqual({ name: 'web', namespace: 'istio-system' });
    const { metadata: _, ...spec } = options;
    expect(certificate.spec).toEqual({ ...spec, issuerRef: { name: 'vault', kind: 'Issuer', group: 'example.org' } });
    expect(gateway.spec.servers[0].tls.credentialName).toBe('web-tls');
  });

  test('takes the issuer of the app itself', () => {
    const chart = newChart({ namespace: 'istio-system' });
    const issuer = new ApiObject(chart, 'issuer', { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'own' } });
    new TlsGateway(chart, 'web', { ingress, hosts: ['a.com'], certificate: Certificate.issuedBy(issuer) });
    expect(renderOne(chart, 'Certificate').spec.issuerRef).toEqual({ name: 'own', kind: 'Issuer', group: 'cert-manager.io' });
  });

  test('passes the checks, as a Secret that is there later', () => {
    const chart = newChart();
    new TlsGateway(chart, 'web', { ingress, hosts: ['shop.example.com'], certificate: Certificate.issuedBy(letsencrypt) });
    expect(synthErrors(chart)).toBe('');
  });

  test.each<[string, () => unknown, string]>([
    ['a duration that is none', () => Certificate.issuedBy(letsencrypt, { duration: '90d' }), 'duration "90d" is no duration as Go writes it; give hours, minutes or seconds, such as "2160h" for 90 days'],
    ['a renewal before the beginning', () => Certificate.issuedBy(letsencrypt, { duration: '24h', renewBefore: '24h' }), 'renewBefore 24h is not shorter than duration 24h, so the certificate would be renewed without end; give a shorter one'],
    ['no names', () => Certificate.issuedBy(letsencrypt, { dnsNames: [] }), 'dnsNames is empty; name what the certificate is for, or leave it out for the hosts of the gateway'],
    ['every host', () => specOf(letsencrypt, {}, ['*']), 'host "*" can stand in no certificate, so cert-manager has none to ask for; name the hosts of the gateway, or say dnsNames'],
    ['names that are not those of the hosts', () => specOf(letsencrypt, { dnsNames: ['a.com'] }, ['b.com']), 'the certificate to be issued is for "a.com" and not for "b.com", so clients turn away;'],
    [
      'an Issuer of another namespace', () => specOf({ name: 'own', kind: 'Issuer', metadata: { namespace: 'web' } }, {}, ['a.com']),
      'issuer "web/own" signs for its own namespace alone, and the certificate of the gateway must be in the one of its pods, "istio-system"; put the Issuer there, or use a ClusterIssuer',
    ],
  ])('is refused with %s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

test('a certificate of the pods\' own files is named by its paths', () => {
  const chart = newChart();
  new TlsGateway(chart, 'web', { ingress, hosts: ['a.com'], certificate: Certificate.mounted('/etc/tls/tls.crt', '/etc/tls/tls.key') });
  expect(renderOne(chart, 'Gateway').spec.servers[0].tls).toEqual({ mode: 'SIMPLE', serverCertificate: '/etc/tls/tls.crt', privateKey: '/etc/tls/tls.key' });
  expect(render(chart)).toHaveLength(1);
  expect(synthErrors(chart)).toBe('');
});

test('a gateway without TLS takes no certificate', () => {
  // @ts-expect-error -- only a TlsGateway or TcpGateway shows one
  new HttpGateway(newChart(), 'web', { ingress, hosts: ['a.com'], certificate: Certificate.fromSecret('tls') });
});
