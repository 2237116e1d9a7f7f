import type { Construct } from 'constructs';
import type { Server, VirtualServiceSpec } from '../../imports/networking';
import type { Certificate } from './certificate';
import type { IHttpGateway } from './gateway';
import type { IngressWorkload } from './ingress-workload';
import { createResource } from './resource';
import { pickServerPort } from './server-port';
import { ServingGateway, type ServingGatewayProps } from './serving-gateway';

export interface TlsGatewayProps extends ServingGatewayProps {
  /** The certificate that clients are shown. */
  readonly certificate: Certificate;

  /**
   * Whether clients must show a certificate of their own: SIMPLE asks for none, MUTUAL for one that an authority of the
   * gateway's certificate has signed, OPTIONAL_MUTUAL checks it where there is one.
   *
   * @default 'SIMPLE'
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode
   */
  readonly mode?: 'SIMPLE' | 'MUTUAL' | 'OPTIONAL_MUTUAL';

  /**
   * Whether the ingress's port for plain HTTP answers these hosts, too, with a redirect (301) to HTTPS. A number or name
   * says which port that is. A client that itself writes `:80` after the host is sent to that port again: Istio keeps what it
   * wrote.
   *
   * @default false
   */
  readonly httpsRedirect?: boolean | number | string;
}

/** The ports that a redirect goes between. */
interface RedirectPorts {
  readonly from: number;
  readonly to: number;
}

/**
 * A Gateway for HTTPS that ends TLS and takes HTTP routes.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/
 */
export class TlsGateway extends ServingGateway implements IHttpGateway {
  public readonly routes = 'http';

  private readonly mode: NonNullable<TlsGatewayProps['mode']>;
  private readonly redirect: boolean;
  private readonly redirectPort?: number | string;
  private readonly redirectApart: boolean;
  private readonly credentialName: string;

  /**
   * @throws where the ingress Service has no port for HTTPS, or none for HTTP to redirect from; where a host is none; where the
   * certificate's Secret is in another namespace than the gateway's pods; where mode MUTUAL has no authority to check by
   */
  constructor(scope: Construct, id: string, props: TlsGatewayProps) {
    super(scope, id, props);
    const { httpsRedirect = false } = props;
    this.mode = props.mode ?? 'SIMPLE';
    this.redirect = httpsRedirect !== false;
    this.redirectPort = typeof httpsRedirect === 'boolean' ? undefined : httpsRedirect;
    this.credentialName = this.findCredential(props.certificate);
    this.redirectApart = this.redirect && this.needsRule();
    if (this.redirectApart) this.createRedirectRule();
    this.checkFixed();
  }

  protected servers(ingress: IngressWorkload): readonly Server[] {
    const { number } = pickServerPort(ingress, 'HTTPS', this.port);
    const tls = { mode: this.mode, credentialName: this.credentialName };
    const secure: Server = { port: { number, name: 'https', protocol: 'HTTPS' }, hosts: [...this.hosts.list()], tls };
    if (!this.redirect) return [secure];
    const ports = this.redirectPorts(ingress);
    if (isPlainRedirect(ports) === this.redirectApart) throw new Error(changedLate(ports));
    return this.redirectApart ? [secure] : [secure, this.plainServer(ports.from, { httpsRedirect: true })];
  }

  private plainServer(number: number, tls?: Server['tls']): Server {
    return { port: { number, name: 'http', protocol: 'HTTP' }, hosts: [...this.hosts.list()], ...(tls && { tls }) };
  }

  private redirectPorts(ingress: IngressWorkload): RedirectPorts {
    const from = pickServerPort(ingress, 'HTTP', this.redirectPort).number;
    const to = pickServerPort(ingress, 'HTTPS', this.port).number;
    if (to === 443 && from !== 80) {
      throw new Error(
        `httpsRedirect from port ${from} to 443 would answer with https://<host>:${from}, since Istio keeps the port that the client asked for; `
        + 'redirect from port 80, or serve HTTPS on a port other than 443',
      );
    }
    return { from, to };
  }

  // Istio's httpsRedirect keeps the port of the request; only from 80 to 443 does that come out right.
  private needsRule(): boolean {
    try {
      return !isPlainRedirect(this.redirectPorts(this.ingress._workload()));
    } catch (error) {
      if (this.ingress._fixed) throw error;
      return typeof this.port === 'number' && this.port !== 443;
    }
  }

  // A Gateway of its own, so that no route of this gateway is bound to the plain port.
  private createRedirectRule(): void {
    const servers = () => [this.plainServer(this.redirectPorts(this.ingress._workload()).from)];
    const gateway = this.createGateway('Redirect', servers, namespaceOnly(this.namespace));
    const spec = (): VirtualServiceSpec => ({
      hosts: ['*'],
      gateways: [gateway.name],
      http: [{ redirect: { scheme: 'https', port: this.redirectPorts(this.ingress._workload()).to } }],
    });
    createResource(this, 'RedirectRoute', {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: namespaceOnly(this.namespace), fields: { spec },
    });
  }

  private findCredential({ _source: source }: Certificate): string {
    if (source.kind === 'secret') {
      checkNamespace(source, this.ingress.namespace);
      return source.name;
    }
    if (this.mode !== 'SIMPLE' && !source.hasCa) {
      throw new Error(`mode ${this.mode} checks clients' certificates, and the certificate's files have no authority to check by; give it: Certificate.fromFiles(crt, key, { ca })`);
    }
    const secret = createResource(this, 'Certificate', {
      apiVersion: 'v1', kind: 'Secret', metadata: namespaceOnly(this.ingress.namespace),
      fields: { type: 'kubernetes.io/tls', data: source.data },
    });
    return secret.name;
  }
}

function isPlainRedirect({ from, to }: RedirectPorts): boolean {
  return from === 80 && to === 443;
}

function changedLate({ from, to }: RedirectPorts): string {
  return `the redirect from port ${from} to ${to} was only known after the gateway had been made; say port: ${to} when making it`;
}

function namespaceOnly(namespace: string | undefined): { namespace: string } | undefined {
  return namespace === undefined ? undefined : { namespace };
}

function checkNamespace({ name, namespace }: { name: string; namespace?: string }, ofPods: string | undefined): void {
  if (namespace === undefined || ofPods === undefined || namespace === ofPods) return;
  throw new Error(
    `secret "${namespace}/${name}" is not in the namespace of the gateway's pods, "${ofPods}", and Istio looks for it only there; `
    + `put the secret into namespace "${ofPods}", or give the name of one that is there: Certificate.fromSecret('...')`,
  );
}
