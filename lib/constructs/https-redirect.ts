import type { Construct } from 'constructs';
import type { HTTPRoute, VirtualServiceSpec } from '../../imports/networking';
import type { IIngressGateway, IngressWorkload } from './ingress-workload';
import { createResource } from './resource';
import { isBehindService } from './server-bind';
import { pickServerPort } from './server-port';

/** What is said of a redirect from plain HTTP. */
export interface RedirectProps {
  readonly ingress: IIngressGateway;
  /** Port for HTTPS, by number or name. */
  readonly port?: number | string;
  readonly bind?: string;
  /** Whether there is one, and from which port. */
  readonly httpsRedirect?: boolean | number | string;
}

/** The ports that a redirect goes between. */
interface RedirectPorts {
  readonly from: number;
  readonly to: number;
}

/** A redirect from the ingress's port for plain HTTP to that for HTTPS. */
export class HttpsRedirect {
  /** Whether a rule of its own has to make it. */
  public readonly isApart: boolean;

  private readonly fromPort?: number | string;

  /** @throws where nothing on the plain port could be reached, or Istio would get it wrong */
  constructor(private readonly props: RedirectProps) {
    const { httpsRedirect, bind } = props;
    if (!isBehindService(bind)) throw new Error(`httpsRedirect needs a port of the Service, and at "${bind}" there is none; leave bind or httpsRedirect out`);
    this.fromPort = typeof httpsRedirect === 'boolean' ? undefined : httpsRedirect;
    this.isApart = this.needsRule();
  }

  /**
   * The port for plain HTTP.
   *
   * @throws where what the Service has by now asks for another kind of redirect
   */
  public portOn(ingress: IngressWorkload): number {
    const { from, to } = this.ports(ingress);
    if (isPlainRedirect({ from, to }) === this.isApart) {
      throw new Error(`the redirect from port ${from} to ${to} was only known after the gateway had been made; say port: ${to} when making it`);
    }
    return from;
  }

  /** The VirtualService of a redirect that Istio's own would get wrong. */
  public createRoute(scope: Construct, gateway: string, namespace: string | undefined): void {
    const rule = (): HTTPRoute => ({ redirect: { scheme: 'https', port: this.ports(this.props.ingress._workload()).to } });
    const spec = (): VirtualServiceSpec => ({ hosts: ['*'], gateways: [gateway], http: [rule()] });
    const metadata = namespace === undefined ? undefined : { namespace };
    createResource(scope, 'RedirectRoute', { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata, fields: { spec } });
  }

  private ports(ingress: IngressWorkload): RedirectPorts {
    const from = pickServerPort(ingress, 'HTTP', this.fromPort).number;
    const to = pickServerPort(ingress, 'HTTPS', this.props.port).number;
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
    const { ingress, port } = this.props;
    try {
      return !isPlainRedirect(this.ports(ingress._workload()));
    } catch (error) {
      if (ingress._fixed) throw error;
      return typeof port === 'number' && port !== 443;
    }
  }
}

function isPlainRedirect({ from, to }: RedirectPorts): boolean {
  return from === 80 && to === 443;
}
