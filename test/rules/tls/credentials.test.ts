import { changed, documents, gatewayPods, INGRESS_SERVICE, tlsGateway } from '../../../lib/rules/example-manifests';
import { certificateSecret, examplePems } from '../../../lib/rules/tls/example-certificates';
import { found } from '../found';

const gateway = (credential = 'shop', mode = 'SIMPLE') => tlsGateway(`{ mode: ${mode}, credentialName: ${credential} }`);
const AT = 'in namespace "istio-system", that of the pods of istio-system/istio-ingressgateway';

describe('a credential', () => {
  const whatOf = (credential: string, others: readonly string[], complete: readonly string[] = []) => found('MESH201', documents(gateway(credential), gatewayPods(), ...others), { complete });

  test.each<[string, string, readonly string[], readonly string[], readonly string[]]>([
    ['that is nowhere, where the Secrets are known', 'shop', [], ['Secret'], [`error: credential "shop" is not ${AT}`]],
    ['that is nowhere, where they are not', 'shop', [], [], []],
    ['that is only elsewhere', 'shop', [certificateSecret({ namespace: 'web' })], [], [`warning: credential "shop" is not known ${AT}, but in "web"`]],
    ['that is only elsewhere, and not in the right place', 'shop', [certificateSecret({ namespace: 'web' })], ['Secret@istio-system'], [`error: credential "shop" is not ${AT}, but in "web"`]],
    ['that may be copied from elsewhere', 'shop', [changed(certificateSecret({ namespace: 'web' }), 'namespace: web', 'namespace: web, annotations: { replicator.v1.mittwald.de/replicate-to: "*" }')], [], []],
    ['that looks misspelled', 'shops', [certificateSecret()], [], [`warning: credential "shops" is not known ${AT}`]],
    ['with the namespace of the pods', 'istio-system/shop', [certificateSecret()], ['Secret'], []],
    ['with another namespace', 'kubernetes://web/shop', [certificateSecret({ namespace: 'web' })], [], ['error: credential "kubernetes://web/shop" is outside of namespace "istio-system", that of the pods of istio-system/istio-ingressgateway']],
    ['that is none of a Secret', 'builtin://', [], ['Secret'], []],
    ['that a Certificate makes', 'shop', ['\nkind: Certificate\napiVersion: cert-manager.io/v1\nmetadata: { name: x, namespace: istio-system }\nspec: { secretName: shop }\n'], ['Secret'], []],
    ['whose Secret says no namespace', 'shop', [changed(certificateSecret(), ', namespace: istio-system', '')], ['Secret'], []],
  ])('%s', (_, credential, others, complete, expected) => {
    expect(whatOf(credential, others, complete)).toEqual(expected);
  });

  test('is not looked for where the pods are not known', () => {
    expect(found('MESH201', documents(gateway(), certificateSecret({ namespace: 'web' })), { complete: ['Secret'] })).toEqual([]);
  });

  test('is told once for a Gateway that uses it several times', () => {
    const twice = changed(gateway(), '  servers:\n', '  servers:\n    - { port: { number: 8443, name: other, protocol: HTTPS }, hosts: [b.com], tls: { mode: SIMPLE, credentialName: shop } }\n');
    expect(found('MESH201', documents(twice, gatewayPods()), { complete: ['Secret'] })).toHaveLength(1);
  });
});

describe('what is in a Secret', () => {
  const whatOf = (mode: string, secrets: readonly string[], complete: readonly string[] = []) => found('MESH202', documents(gateway('shop', mode), gatewayPods(), ...secrets), { complete });
  const NO_CA = (name: string) => `secret "istio-system/${name}" has no certificates of authorities to check those of clients by: no "ca.crt"`;

  test.each<[string, string, readonly string[], readonly string[], readonly string[]]>([
    ['is missing for MUTUAL, unless a second Secret has it', 'MUTUAL', [certificateSecret()], [], [`warning: ${NO_CA('shop')}`]],
    ['is missing for MUTUAL', 'OPTIONAL_MUTUAL', [certificateSecret()], ['Secret'], [`error: ${NO_CA('shop')}`]],
    ['has the authorities', 'MUTUAL', [certificateSecret({ data: { 'ca.crt': examplePems.shop } })], ['Secret'], []],
    ['has the authorities beside it', 'MUTUAL', [certificateSecret(), certificateSecret({ name: 'shop-cacert', data: { 'tls.crt': undefined, 'tls.key': undefined, cacert: examplePems.shop } })], ['Secret'], []],
    ['has none beside it', 'MUTUAL', [certificateSecret(), certificateSecret({ name: 'shop-cacert' })], [], [`error: ${NO_CA('shop-cacert')}`]],
    ['needs no authorities', 'SIMPLE', [certificateSecret()], ['Secret'], []],
  ])('%s', (_, mode, secrets, complete, expected) => {
    expect(whatOf(mode, secrets, complete)).toEqual(expected);
  });

  test('is looked at where the pods are not known and one Secret has the name', () => {
    const broken = certificateSecret({ data: { 'tls.key': undefined } });
    expect(found('MESH202', documents(gateway(), broken))).toHaveLength(1);
    expect(found('MESH202', documents(gateway(), broken, certificateSecret({ namespace: 'web', data: { 'tls.key': undefined } })))).toEqual([]);
  });

  test('is never shown', () => {
    const [message] = found('MESH202', documents(gateway(), gatewayPods(), certificateSecret({ data: { 'tls.crt': 'secret words' } })));
    expect(message).toBe('error: secret "istio-system/shop" has a certificate that cannot be read: "tls.crt" is no PEM of a certificate');
  });
});

