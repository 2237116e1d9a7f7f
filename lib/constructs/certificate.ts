import { readFile } from '../files/read-file';
import { readAuthorities, readCertificateFiles } from './certificate-files';
import { checkIssued, type IssuedCertificateOptions, type IssuerLike } from './issued-certificate';
import type { SecretLike } from './like';

/** Where a certificate comes from. */
export type CertificateSource =
  | { readonly kind: 'secret'; readonly name: string; readonly namespace?: string }
  | { readonly kind: 'files'; readonly path: string; readonly data: Readonly<Record<string, string>>; readonly names: readonly string[] }
  | { readonly kind: 'issued'; readonly issuer: IssuerLike; readonly options: IssuedCertificateOptions }
  | { readonly kind: 'mounted'; readonly serverCertificate: string; readonly privateKey: string };

/** What else is in files, beside the certificate and its key. */
export interface CertificateFilesOptions {
  /**
   * File with the certificates of the authorities that clients' certificates are checked by, PEM. Where other gateways share the
   * authorities, say `clientCa` of the gateway instead.
   *
   * @default - none
   */
  readonly ca?: string;

  /**
   * Time that the certificates must be valid at.
   *
   * @default - now
   */
  readonly now?: Date;
}

/** The certificate and key that a gateway shows to clients. */
export class Certificate {
  /**
   * A Secret in the namespace of the gateway's pods, with `tls.crt` and `tls.key`; for mode MUTUAL also `ca.crt`, or a
   * second Secret `<name>-cacert`.
   *
   * @param secret its name, or the object of any cdk8s-plus
   * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/
   */
  public static fromSecret(secret: string | SecretLike): Certificate {
    if (typeof secret === 'string') return new Certificate({ kind: 'secret', name: secret });
    return new Certificate({ kind: 'secret', name: secret.name, namespace: secret.metadata?.namespace });
  }

  /**
   * Files in PEM format. The gateway renders a Secret of them in the namespace of its pods, so the key stands in the output, of which
   * the synth warns (MESH222): keep it out of version control, or use a Secret that something else makes. The names of the certificate are
   * compared with the gateway's hosts.
   *
   * @param certificate path of the certificate, with those behind it that signed it
   * @param key path of its private key, without a passphrase
   * @param options authorities for clients' certificates, and the time that all must be valid at
   * @throws where a file cannot be read or does not hold what it should; where the key is another certificate's, the certificates are
   * not in order, or one is not valid now
   */
  public static fromFiles(certificate: string, key: string, { ca, now = new Date() }: CertificateFilesOptions = {}): Certificate {
    const [crt, privateKey] = [readFile(certificate), readFile(key)];
    const names = readCertificateFiles(crt, privateKey, now);
    const data = { 'tls.crt': base64(crt.text), 'tls.key': base64(privateKey.text), ...(ca !== undefined && { 'ca.crt': base64(readAuthorities(readFile(ca), now)) }) };
    return new Certificate({ kind: 'files', path: certificate, data, names });
  }

  /**
   * A certificate of cert-manager: the gateway renders a `Certificate` in the namespace of its pods, for its hosts, so that cert-manager
   * keeps the Secret filled. A public authority signs a wildcard host only where the issuer proves it by DNS (DNS01), not by HTTP01.
   *
   * @param issuer an Issuer or ClusterIssuer, as an object of the app or by its name: `{ name: 'letsencrypt' }`
   * @param options names, duration and key of the certificate
   * @throws where durations are none, or do not go together
   * @see https://cert-manager.io/docs/usage/certificate/
   */
  public static issuedBy(issuer: IssuerLike, options: IssuedCertificateOptions = {}): Certificate {
    checkIssued(options);
    return new Certificate({ kind: 'issued', issuer, options });
  }

  /**
   * Files that the gateway's pods have, such as those of a mounted volume. What is in them is not known here.
   *
   * @param serverCertificate path of the certificate in the pods
   * @param privateKey path of its key in the pods
   */
  public static mounted(serverCertificate: string, privateKey: string): Certificate {
    return new Certificate({ kind: 'mounted', serverCertificate, privateKey });
  }

  private constructor(private readonly source: CertificateSource) {}

  /** @internal */
  public get _source(): CertificateSource {
    return this.source;
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
