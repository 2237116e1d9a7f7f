import type { ClientTLSSettings } from '../../imports/networking';

/** Where the client's side of TLS finds what it needs; file paths are those of the proxy's pod. */
export type UpstreamTlsOptions = Omit<ClientTLSSettings, 'mode'>;

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

  /** TLS to a service that shows a certificate of its own. Without `caCertificates` or `credentialName` it is not checked. */
  public static simple(options: UpstreamTlsOptions = {}): UpstreamTls {
    return new UpstreamTls({ mode: 'SIMPLE', ...options });
  }

  /**
   * TLS that shows the service a certificate.
   *
   * @throws where it is said neither by `credentialName` nor by `clientCertificate` and `privateKey`
   */
  public static mutual(options: UpstreamTlsOptions): UpstreamTls {
    const { credentialName, clientCertificate, privateKey } = options;
    if (credentialName === undefined && (clientCertificate === undefined || privateKey === undefined)) {
      throw new Error('mutual TLS has no certificate to show; give credentialName, or clientCertificate and privateKey');
    }
    return new UpstreamTls({ mode: 'MUTUAL', ...options });
  }

  /** Istio's own mutual TLS, with the certificates that it gives to proxies. */
  public static istioMutual(): UpstreamTls {
    return new UpstreamTls({ mode: 'ISTIO_MUTUAL' });
  }

  private constructor(private readonly settings: ClientTLSSettings) {}

  /** @internal */
  public get _wire(): ClientTLSSettings {
    return this.settings;
  }
}
