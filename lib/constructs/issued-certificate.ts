import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { parseDuration } from '../values/duration';
import { createResource } from './resource';

/** An issuer of cert-manager: its object in a cdk8s app, or its name. */
export interface IssuerLike {
  /** Name of the issuer. */
  readonly name: string;

  /**
   * Its kind: `ClusterIssuer`, `Issuer`, or that of an issuer that is not cert-manager's. An Issuer signs for its own namespace alone, which must be
   * that of the gateway's pods.
   *
   * @default 'ClusterIssuer'
   */
  readonly kind?: string;

  /**
   * API group, for issuers that are not cert-manager's own.
   *
   * @default 'cert-manager.io'
   */
  readonly apiGroup?: string;

  /**
   * Where an Issuer is, as the object of an app says; a ClusterIssuer is nowhere.
   *
   * @default - not known
   */
  readonly metadata?: {
    /** Namespace of an Issuer. @default - not known */
    readonly namespace?: string;
  };
}

/** How cert-manager makes the key. Envoy takes RSA keys from 2048 bits on, and ECDSA keys. */
export interface CertificatePrivateKey {
  /** Kind of the key. @default - cert-manager's: RSA */
  readonly algorithm?: 'RSA' | 'ECDSA';

  /**
   * Bits: 2048, 4096 or 8192 of RSA; 256, 384 or 521 of ECDSA.
   *
   * @default - cert-manager's: 2048 or 256
   */
  readonly size?: number;

  /** How the key is written down in the Secret. @default - cert-manager's: PKCS1 */
  readonly encoding?: 'PKCS1' | 'PKCS8';

  /**
   * Whether each renewal makes a new key.
   *
   * @default - cert-manager's, which depends on its version
   */
  readonly rotationPolicy?: 'Always' | 'Never';
}

/** What cert-manager is told of a certificate. */
export interface IssuedCertificateOptions {
  /**
   * Name of the Secret that cert-manager fills.
   *
   * @default - the name of the Certificate
   */
  readonly secretName?: string;

  /**
   * Names that the certificate is for, such as `*.example.com` for several hosts.
   *
   * @default - the hosts of the gateway
   */
  readonly dnsNames?: readonly string[];

  /**
   * How long a certificate is valid, as Go writes durations: `2160h`.
   *
   * @default - cert-manager's: 90 days
   */
  readonly duration?: string;

  /**
   * How long before its end it is renewed: `360h`.
   *
   * @default - cert-manager's: a third of the time before
   */
  readonly renewBefore?: string;

  /** How the key is made. @default - cert-manager's */
  readonly privateKey?: CertificatePrivateKey;

  /**
   * What the certificate may be used for, such as `server auth`.
   *
   * @default - cert-manager's: digital signature and key encipherment
   */
  readonly usages?: readonly string[];

  /**
   * Common name of the subject, which browsers do not look at.
   *
   * @default - none
   */
  readonly commonName?: string;

  /**
   * Labels and annotations of the Secret.
   *
   * @default - none
   */
  readonly secretTemplate?: {
    /** Labels of the Secret. @default - none */
    readonly labels?: Readonly<Record<string, string>>;
    /** Annotations of the Secret. @default - none */
    readonly annotations?: Readonly<Record<string, string>>;
  };

  /**
   * Name, labels and annotations of the Certificate.
   *
   * @default - the chart's own way of naming
   */
  readonly metadata?: Omit<ApiObjectMetadata, 'namespace'>;
}

/** @throws for durations that are none, or do not go together */
export function checkIssued({ duration, renewBefore, dnsNames }: IssuedCertificateOptions): void {
  const [whole, rest] = [durationOf('duration', duration), durationOf('renewBefore', renewBefore)];
  if (whole !== undefined && rest !== undefined && rest >= whole) {
    throw new Error(`renewBefore ${renewBefore} is not shorter than duration ${duration}, so the certificate would be renewed without end; give a shorter one`);
  }
  if (dnsNames?.length === 0) throw new Error('dnsNames is empty; name what the certificate is for, or leave it out for the hosts of the gateway');
}

function durationOf(field: string, text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  const parsed = parseDuration(text);
  if (parsed === undefined || parsed <= 0n) throw new Error(`${field} "${text}" is no duration as Go writes it; give hours, minutes or seconds, such as "2160h" for 90 days`);
  return parsed;
}

/** @throws where the issuer cannot sign for that namespace */
export function createIssuedCertificate(
  scope: Construct, id: string, issuer: IssuerLike, options: IssuedCertificateOptions, { namespace, hosts }: { namespace?: string; hosts: () => readonly string[] },
): string {
  const issuerRef = { name: issuer.name, kind: issuer.kind ?? 'ClusterIssuer', group: issuer.apiGroup ?? 'cert-manager.io' };
  checkIssuer(issuer, issuerRef.kind, namespace);
  const { secretName, dnsNames, metadata, ...rest } = options;
  const created: ApiObject = createResource(scope, id, {
    apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { ...metadata, ...(namespace !== undefined && { namespace }) },
    fields: { spec: () => ({ secretName: secretName ?? created.name, dnsNames: [...(dnsNames ?? hosts())], issuerRef, ...rest }) },
  });
  return secretName ?? created.name;
}

function checkIssuer({ name, metadata }: IssuerLike, kind: string, ofPods: string | undefined): void {
  const namespace = metadata?.namespace;
  if (kind !== 'Issuer' || namespace === undefined || ofPods === undefined || namespace === ofPods) return;
  throw new Error(
    `issuer "${namespace}/${name}" signs for its own namespace alone, and the certificate of the gateway must be in the one of its pods, "${ofPods}"; `
    + `put the Issuer there, or use a ClusterIssuer`,
  );
}
