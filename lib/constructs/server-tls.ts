import type { ServerTLSSettings } from '../../imports/networking';
import { allOf } from '../values/words';
import type { Certificate } from './certificate';
import type { ClientCa } from './client-ca';

/** A version of TLS, in Istio's words. */
export type TlsVersion = 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';

/** How a gateway speaks TLS, beside the certificate that it shows. */
export interface ServerTlsOptions {
  /**
   * Authorities that clients' certificates are checked by.
   *
   * @default - those in the Secret of the gateway's certificate, where the mode asks for them
   */
  readonly clientCa?: ClientCa;

  /**
   * Whether clients must show a certificate of their own: SIMPLE asks for none, MUTUAL for one that an authority of `clientCa` or of the
   * gateway's certificate has signed, OPTIONAL_MUTUAL checks it where there is one.
   *
   * @default 'SIMPLE'; 'MUTUAL' with clientCa
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode
   */
  readonly mode?: 'SIMPLE' | 'MUTUAL' | 'OPTIONAL_MUTUAL';

  /** Oldest version of TLS that clients may speak. One below TLSV1_2 also needs `cipherSuites`. @default - Istio's: TLSV1_2 */
  readonly minProtocolVersion?: TlsVersion;

  /** Newest version of TLS that clients may speak. @default - Istio's: TLSV1_3 */
  readonly maxProtocolVersion?: TlsVersion;

  /**
   * Ciphers for TLS up to 1.2, by OpenSSL's names: `ECDHE-RSA-AES128-GCM-SHA256`.
   *
   * @default - Istio's
   */
  readonly cipherSuites?: readonly string[];

  /**
   * Names of which the client's certificate must have one.
   *
   * @default - any
   */
  readonly subjectAltNames?: readonly string[];

  /**
   * Hashes of which the client's public key must have one: SHA-256 in base64. Only with a certificate from a Secret.
   *
   * @default - any
   */
  readonly verifyCertificateSpki?: readonly string[];

  /**
   * Hashes of which the client's certificate must have one: SHA-256 in hex. Only with a certificate from a Secret.
   *
   * @default - any
   */
  readonly verifyCertificateHash?: readonly string[];

  /**
   * Whether a client's certificate counts that none of the authorities has signed. Its names and hashes are still checked.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** A gateway whose pods show the certificates that Istio gives them, and take clients of the mesh alone. */
export interface IstioMutualTls {
  /** Says that it is this kind of gateway. */
  readonly mode: 'ISTIO_MUTUAL';

  /** Names of which the client's certificate must have one. @default - any */
  readonly subjectAltNames?: readonly string[];

  /** Path in the gateway's pods of certificates that are revoked, PEM. @default - none */
  readonly caCrl?: string;

  /** Whether a client's certificate counts that the mesh has not signed. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** One certificate for all hosts; of two, with an RSA and an ECDSA key, each client gets the one that it can use. */
export type ShownCertificate = Certificate | readonly Certificate[];

const OF_CLIENTS = ['subjectAltNames', 'verifyCertificateSpki', 'verifyCertificateHash', 'insecureSkipVerify'] as const;
const HASHES = ['verifyCertificateSpki', 'verifyCertificateHash'] as const;
const VERSIONS: readonly TlsVersion[] = ['TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'];

export function modeOf({ mode, clientCa }: ServerTlsOptions): NonNullable<ServerTlsOptions['mode']> {
  return mode ?? (clientCa === undefined ? 'SIMPLE' : 'MUTUAL');
}

/** @throws for settings that Istio would refuse, or leave without effect */
export function checkTls(options: ServerTlsOptions, certificates: readonly Certificate[]): void {
  const { clientCa, minProtocolVersion: least, maxProtocolVersion: most } = options;
  const mounted = certificates.filter(({ _source }) => _source.kind === 'mounted').length;
  if (mounted > 0 && mounted < certificates.length) throw new Error('a certificate of the pods\' files and one of a Secret cannot be shown by one server; give both from one place');
  if (certificates.length === 0 || certificates.length > 2) throw new Error(`certificate has ${certificates.length} certificates for the same hosts; give one, or two: one with an RSA key and one with an ECDSA key`);
  if (modeOf(options) === 'SIMPLE') checkAsksNothing(options);
  else if (mounted > 0 && clientCa?._source.kind !== 'mounted') throw new Error(`mode ${modeOf(options)} with a mounted certificate needs authorities from the pods' files, too; give clientCa: ClientCa.mounted('/etc/.../ca.crt')`);
  if (mounted === 0 && clientCa?._source.kind === 'mounted') throw new Error('ClientCa.mounted goes with Certificate.mounted alone: beside a Secret Istio does not look at files; use ClientCa.fromSecret or ClientCa.fromFiles');
  const hash = HASHES.find((field) => options[field] !== undefined);
  if (mounted > 0 && hash !== undefined) throw new Error(`${hash} is looked at only where the certificate is in a Secret; use Certificate.fromSecret, or subjectAltNames`);
  if (least !== undefined && most !== undefined && VERSIONS.indexOf(least) > VERSIONS.indexOf(most)) {
    throw new Error(`minProtocolVersion ${least} is above maxProtocolVersion ${most}, so no client could connect; exchange the two`);
  }
  if ((least === 'TLSV1_0' || least === 'TLSV1_1') && !options.cipherSuites?.length) {
    throw new Error(`minProtocolVersion ${least} without cipherSuites changes nothing: none of the usual ciphers has that version; add some that have, such as "ECDHE-RSA-AES128-SHA", or use TLSV1_2`);
  }
}

function checkAsksNothing(options: ServerTlsOptions): void {
  if (options.clientCa !== undefined) throw new Error('mode SIMPLE asks clients for no certificate, so clientCa is without effect; leave mode out, or clientCa');
  const without = OF_CLIENTS.filter((field) => options[field] !== undefined);
  if (without.length > 0) throw new Error(`mode SIMPLE asks clients for no certificate, so ${allOf(without)} would be without effect; give clientCa, or mode: 'MUTUAL'`);
}

const OPTIONS = ['clientCa', 'mode', 'minProtocolVersion', 'maxProtocolVersion', 'cipherSuites', ...OF_CLIENTS] as const;

/** Those of the properties that are about TLS, as far as they are given. */
export function tlsOptionsOf(props: ServerTlsOptions): ServerTlsOptions {
  return Object.fromEntries(OPTIONS.filter((field) => props[field] !== undefined).map((field) => [field, props[field]]));
}

/** What goes on the wire as it is. */
export function wireOptions({ clientCa: _, ...options }: ServerTlsOptions): ServerTLSSettings {
  const { cipherSuites, subjectAltNames, verifyCertificateSpki, verifyCertificateHash, ...rest } = options;
  const lists = Object.entries({ cipherSuites, subjectAltNames, verifyCertificateSpki, verifyCertificateHash }).filter(([, list]) => list !== undefined);
  return { ...rest, ...Object.fromEntries(lists.map(([field, list]) => [field, [...(list ?? [])]])) };
}
