import type { Construct } from 'constructs';
import type { Server } from '../../imports/networking';
import { withExternalDns, type ExternalDns } from './external-dns';
import type { IHttpGateway } from './gateway';
import { HttpsRedirect } from './https-redirect';
import type { IngressWorkload } from './ingress-workload';
import { ServingGateway, type ServingGatewayProps } from './serving-gateway';
import { tlsHosts, TlsServers, type TlsProps } from './tls-servers';

/** What a gateway for HTTPS is told, beside its certificates. */
export interface TlsGatewayOptions extends ServingGatewayProps {
  /**
   * Whether the ingress's port for plain HTTP answers these hosts, too, with a redirect (301) to HTTPS. A number or name
   * says which port that is. A client that itself writes `:80` after the host is sent to that port again: Istio keeps what it
   * wrote.
   *
   * @default false
   */
  readonly httpsRedirect?: boolean | number | string;
}

/** One certificate for all hosts, several with their hosts, or those of the mesh. */
export type TlsGatewayProps = TlsGatewayOptions & TlsProps;

/**
 * A Gateway for HTTPS that ends TLS and takes HTTP routes. It has one server for each certificate, with all hosts of it: browsers use
 * one connection for all names of a certificate.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/
 */
export class TlsGateway extends ServingGateway implements IHttpGateway {
  public readonly routes = 'http';

  private readonly tls: TlsServers;
  private readonly redirect?: HttpsRedirect;

  /**
   * @throws where the ingress Service has no port for HTTPS, or none for HTTP to redirect from; where a host is none; where a
   * certificate is not for the hosts, or its Secret is in another namespace than the gateway's pods; where mode MUTUAL has no authority
   * to check by, or settings of TLS would be without effect
   */
  constructor(scope: Construct, id: string, props: TlsGatewayProps) {
    const known = tlsHosts(props);
    super(scope, id, props, known.hosts);
    this.tls = new TlsServers(this, props, known, this.ingress.namespace);
    if (props.httpsRedirect !== undefined && props.httpsRedirect !== false) this.redirect = new HttpsRedirect(props);
    if (this.redirect?.isApart === true) this.createRedirectRule(this.redirect, props.externalDns);
    this.checkFixed();
  }

  protected servers(ingress: IngressWorkload): readonly Server[] {
    const secure = this.tls.list().map((server, index) => this.serverAt({ number: this.portOn(ingress, 'HTTPS'), name: index === 0 ? 'https' : `https-${index + 1}`, protocol: 'HTTPS' }, server));
    if (this.redirect === undefined) return secure;
    const number = this.redirect.portOn(ingress);
    return this.redirect.isApart ? secure : [...secure, { ...this.plainServer(number, this.hosts.list()), tls: { httpsRedirect: true } }];
  }

  protected ownProblems(): readonly string[] {
    return this.tls.problems();
  }

  private plainServer(number: number, hosts: readonly string[]): Server {
    return { port: { number, name: 'http', protocol: 'HTTP' }, hosts: [...hosts], ...(this.bind !== undefined && { bind: this.bind }) };
  }

  // A Gateway of its own, so that no route of this gateway is bound to the plain port; its one route is for hosts of every namespace.
  private createRedirectRule(redirect: HttpsRedirect, externalDns: ExternalDns | undefined): void {
    const servers = () => [this.plainServer(redirect.portOn(this.ingress._workload()), this.hosts.names())];
    const gateway = this.createGateway('Redirect', servers, withExternalDns(this.namespace === undefined ? undefined : { namespace: this.namespace }, externalDns));
    redirect.createRoute(this, gateway.name, this.namespace);
  }
}
