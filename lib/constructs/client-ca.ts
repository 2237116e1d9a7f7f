import { readFile } from '../files/read-file';
import { readAuthorities, readPem } from './certificate-files';
import type { SecretLike } from './like';

/** Where the authorities come from that clients' certificates are checked by. */
export type ClientCaSource =
  | { readonly kind: 'secret'; readonly name: string; readonly namespace?: string }
  | { readonly kind: 'config-map'; readonly name: string; readonly namespace: string }
  | { readonly kind: 'files'; readonly data: Readonly<Record<string, string>> }
  | { readonly kind: 'mounted'; readonly caCertificates: string; readonly caCrl?: string };

/** What else is known of the authorities. */
export interface ClientCaOptions {
  /**
   * File with the certificates that the authorities have revoked, PEM.
   *
   * @default - none is
   */
  readonly crl?: string;
}

/** What else is known of the authorities, and when they must be valid. */
export interface ClientCaFilesOptions extends ClientCaOptions {
  /**
   * Time that the certificates must be valid at.
   *
   * @default - now
   */
  readonly now?: Date;
}

/** The authorities that clients' certificates are checked by. A gateway with them asks clients for a certificate: mode MUTUAL. */
export class ClientCa {
  /**
   * A Secret in the namespace of the gateway's pods with `ca.crt`, and `ca.crl` where certificates have been revoked.
   *
   * @param secret its name, or the object of any cdk8s-plus
   * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#configure-a-mutual-tls-ingress-gateway
   */
  public static fromSecret(secret: string | SecretLike): ClientCa {
    if (typeof secret === 'string') return new ClientCa({ kind: 'secret', name: secret });
    return new ClientCa({ kind: 'secret', name: secret.name, namespace: secret.metadata?.namespace });
  }

  /**
   * A ConfigMap of any namespace with `ca.crt`.
   *
   * @param namespace of the ConfigMap
   * @param name of the ConfigMap
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
   */
  public static fromConfigMap(namespace: string, name: string): ClientCa {
    return new ClientCa({ kind: 'config-map', namespace, name });
  }

  /**
   * A file in PEM format. The gateway renders a Secret of it in the namespace of its pods.
   *
   * @param ca path of the authorities' certificates
   * @param options a file with what has been revoked, and the time that all must be valid at
   * @throws where a file cannot be read or does not hold what it should, or an authority's certificate is not valid now
   */
  public static fromFiles(ca: string, { crl, now = new Date() }: ClientCaFilesOptions = {}): ClientCa {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const data = { 'ca.crt': base64(readAuthorities(readFile(ca), now)), ...(crl !== undefined && { 'ca.crl': base64(readPem(readFile(crl), 'X509 CRL')) }) };
    return new ClientCa({ kind: 'files', data });
  }

  /**
   * Files that the gateway's pods have; for a certificate that is `mounted`, too.
   *
   * @param caCertificates path of the authorities' certificates in the pods
   * @param options `crl` is a path in the pods, too
   */
  public static mounted(caCertificates: string, { crl }: ClientCaOptions = {}): ClientCa {
    return new ClientCa({ kind: 'mounted', caCertificates, ...(crl !== undefined && { caCrl: crl }) });
  }

  private constructor(private readonly source: ClientCaSource) {}

  /** @internal */
  public get _source(): ClientCaSource {
    return this.source;
  }
}
