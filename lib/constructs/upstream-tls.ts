import type { ClientTLSSettings } from '../../imports/networking';

/** What Istio's own mutual TLS can be told. */
export interface IstioMutualUpstreamOptions {
  /**
   * Server name that the service is asked for.
   *
   * @default - one that Istio makes of the service
   */
  readonly sni?: string;

  /**
   * Names of which the service's certificate must have one.
   *
   * @default - those of the service's own accounts
   */
  readonly subjectAltNames?: readonly string[];
}

/** TLS to a service that shows a certificate of its own. File paths are those of the client's proxy. */
export interface UpstreamTlsOptions {
  /**
   * Server name that the service is asked for.
   *
   * @default - the host of the request
   */
  readonly sni?: string;

  /**
   * Names of which the service's certificate must have one.
   *
   * @default - those of a ServiceEntry for the host; else the host of the request, and beside `sni` any name that an authority has signed
   */
  readonly subjectAltNames?: readonly string[];

  /**
   * Path of the authorities that the certificate is checked by, PEM. `system` are those of the proxy's image.
   *
   * @default 'system', unless credentialName is given
   */
  readonly caCertificates?: string;

  /**
   * Path of certificates that are revoked, PEM.
   *
   * @default - none
   */
  readonly caCrl?: string;

  /**
   * Secret in the namespace of the client's pods with the authorities in `ca.crt`, and for mutual TLS `tls.crt` and `tls.key`; or
   * `configmap://NAMESPACE/NAME` with `ca.crt`. In place of files. Sidecars take it of a policy with a `workloadSelector` alone.
   *
   * @default - none
   */
  readonly credentialName?: string;

  /**
   * Whether any certificate will do.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** TLS that shows the service a certificate, too. */
export interface MutualUpstreamTlsOptions extends UpstreamTlsOptions {
  /**
   * Path of the certificate to show, PEM.
   *
   * @default - that of credentialName
   */
  readonly clientCertificate?: string;

  /**
   * Path of its private key, PEM.
   *
   * @default - that of credentialName
   */
  readonly privateKey?: string;
}

/**
 * Whether and how requests to a service are encrypted. Without any, Istio uses its own mutual TLS where the pods have a proxy,
 * else none.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export class UpstreamTls {
  /** No TLS. */
  public static disabled(): UpstreamTls {
    return new UpstreamTls({ mode: 'DISABLE' });
  }

  /**
   * TLS to a service that shows a certificate of its own.
   *
   * @param options what the certificate is checked by
   * @throws for what cannot be said together
   */
  public static simple(options: UpstreamTlsOptions = {}): UpstreamTls {
    return new UpstreamTls({ mode: 'SIMPLE', ...checked(options, ['caCertificates', 'credentialName', 'subjectAltNames']) });
  }

  /**
   * TLS that shows the service a certificate.
   *
   * @param options the certificate to show, and what that of the service is checked by
   * @throws where it is said neither by `credentialName` nor by `clientCertificate` and `privateKey`, and for what cannot be said together
   */
  public static mutual(options: MutualUpstreamTlsOptions): UpstreamTls {
    const { credentialName, clientCertificate, privateKey } = options;
    if (credentialName === undefined && (clientCertificate === undefined || privateKey === undefined)) {
      throw new Error('mutual TLS has no certificate to show; give credentialName, or clientCertificate and privateKey');
    }
    return new UpstreamTls({ mode: 'MUTUAL', ...checked(options, ['caCertificates', 'subjectAltNames']) });
  }

  /**
   * Istio's own mutual TLS, with the certificates that it gives to proxies.
   *
   * @param options names of the service, where they are others than its own
   */
  public static istioMutual(options: IstioMutualUpstreamOptions = {}): UpstreamTls {
    return new UpstreamTls({ mode: 'ISTIO_MUTUAL', ...checked(options, []) });
  }

  private constructor(private readonly settings: ClientTLSSettings) {}

  /** @internal */
  public get _wire(): ClientTLSSettings {
    return this.settings;
  }
}

const FILES = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const;

function checked(options: MutualUpstreamTlsOptions, verifying: ReadonlyArray<keyof MutualUpstreamTlsOptions>): ClientTLSSettings {
  const against = verifying.find((field) => options[field] !== undefined);
  if (options.insecureSkipVerify === true && against !== undefined) {
    throw new Error(`insecureSkipVerify takes any certificate, and ${against} says which; keep one of the two`);
  }
  const file = FILES.find((field) => options[field] !== undefined);
  if (options.credentialName !== undefined && file !== undefined) throw new Error(`both credentialName and ${file} are given; keep the Secret or the files`);
  const { subjectAltNames, ...rest } = options;
  return { ...rest, ...(subjectAltNames && { subjectAltNames: [...subjectAltNames] }) };
}
