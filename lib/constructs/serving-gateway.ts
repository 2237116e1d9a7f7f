import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { GatewaySpec, Server } from '../../imports/networking';
import { attach } from '../synth/attach';
import { serviceName } from '../values/service';
import { withExternalDns, type ExternalDns } from './external-dns';
import type { IGateway, RouteKind } from './gateway';
import { GatewayHosts, type GatewayHost } from './gateway-hosts';
import { knowledgeOf, type IIngressGateway, type IngressWorkload } from './ingress-workload';
import { createResource } from './resource';
import { checkBind, serverPort } from './server-bind';
import type { ServerProtocol } from './server-port';

/** What every gateway on an ingress is told. */
export interface ServingGatewayProps {
  /** The gateway workload that serves it, and its Service. */
  readonly ingress: IIngressGateway;

  /**
   * Hosts that it serves, such as `shop.example.com` or `*.example.com`, or `{ host: 'shop.example.com', namespace: 'shop' }` for
   * routes of one namespace alone. A gateway that several repositories share states them.
   *
   * @default - the hosts of the routes on it, in this app
   */
  readonly hosts?: readonly GatewayHost[];

  /**
   * Port of the ingress Service, by number or name: the one that clients dial, not its targetPort.
   *
   * @default - the port whose appProtocol or name says the gateway's protocol; of several the usual one, 80 or 443
   */
  readonly port?: number | string;

  /**
   * IP address of the gateway's pods to listen at, or a socket in their file system (`unix:///var/run/web.sock`). A socket has no
   * port, and a loopback address is not reached through the Service, so there `port` is any number.
   *
   * @default - all addresses of the pods
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
   */
  readonly bind?: string;

  /**
   * Name of the server, which Envoy's statistics of it then go by.
   *
   * @default - none
   */
  readonly serverName?: string;

  /**
   * Where traffic goes without a route: an IP address with a port, or a socket. Istio takes it, and its gateways do nothing with it.
   *
   * @default - none
   */
  readonly defaultEndpoint?: string;

  /**
   * What external-dns is told of the gateway, in annotations.
   *
   * @default - nothing: it takes the gateway's hosts and the address of its ingress Service by itself
   */
  readonly externalDns?: ExternalDns;

  /**
   * Name, namespace, labels and annotations of the Gateway.
   *
   * @default - the chart's namespace and its own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

/** What can be bound to a gateway. */
const ROUTES: Readonly<Record<RouteKind, string>> = { http: 'a HostRoute or ExposedService', tls: 'an SniRoute', tcp: 'a TcpRoute', none: 'no route' };

/**
 * A Gateway on an ingress that routes are bound to.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export abstract class ServingGateway extends Construct implements IGateway {
  /** Which routes may be bound to it. */
  public abstract readonly routes: RouteKind;

  /** Name of the Gateway. */
  public readonly name: string;

  /** Namespace of the Gateway; undefined where the chart has none. */
  public readonly namespace?: string;

  protected readonly hosts: GatewayHosts;
  protected readonly ingress: IIngressGateway;
  protected readonly bind?: string;
  protected readonly port?: number | string;
  private readonly extras: Partial<Server>;
  private readonly resource: ApiObject;

  /** @internal */
  constructor(scope: Construct, id: string, props: ServingGatewayProps, hosts: GatewayHosts = new GatewayHosts(props.hosts)) {
    super(scope, id);
    const { serverName, defaultEndpoint } = props;
    checkIngress(props.ingress);
    checkBind(props);
    this.ingress = props.ingress;
    this.hosts = hosts;
    this.port = props.port;
    this.bind = props.bind;
    this.extras = { ...(serverName !== undefined && { name: serverName }), ...(defaultEndpoint !== undefined && { defaultEndpoint }) };
    this.resource = this.createGateway('Resource', () => this.servers(this.ingress._workload()), withExternalDns(props.metadata, props.externalDns));
    this.name = this.resource.name;
    this.namespace = this.resource.metadata.namespace;
    attach(this, {
      problems: () => [...this.hosts.problems(ROUTES[this.routes]), ...(this.ingress._fixed ? [] : this.portProblems()), ...this.ownProblems()],
      ...knowledgeOf(this.ingress),
    });
  }

  /** The gateway workload that serves it. @internal */
  public get _ingress(): IIngressGateway {
    return this.ingress;
  }

  /** The hosts that it serves, asked when all routes are there. @internal */
  public get _hosts(): readonly string[] {
    return this.hosts.names();
  }

  /** @internal */
  public _admit(hosts: readonly string[], routeNamespace?: string): void {
    this.hosts.admit(hosts, this, routeNamespace);
  }

  /**
   * The servers of the Gateway.
   *
   * @throws where the ingress has no port for one of them
   */
  protected abstract servers(ingress: IngressWorkload): readonly Server[];

  /** What is wrong with this kind of gateway, known only when everything has been said. */
  protected ownProblems(): readonly string[] {
    return [];
  }

  /** Checks at once what can no longer change: at the user's own line. To be called when a gateway knows all that it was told. */
  protected checkFixed(): void {
    if (this.ingress._fixed) this.servers(this.ingress._workload());
  }

  /** The number of the gateway's port on an ingress. */
  protected portOn(ingress: IngressWorkload, protocol: ServerProtocol): number {
    return serverPort(ingress, protocol, { port: this.port, bind: this.bind });
  }

  /** A server of this gateway, with what its user says of it. */
  protected serverAt(port: Server['port'], rest: Partial<Server> = {}): Server {
    return { port, hosts: [...this.hosts.list()], ...(this.bind !== undefined && { bind: this.bind }), ...this.extras, ...rest };
  }

  protected createGateway(id: string, servers: () => readonly Server[], metadata?: ApiObjectMetadata): ApiObject {
    const spec = (): GatewaySpec => ({ selector: { ...this.ingress._workload().selector }, servers: [...servers()] });
    return createResource(this, id, { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata, fields: { spec } });
  }

  private portProblems(): readonly string[] {
    try {
      this.servers(this.ingress._workload());
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  }
}

// What the types say, for those who write without.
function checkIngress({ traffic, _workload }: IIngressGateway): void {
  if (traffic === 'ingress') return;
  throw new Error(`service "${serviceName(_workload().service)}" is that of an egress gateway, which nothing outside the cluster reaches; give an IngressGateway, and to send requests out an EgressRoute`);
}