describe('the dates of a certificate', () => {
  const at = (time: string) => found('MESH203', documents(gateway(), gatewayPods(), certificateSecret({ data: { 'tls.crt': examplePems.expired } })), { now: new Date(time) });

  test.each([
    ['2025-06-01', []], ['2025-06-20', ['warning: the certificate in secret "istio-system/shop" expires on 2025-07-01']],
    ['2025-07-02', ['error: the certificate in secret "istio-system/shop" expired on 2025-07-01']], ['2023-12-31', ['error: the certificate in secret "istio-system/shop" is not valid before 2024-01-01']],
  ])('at %s', (time, expected) => {
    expect(at(time)).toEqual(expected);
  });
});

describe('the names of a certificate', () => {
  const whatOf = (hosts: string, secret: string) => found('MESH204', documents(changed(gateway(), 'shop.example.com', hosts), gatewayPods(), secret));

  test('are told with the hosts that they do not cover', () => {
    expect(whatOf('a.com, web/shop.example.com, b.com', certificateSecret())).toEqual(['warning: the certificate in secret "istio-system/shop" is not for hosts "a.com" and "b.com": it is for "shop.example.com"']);
  });

  test('are known of a Certificate that is to be made', () => {
    const certificate = (names: string) => `\nkind: Certificate\napiVersion: cert-manager.io/v1\nmetadata: { name: x, namespace: istio-system }\nspec: { secretName: shop, ${names} }\n`;
    expect(whatOf('a.com', certificate('dnsNames: [b.com]'))).toHaveLength(1);
    expect(whatOf('a.com', certificate('dnsNames: [a.com]'))).toEqual([]);
    expect(whatOf('a.com', certificate('commonName: b.com'))).toEqual([]);
  });

  test('count together where a server shows several', () => {
    const several = changed(tlsGateway('{ mode: SIMPLE, credentialNames: [shop, other] }'), 'shop.example.com', 'shop.example.com, a.example.com');
    const other = certificateSecret({ name: 'other', data: { 'tls.crt': examplePems.wildcard } });
    expect(found('MESH204', documents(several, gatewayPods(), certificateSecret(), other))).toEqual([]);
    expect(found('MESH204', documents(several, gatewayPods(), certificateSecret()))).toEqual([]);
  });
});

describe('one certificate on two servers', () => {
  const named = (name: string, host: string, yaml = gateway()) => changed(changed(yaml, 'name: web', `name: ${name}`), 'shop.example.com', host);

  test('is told where its names are not known, as it will be for both hosts', () => {
    expect(found('MESH205', documents(named('one', 'a.com'), named('two', 'b.com'), INGRESS_SERVICE))).toEqual([
      'warning: two servers on port 443 of istio-system/istio-ingressgateway show one certificate, that of secret "shop": one for "a.com" and one for "b.com"',
    ]);
  });

  test('is told where two Secrets have it', () => {
    const wildcard = (name: string) => certificateSecret({ name, data: { 'tls.crt': examplePems.wildcard } });
    const two = named('two', 'b.example.com', gateway('other'));
    expect(found('MESH205', documents(named('one', 'a.example.com'), two, INGRESS_SERVICE, wildcard('shop'), wildcard('other')))).toHaveLength(1);
  });

  test('is told where files have it', () => {
    const files = (name: string, host: string) => named(name, host, tlsGateway('{ mode: SIMPLE, serverCertificate: /tls.crt, privateKey: /tls.key }'));
    expect(found('MESH205', documents(files('one', 'a.com'), files('two', 'b.com')))).toHaveLength(1);
  });

  test('is fine where it is for one of the hosts only, where the host is the same, and where no HTTP is in it', () => {
    expect(found('MESH205', documents(named('one', 'shop.example.com'), named('two', 'b.com'), INGRESS_SERVICE, certificateSecret()))).toEqual([]);
    expect(found('MESH205', documents(named('one', 'a.com'), named('two', 'a.com')))).toEqual([]);
    const tls = tlsGateway('{ mode: SIMPLE, credentialName: shop }', 'TLS');
    expect(found('MESH205', documents(named('one', 'a.com', tls), named('two', 'b.com', tls)))).toEqual([]);
  });
});
