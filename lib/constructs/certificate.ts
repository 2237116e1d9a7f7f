import { readFile, type FileText } from '../files/read-file';
import type { SecretLike } from './like';

/** Where a certificate comes from: a Secret that is there, or files that a Secret is made of. */
export type CertificateSource =
  | { readonly kind: 'secret'; readonly name: string; readonly namespace?: string }
  | { readonly kind: 'files'; readonly data: Readonly<Record<string, string>>; readonly hasCa: boolean };

export interface CertificateFilesOptions {
  /**
   * File with the certificates of the authorities that clients' certificates are checked by, PEM. Needed for mode MUTUAL.
   *
   * @default - none
   */
  readonly ca?: string;
}

/** The certificate and key that a gateway shows to clients. */
export class Certificate {
  /**
   * A Secret in the namespace of the gateway's pods, with `tls.crt` and `tls.key`; for mode MUTUAL also `ca.crt`, or a
   * second Secret `<name>-cacert`.
   *
   * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/
   */
  public static fromSecret(secret: string | SecretLike): Certificate {
    if (typeof secret === 'string') return new Certificate({ kind: 'secret', name: secret });
    return new Certificate({ kind: 'secret', name: secret.name, namespace: secret.metadata?.namespace });
  }

  /**
   * Files in PEM format. The gateway renders a Secret of them in the namespace of its pods, so the key stands in the output:
   * keep it out of version control.
   *
   * @param certificate path of the certificate with its chain
   * @param key path of its private key
   * @throws where a file cannot be read or does not hold what it should
   */
  public static fromFiles(certificate: string, key: string, { ca }: CertificateFilesOptions = {}): Certificate {
    const data = {
      'tls.crt': pem(readFile(certificate), 'CERTIFICATE', 'a certificate'),
      'tls.key': pem(readFile(key), 'PRIVATE KEY', 'a private key'),
      ...(ca !== undefined && { 'ca.crt': pem(readFile(ca), 'CERTIFICATE', 'a certificate') }),
    };
    return new Certificate({ kind: 'files', data, hasCa: ca !== undefined });
  }

  private constructor(private readonly source: CertificateSource) {}

  /** @internal */
  public get _source(): CertificateSource {
    return this.source;
  }
}

function pem({ path, text }: FileText, label: string, what: string): string {
  const labels = [...text.matchAll(/^-----BEGIN ([A-Z0-9 ]+)-----/gm)].map(([, found]) => found);
  if (!labels.some((found) => found.endsWith(label))) {
    const has = labels.length > 0 ? `it holds ${[...new Set(labels)].join(', ')}` : 'it holds no PEM block';
    throw new Error(`"${path}" is not ${what} in PEM format: ${has}; give a file with -----BEGIN ${label}-----`);
  }
  return Buffer.from(text).toString('base64');
}
