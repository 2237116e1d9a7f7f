import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { GatewaySpec, Server } from '../../imports/networking';
import { attach } from '../synth/attach';
import { qualifiedName } from '../values/object-ref';
import type { IHttpGateway } from './gateway';
import { GatewayHosts } from './gateway-hosts';
import type { IIngressGateway, IngressWorkload } from './ingress-workload';
import { createResource } from './resource';

/** What every gateway on an ingress is told. */
export interface ServingGatewayProps {
  /** The gateway workload that serves it, and its Service. */
  readonly ingress: IIngressGateway;

  /**
   * Hosts that it serves, such as `shop.example.com` or `*.example.com`. A gateway that several repositories share states them.
   *
   * @default - the hosts of the routes on it, in this app
   */
  readonly hosts?: readonly string[];

  /**
   * Port of the ingress Service, by number or name: the one that clients dial, not its targetPort.
   *
   * @default - the port whose appProtocol or name says the gateway's protocol; of several the usual one, 80 or 443
   */
  readonly port?: number | string;

  /**
   * Name, namespace, labels and annotations of the Gateway.
   *
   * @default - the chart's namespace and its own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

/** A Gateway on an ingress that HTTP routes are bound to. */
export abstract class ServingGateway extends Construct implements IHttpGateway {
  public readonly routes = 'http';

  /** Name of the Gateway. */
  public readonly name: string;

  /** Namespace of the Gateway; undefined where the chart has none. */
  public readonly namespace?: string;

  protected readonly hosts: GatewayHosts;
  protected readonly ingress: IIngressGateway;
  private readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ServingGatewayProps) {
    super(scope, id);
    this.ingress = props.ingress;
    this.hosts = new GatewayHosts(props.hosts);
    this.resource = this.createGateway('Resource', () => this.servers(this.ingress._workload()), props.metadata);
    this.name = this.resource.name;
    this.namespace = this.resource.metadata.namespace;
    attach(this, {
      problems: () => [...this.hosts.problems(), ...(this.ingress._fixed ? [] : this.portProblems())],
      knows: () => (this.ingress._fixed ? this.ingress._workload().known : []),
    });
  }

  /** @internal */
  public _admit(hosts: readonly string[]): void {
    this.hosts.admit(hosts, qualifiedName(this));
  }

  /**
   * The servers of the Gateway.
   *
   * @throws where the ingress has no port for one of them
   */
  protected abstract servers(ingress: IngressWorkload): readonly Server[];

  /** Checks at once what can no longer change: at the user's own line. To be called when a gateway knows all that it was told. */
  protected checkFixed(): void {
    if (this.ingress._fixed) this.servers(this.ingress._workload());
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
