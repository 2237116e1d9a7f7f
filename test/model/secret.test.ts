import { readSecret, readSecretMaker, type Secret } from '../../lib/model/secret';
import { examplePems } from '../../lib/rules/tls/example-certificates';
import { refOf } from '../../lib/values/object-ref';
import type { Manifest } from '../../lib/values/read';

const origin = { kind: 'known', path: 'test' } as const;
const { shop, wildcard, key } = examplePems;
const OTHER_KEY = '-----BEGIN PRIVATE KEY-----\nMEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCAAAAAAAAAAAAAAAAAA\nAAAAAAAAAAAAAAAAAAAAAAAAAg==\n-----END PRIVATE KEY-----\n';

function secret(stringData: Readonly<Record<string, string>>, more: object = {}): Secret {
  return read({ stringData, ...more });
}

function read(more: object, metadata: object = {}): Secret {
  const manifest: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'shop', ...metadata }, ...more };
  return readSecret({ manifest, ref: refOf(manifest), origin });
}

describe('a Secret', () => {
  test('with a certificate and its key tells the certificate\'s dates and names, and nothing of the key', () => {
    const found = secret({ 'tls.crt': shop, 'tls.key': key });
    expect(found).toMatchObject({ names: ['shop.example.com'], keys: ['tls.crt', 'tls.key'], madeLater: false, hasCa: false });
    expect(found.unusable).toBeUndefined();
    expect(found.certificate).toMatchObject({ notBefore: new Date('2025-01-01'), notAfter: new Date('2099-01-01') });
    expect(JSON.stringify(found)).not.toContain('PRIVATE');
  });

  test('is read from base64, too, and by the names that istiod looks for first', () => {
    const data = Object.fromEntries(Object.entries({ cert: wildcard, key, 'tls.crt': shop, 'tls.key': key }).map(([name, text]) => [name, Buffer.from(text).toString('base64')]));
    expect(read({ data }).names).toEqual(['*.example.com']);
  });

  test('has authorities under one of two names', () => {
    expect(secret({ 'ca.crt': shop }).hasCa).toBe(true);
    expect(secret({ cacert: shop }).hasCa).toBe(true);
    expect(secret({ 'ca.crt': '' }).hasCa).toBe(false);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['nothing', {}, 'has no certificate and key: it has no entries'],
    ['other entries', { a: '1', b: '2' }, 'has no certificate and key: it has "a" and "b"'],
    ['no key', { 'tls.crt': shop }, 'has no certificate with its key: it has no "tls.key"'],
    ['an empty key', { 'tls.crt': shop, 'tls.key': '' }, 'has no certificate with its key: "tls.key" is empty'],
    ['both empty', { 'tls.crt': '', 'tls.key': '' }, 'has no certificate with its key: "tls.crt" is empty and "tls.key" is empty'],
    ['words for a certificate', { 'tls.crt': 'a certificate', 'tls.key': key }, 'has a certificate that cannot be read: "tls.crt" is no PEM of a certificate'],
    ['a broken certificate', { cert: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', key }, 'has a certificate that cannot be read: "cert" is no PEM of a certificate'],
    ['words for a key', { 'tls.crt': shop, 'tls.key': 'a key' }, 'has a key that cannot be read: "tls.key" is no PEM of a private key without a passphrase'],
    ['the key of another', { 'tls.crt': shop, 'tls.key': OTHER_KEY }, 'has a key that does not belong to its certificate'],
  ])('with %s cannot be used', (_, entries, why) => {
    expect(secret(entries)).toMatchObject({ unusable: why, madeLater: false });
  });

  test.each(['<path:secret/data/shop#cert>', 'ENC[AES256_GCM,data:x]', '${CERT}', '{{ cert }}', 'ref+vault://shop', 'vault:secret/shop', 'REDACTED', '***'])('with %s in place of its contents is not judged', (text) => {
    const found = secret({ 'tls.crt': text, 'tls.key': text });
    expect(found.madeLater).toBe(true);
    expect(found.unusable).toBeUndefined();
    expect(read({ data: { 'tls.crt': text, 'tls.key': text } }).madeLater).toBe(true);
  });

  test('may be copied to other namespaces, as its annotations say', () => {
    expect(read({}, { annotations: { 'reflector.v1.k8s.emberstack.com/reflection-allowed': 'true' } }).copied).toBe(true);
    expect(read({}, { annotations: { 'cert-manager.io/issuer': 'x' } }).copied).toBe(false);
  });

  test('whose fields have any other type is read as empty', () => {
    expect(read({ data: ['x'], stringData: 'y' })).toMatchObject({ keys: [], madeLater: false });
  });
});

describe('what stands for a Secret', () => {
  test.each<[string, object, string]>([
    ['Certificate', { secretName: 'a' }, 'a'], ['ExternalSecret', { target: { name: 'b' } }, 'b'], ['SealedSecret', { template: { metadata: { name: 'c' } } }, 'c'], ['SealedSecret', {}, 'own'],
  ])('names it: %s', (kind, spec, name) => {
    const manifest: Manifest = { kind, metadata: { name: 'own', namespace: 'web' }, spec };
    expect(readSecretMaker({ manifest, ref: refOf(manifest), origin })).toMatchObject({ ref: { kind: 'Secret', name, namespace: 'web' }, madeLater: true });
  });

  test('says the names that a Certificate will have', () => {
    const manifest: Manifest = { kind: 'Certificate', metadata: { name: 'own' }, spec: { secretName: 'a', commonName: 'c.com', dnsNames: ['a.com'], ipAddresses: ['10.0.0.1'] } };
    expect(readSecretMaker({ manifest, ref: refOf(manifest), origin }).names).toEqual(['a.com', '10.0.0.1', 'c.com']);
  });

  test('may say that it is to be copied', () => {
    const manifest: Manifest = { kind: 'Certificate', metadata: { name: 'own' }, spec: { secretName: 'a', secretTemplate: { annotations: { 'replicator.v1.mittwald.de/replicate-to': '*' } } } };
    expect(readSecretMaker({ manifest, ref: refOf(manifest), origin }).copied).toBe(true);
  });
});
