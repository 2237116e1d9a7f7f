import type { Construct } from 'constructs';
import type { Server } from '../../imports/networking';
import type { ITcpGateway } from './gateway';
import { GatewayHosts } from './gateway-hosts';
import type { IngressWorkload } from './ingress-workload';
import { ServingGateway, type ServingGatewayProps } from './serving-gateway';
import { tlsHosts, TlsServers, type MeshCertificate, type OneCertificate } from './tls-servers';

/** Plain TCP, whatever it carries. */
export interface PlainTcp {
  /**
   * What the Gateway says it serves. Istio treats all of these alike.
   *
   * @default 'TCP'
   */
  readonly protocol?: 'TCP' | 'MONGO' | 'MYSQL' | 'REDIS';
  /** Only for TLS. */
  readonly certificate?: undefined;
  /** Only for TLS. */
  readonly mode?: undefined;
}

/** TLS that the gateway opens, whatever it carries: with a certificate, or with those of the mesh. */
export type TlsForTcp = (OneCertificate | MeshCertificate) & {
  /** Only for plain TCP. */
  readonly protocol?: undefined;
};

/** What a gateway serves, and whether it opens TLS. */
export type TcpGatewayProps = ServingGatewayProps & (PlainTcp | TlsForTcp);

/**
 * A Gateway for TCP, or for TLS that it opens and that carries anything. Plain TCP knows no host, so all connections of a port go by
 * one `TcpRoute`, and `hosts`, by default `*`, only says which routes may be bound. With a certificate the server name that clients ask
 * for counts.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/tcp-traffic-shifting/
 */
export class TcpGateway extends ServingGateway implements ITcpGateway {
  public readonly routes = 'tcp';

  private readonly protocol: string;
  private readonly tls?: TlsServers;

  /**
   * @throws where the ingress Service has no such port, or none for TCP or TLS; for a Service of the app, the synth says so; with a
   * certificate also as `TlsGateway` does
   */
  constructor(scope: Construct, id: string, props: TcpGatewayProps) {
    const known = isTls(props) ? tlsHosts(props) : undefined;
    super(scope, id, props, known?.hosts ?? new GatewayHosts(props.hosts ?? ['*']));
    this.protocol = props.protocol ?? 'TCP';
    if (known !== undefined && isTls(props)) this.tls = new TlsServers(this, props, known, this.ingress.namespace);
    this.checkFixed();
  }

  protected servers(ingress: IngressWorkload): readonly Server[] {
    if (this.tls === undefined) return [this.serverAt({ number: this.portOn(ingress, 'TCP'), name: 'tcp', protocol: this.protocol })];
    const port = { number: this.portOn(ingress, 'TLS'), name: 'tls', protocol: 'TLS' };
    return this.tls.list().map((server) => this.serverAt(port, server));
  }

  protected ownProblems(): readonly string[] {
    return this.tls?.problems() ?? [];
  }
}

function isTls(props: TcpGatewayProps): props is ServingGatewayProps & TlsForTcp {
  return props.certificate !== undefined || props.mode === 'ISTIO_MUTUAL';
}
