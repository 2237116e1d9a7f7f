import { X509Certificate, createPrivateKey } from 'node:crypto';
import { certificateNames } from '../values/certificate-name';
import type { ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import { asRecord, asText, asTextMap, asTexts, type Manifest } from '../values/read';
import { allOf } from '../values/words';
import type { MeshObject } from './objects';

/** The first certificate of a Secret, as far as clients judge it. */
export interface Certificate {
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The same for equal certificates. */
  readonly fingerprint: string;
}

/** A Secret of the mesh, without what is secret in it. */
export interface Secret {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  /** Names of its entries. */
  readonly keys: readonly string[];
  /** Undefined where it has no certificate that can be read. */
  readonly certificate?: Certificate;
  /**
   * DNS names and IP addresses of its certificate's subjectAltName; of its subject's common name nothing is read, as browsers do not.
   * Undefined where they are not known.
   */
  readonly names?: readonly string[];
  /** Why no server can show its certificate, in words that fit behind its name; undefined where one can. */
  readonly unusable?: string;
  /** Whether it has certificates of authorities that clients' certificates are checked by. */
  readonly hasCa: boolean;
  /** Whether its contents come later: a controller makes them of another object, or of what stands in their place. */
  readonly madeLater: boolean;
  /** Whether its annotations ask a controller to copy it to other namespaces. */
  readonly copied: boolean;
}

const PAIRS = [{ certificate: 'cert', key: 'key' }, { certificate: 'tls.crt', key: 'tls.key' }] as const;
const CAS = ['cacert', 'ca.crt'] as const;

// Of reflector, replicator, kubed and their like.
const COPYING = /reflect|replicat|kubed|config-syncer|clone/i;

/** Reads the certificate of a Secret, and that its key fits; the key itself is dropped at once. */
export function readSecret({ manifest, ref, origin }: MeshObject): Secret {
  const entries = entriesOf(manifest);
  const has = (name: string) => (entries.get(name)?.length ?? 0) > 0;
  const pair = PAIRS.find(({ certificate, key }) => has(certificate) && has(key));
  const filled = pair === undefined || (isContent(entries.get(pair.certificate)) && isContent(entries.get(pair.key)));
  const read = pair === undefined ? { unusable: whyNoPair([...entries.keys()], has) } : readPair(pair, entries);
  return {
    ref, origin, keys: [...entries.keys()], hasCa: CAS.some(has), madeLater: !filled, copied: isCopied(manifest), ...(filled && read),
  };
}

/** The Secret that the controller of a Certificate, ExternalSecret or SealedSecret makes. */
export function readSecretMaker({ manifest, ref, origin }: MeshObject): Secret {
  const spec = asRecord(manifest.spec);
  const name = asText(spec.secretName) ?? asText(asRecord(spec.target).name) ?? asText(asRecord(asRecord(spec.template).metadata).name) ?? ref.name;
  const names = [...asTexts(spec.dnsNames), ...asTexts(spec.ipAddresses)];
  const commonName = asText(spec.commonName);
  return {
    ref: { ...ref, kind: 'Secret', name }, origin, keys: [], hasCa: false, madeLater: true,
    copied: isCopied(manifest) || isCopied({ metadata: spec.secretTemplate }) || isCopied(asRecord(spec.template)) || isCopied(asRecord(asRecord(spec.target).template)),
    // Some issuers make the common name one of the names.
    ...(names.length > 0 && { names: commonName === undefined ? names : [...names, commonName] }),
  };
}

function isCopied({ metadata }: Manifest): boolean {
  return Object.keys(asRecord(asRecord(metadata).annotations)).some((name) => COPYING.test(name));
}

type Entries = ReadonlyMap<string, Buffer>;

function entriesOf(manifest: Manifest): Entries {
  const data = Object.entries(asTextMap(manifest.data)).map(([name, text]): [string, Buffer] => [name, isBase64(text) ? Buffer.from(text, 'base64') : Buffer.from(text)]);
  const plain = Object.entries(asTextMap(manifest.stringData)).map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]);
  return new Map([...data, ...plain]);
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text);
}

// Repositories and dumps hold Secrets whose values are put in later or taken out: `<path:...>`, `ENC[...]`, `${CERT}`, `REDACTED`.
function isContent(value: Buffer | undefined): boolean {
  const text = value?.toString() ?? '';
  return text.includes('-----BEGIN ') || !/[<>${}[\]\uFFFD]|^[\w+]+:|redacted|\*\*\*|^x+$/i.test(text);
}

function whyNoPair(keys: readonly string[], has: (name: string) => boolean): string {
  const half = PAIRS.find(({ certificate, key }) => keys.includes(certificate) || keys.includes(key));
  if (half === undefined) return `has no certificate and key: it has ${keys.length === 0 ? 'no entries' : allOf(keys.map((each) => `"${each}"`))}`;
  const missing = [half.certificate, half.key].filter((each) => !has(each)).map((each) => (keys.includes(each) ? `"${each}" is empty` : `it has no "${each}"`));
  return `has no certificate with its key: ${allOf(missing)}`;
}

function readPair({ certificate, key }: typeof PAIRS[number], entries: Entries): Pick<Secret, 'certificate' | 'names' | 'unusable'> {
  const read = readCertificate(entries.get(certificate));
  if (read === undefined) return { unusable: `has a certificate that cannot be read: "${certificate}" is no PEM of a certificate` };
  const why = whyNotItsKey(read, entries.get(key));
  return { ...factsOf(read), ...(why !== undefined && { unusable: why.replace('KEY', `"${key}"`) }) };
}

function readCertificate(pem: Buffer | undefined): X509Certificate | undefined {
  try {
    // It would take DER, too, and istiod does not.
    return pem?.includes('-----BEGIN CERTIFICATE-----') ? new X509Certificate(pem) : undefined;
  } catch {
    return undefined;
  }
}

function factsOf(certificate: X509Certificate): Pick<Secret, 'certificate' | 'names'> {
  const { validFrom, validTo, fingerprint256 } = certificate;
  return { names: certificateNames(certificate), certificate: { notBefore: new Date(validFrom), notAfter: new Date(validTo), fingerprint: fingerprint256 } };
}

function whyNotItsKey(certificate: X509Certificate, key: Buffer | undefined): string | undefined {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key ?? '')) ? undefined : 'has a key that does not belong to its certificate';
  } catch {
    return 'has a key that cannot be read: KEY is no PEM of a private key without a passphrase';
  }
}
