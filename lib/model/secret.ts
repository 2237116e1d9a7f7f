import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import { asRecord, asText, asTextMap, type Manifest } from '../values/read';
import type { MeshObject } from './objects';

/** The first certificate of a Secret, as far as clients judge it. */
export interface Certificate {
  /** DNS names and IP addresses of its subjectAltName; of its subject's common name nothing is read, as no client does. */
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Undefined where there is no key to compare. */
  readonly keyFits?: boolean;
  /** The same for equal certificates. */
  readonly fingerprint: string;
}

/** A Secret of the mesh, without what is secret in it. */
export interface Secret {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  /** Names of its entries. */
  readonly keys: readonly string[];
  /** Undefined where it has no certificate, or something else made it. */
  readonly certificate?: Certificate;
  /** Why what stands for a certificate or its key is none. */
  readonly broken?: string;
  /** Whether another object stands for it, whose controller makes the Secret: its contents are not known. */
  readonly madeLater: boolean;
}

const PAIRS: ReadonlyArray<{ readonly certificate: string; readonly key: string }> = [{ certificate: 'tls.crt', key: 'tls.key' }, { certificate: 'cert', key: 'key' }];

/** Reads the certificate of a Secret, and that its key fits; the key itself is dropped at once. */
export function readSecret({ manifest, ref, origin }: MeshObject): Secret {
  const entries = entriesOf(manifest);
  const pair = PAIRS.find(({ certificate }) => entries.has(certificate)) ?? PAIRS[0];
  const read = readCertificate(entries.get(pair.certificate), entries.get(pair.key));
  return { ref, origin, keys: [...entries.keys()], madeLater: false, ...read };
}

/** The Secret that the controller of a Certificate, ExternalSecret or SealedSecret makes. */
export function readSecretMaker({ manifest, ref, origin }: MeshObject): Secret {
  const spec = asRecord(manifest.spec);
  const name = asText(spec.secretName) ?? asText(asRecord(spec.target).name) ?? asText(asRecord(asRecord(spec.template).metadata).name) ?? ref.name;
  return { ref: { ...ref, kind: 'Secret', name }, origin, keys: [], madeLater: true };
}

function entriesOf(manifest: Manifest): ReadonlyMap<string, Buffer> {
  const data = Object.entries(asTextMap(manifest.data)).map(([name, text]): [string, Buffer] => [name, Buffer.from(text, 'base64')]);
  const plain = Object.entries(asTextMap(manifest.stringData)).map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]);
  return new Map([...data, ...plain]);
}

function readCertificate(pem: Buffer | undefined, key: Buffer | undefined): Pick<Secret, 'certificate' | 'broken'> {
  if (pem === undefined || pem.length === 0) return {};
  try {
    const certificate = new X509Certificate(pem);
    return { certificate: { ...factsOf(certificate), keyFits: key === undefined || key.length === 0 ? undefined : fits(certificate, key) } };
  } catch {
    return { broken: 'its certificate cannot be read as PEM' };
  }
}

function factsOf({ subjectAltName = '', validFrom, validTo, fingerprint256 }: X509Certificate): Omit<Certificate, 'keyFits'> {
  const names = subjectAltName.split(', ').flatMap((each) => /^(?:DNS|IP Address):(.+)$/.exec(each)?.[1] ?? []);
  return { names, notBefore: new Date(validFrom), notAfter: new Date(validTo), fingerprint: fingerprint256 };
}

function fits(certificate: X509Certificate, key: Buffer): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
