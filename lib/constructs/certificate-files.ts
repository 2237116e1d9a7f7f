import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { FileText } from '../files/read-file';
import { certificateNames } from '../values/certificate-name';
import { allOf } from '../values/words';

const WHAT = { 'CERTIFICATE': 'a certificate', 'PRIVATE KEY': 'a private key', 'X509 CRL': 'a list of revoked certificates' } as const;
const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The text of a PEM file.
 *
 * @throws where it has no block of that kind
 */
export function readPem({ path, text }: FileText, label: keyof typeof WHAT): string {
  const labels = [...text.matchAll(/^-----BEGIN ([A-Z0-9 ]+)-----/gm)].map(([, found]) => found);
  if (labels.some((found) => found.endsWith(label))) return text;
  const has = labels.length > 0 ? `it holds ${[...new Set(labels)].join(', ')}` : 'it holds no PEM block';
  throw new Error(`"${path}" is not ${WHAT[label]} in PEM format: ${has}; give a file with -----BEGIN ${label}-----`);
}

/**
 * The names that a certificate is for.
 *
 * @throws where clients would turn away: the key is another's, the chain is out of order, or a certificate is not valid at the time
 */
export function readCertificateFiles(certificate: FileText, key: FileText, now: Date): readonly string[] {
  const chain = certificatesIn(certificate);
  checkKey(chain, keyIn(key), { certificate: certificate.path, key: key.path });
  chain.forEach((each, index) => checkSignedBy(each, chain[index + 1], certificate.path));
  chain.forEach((each) => checkDates(each, certificate.path, now));
  return certificateNames(chain[0]);
}

/**
 * The certificates of authorities, as text.
 *
 * @throws where one cannot be read, or is not valid at the time, so that no client's certificate would count
 */
export function readAuthorities(file: FileText, now: Date): string {
  certificatesIn(file).forEach((each) => checkDates(each, file.path, now));
  return file.text;
}

function certificatesIn(file: FileText): readonly X509Certificate[] {
  const blocks = readPem(file, 'CERTIFICATE').match(BLOCK) ?? [];
  try {
    const read = blocks.map((block) => new X509Certificate(block));
    if (read.length > 0) return read;
  } catch {
    // Told below.
  }
  throw new Error(`"${file.path}" has a certificate that cannot be read; give it as its authority sent it, whole and in PEM format`);
}

function keyIn(file: FileText): KeyObject {
  const text = readPem(file, 'PRIVATE KEY');
  try {
    return createPrivateKey(text);
  } catch {
    throw new Error(`"${file.path}" has a private key that cannot be read; give one without a passphrase: openssl pkey -in "${file.path}" -out plain.key`);
  }
}

function checkKey(chain: readonly X509Certificate[], key: KeyObject, paths: { readonly certificate: string; readonly key: string }): void {
  const owner = chain.findIndex((each) => each.checkPrivateKey(key));
  if (owner === 0) return;
  if (owner > 0) {
    throw new Error(`"${paths.certificate}" has the certificate of the key in "${paths.key}" in place ${owner + 1}; put it first, and behind it those that signed it`);
  }
  throw new Error(`the key in "${paths.key}" is not that of the certificate in "${paths.certificate}", which is ${nameOf(chain[0])}; give the key that it was made with`);
}

function checkSignedBy(certificate: X509Certificate, next: X509Certificate | undefined, path: string): void {
  if (next === undefined || certificate.checkIssued(next)) return;
  throw new Error(`"${path}" has certificates out of order: behind the one ${nameOf(certificate)} stands one ${nameOf(next)}, which has not signed it; put each before the one that signed it, and leave out what did not sign any`);
}

function checkDates(certificate: X509Certificate, path: string, now: Date): void {
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  const which = `the certificate in "${path}" ${nameOf(certificate)}`;
  if (now > to) throw new Error(`${which} expired on ${dateOf(to)}, and clients turn away; give a renewed one`);
  if (now < from) throw new Error(`${which} is not valid before ${dateOf(from)}, and clients turn away; give one that is valid now`);
}

function nameOf(certificate: X509Certificate): string {
  const names = certificateNames(certificate);
  return names.length > 0 ? `for ${allOf(names.slice(0, 3))}` : `of ${certificate.subject.replace(/\n/g, ', ')}`;
}

function dateOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
