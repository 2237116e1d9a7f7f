import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { DestinationRuleSpec, GatewaySpec, VirtualServiceSpec } from '../../imports/networking';
import { attach } from '../synth/attach';
import { checkDestination } from './destination';
import { DestinationPolicy } from './destination-policy';
import type { IEgressGateway } from './egress-gateway';
import { checkAsked, pickGatewayPorts, type EgressGatewayPorts } from './egress-gateway-ports';
import { egressServers, egressSubset, httpLegs, tcpLegs, tlsLegs, type EgressWay } from './egress-legs';
import { egressPorts, type EgressPorts } from './egress-ports';
import type { ExportTo } from './export-to';
import type { ExternalHost } from './external-port';
import { ExternalService, type ExternalServiceProps } from './external-service';
import type { SendOptions } from './forward-options';
import { sendAction } from './forward-rule';
import { knowledgeOf } from './ingress-workload';
import { Match } from './match';
import { gatewayName, serviceHost } from './naming';
import { asArray } from './one-or-more';
import { createResource } from './resource';
import type { Action } from './route-rule';
import type { UpstreamTls } from './upstream-tls';
import { referrerOf } from './virtual-service';

/** Which service outside, by which gateway, and what becomes of requests on the way. */
export interface EgressRouteProps<PortName extends string = string> {
  /** The gateway workload that requests leave the mesh by. */
  readonly egress: IEgressGateway;

  /** The service outside: an `ExternalService`, one host of it by `at`, or what makes one. */
  readonly service: ExternalHost<PortName> | ExternalServiceProps<PortName>;

  /**
   * Ports of the service that go by the gateway, by name or number: up to one each for HTTP, TLS and TCP.
   *
   * @default - all that it has; with upstreamTls not the one that TLS is spoken to
   */
  readonly port?: NoInfer<PortName> | number | ReadonlyArray<NoInfer<PortName> | number>;

  /**
   * Ports of the gateway's Service that it comes in by.
   *
   * @default - for HTTP the one for HTTP; for TLS, and for TCP in mutual TLS, the one for HTTPS or TLS; for other TCP the one for TCP
   */
  readonly gatewayPorts?: EgressGatewayPorts;

  /**
   * TLS that the gateway speaks to the service for pods that speak HTTP or TCP. For HTTP it is spoken to the service's port for TLS, or where
   * its port for HTTP has a targetPort, there; for TCP to the port that pods call, or its targetPort. Pods that call a port for TLS themselves
   * would be encrypted twice there.
   *
   * @default - HTTP goes out as HTTP, and TCP as it is
   */
  readonly upstreamTls?: UpstreamTls;

  /**
   * Whether HTTP and TCP are encrypted between pods and gateway, by Istio's own mutual TLS. All that share a gateway's port should say the
   * same. TCP then has a server name by which services are told apart; without it each needs a port of the gateway for itself.
   *
   * @default true
   */
  readonly mutualTls?: boolean;

  /**
   * What becomes of HTTP requests at the gateway: timeout, retries, headers and so on.
   *
   * @default - Istio's two retries, and nothing else
   */
  readonly http?: SendOptions;

  /**
   * For which namespaces' pods it counts; that of the gateway must be one of them.
   *
   * @default - for all
   */
  readonly exportTo?: ExportTo;

  /**
   * Name, namespace, labels and annotations of the VirtualService.
   *
   * @default - the chart's namespace and its own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Lets pods of the mesh call a service outside by way of an egress gateway: a ServiceEntry for it, a Gateway, a VirtualService from the
 * pods to the gateway and on to the service, and what TLS needs in DestinationRules. It says which way requests take, not that others are
 * closed: that takes a NetworkPolicy.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/
 */
export class EgressRoute<PortName extends string = string> extends Construct {
  /** The service outside. */
  public readonly service: ExternalHost<PortName>;

  /** The Gateway at the egress workload. */
  public readonly gateway: ApiObject;

  /** The VirtualService. */
  public readonly virtualService: ApiObject;

  private readonly ports: EgressPorts;
  private readonly egress: IEgressGateway;
  private readonly mutualTls: boolean;
  private readonly gatewayPorts: EgressGatewayPorts;

  /**
   * @throws where the gateway's Service has no port for HTTP, TLS or TCP, and for ports of the service that the gateway could not tell apart; for a
   * Service of the app the synth says so
   */
  constructor(scope: Construct, id: string, props: EgressRouteProps<PortName>) {
    super(scope, id);
    this.egress = props.egress;
    this.service = 'meshHost' in props.service ? props.service : new ExternalService(this, 'Service', props.service);
    this.ports = egressPorts(this.service, props.port === undefined ? undefined : asArray<number | string>(props.port), props.upstreamTls !== undefined);
    this.mutualTls = (props.mutualTls ?? true) && (this.ports.http ?? this.ports.tcp) !== undefined;
    this.gatewayPorts = props.gatewayPorts ?? {};
    checkHost(this.service, this.ports, this.mutualTls);
    checkAsked(this.service.meshHost, this.ports, this.gatewayPorts);
    this.gateway = createResource(this, 'Gateway', {
      apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: gatewayMetadata(props), fields: { spec: () => this.gatewaySpec() },
    });
    if (this.mutualTls) this.createRule();
    if (props.upstreamTls) new DestinationPolicy(this, 'Policy', { service: this.service, ports: policies(this.ports, props.upstreamTls) });
    this.virtualService = createResource(this, 'Resource', {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: props.metadata, fields: { spec: () => this.spec(send(Match.any()._branches()[0]), props) },
    });
    checkExport(props.exportTo, this.virtualService.metadata.namespace, this.egress.namespace);
    const from = referrerOf(this.virtualService);
    checkDestination(this.service, this.ports.http?.upstream ?? this.ports.tls ?? this.ports.tcp, from);
    const send = sendAction([Match.any()], props.http ?? {}, from);
    if (this.egress._fixed) this.way();
    attach(this, { problems: () => this.problems(), ...knowledgeOf(this.egress) });
  }

  private spec(send: Action, { exportTo }: EgressRouteProps): VirtualServiceSpec {
    const way = this.way();
    const { http, tls, tcp } = this.ports;
    return {
      hosts: [way.host], gateways: [way.gateway, 'mesh'],
      ...(http && { http: httpLegs(way, http, send) }), ...(tls !== undefined && { tls: tlsLegs(way, tls) }), ...(tcp !== undefined && { tcp: tcpLegs(way, tcp) }),
      ...(exportTo && { exportTo: exportTo._wire }),
    };
  }

  private gatewaySpec(): GatewaySpec {
    return { selector: { ...this.egress._workload().selector }, servers: egressServers(this.way()) };
  }

  // In the namespace of the gateway's Service, where pods of every namespace look for it.
  private createRule(): void {
    const { namespace } = this.egress;
    const rule = createResource(this, 'EgressPolicy', {
      apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { ...(namespace !== undefined && { namespace }) },
      fields: { spec: (): DestinationRuleSpec => ({ host: this.egressHost(rule), subsets: [egressSubset(this.service.meshHost)] }) },
    });
  }

  private egressHost(from: ApiObject): string {
    const { name, namespace } = this.egress._workload().service;
    const referrer = referrerOf(from);
    return serviceHost({ name, namespace: namespace ?? this.egress.namespace }, referrer.namespace, referrer.clusterDomain);
  }

  private way(): EgressWay {
    const { ports, mutualTls, gatewayPorts: asked, virtualService: from, service: { meshHost: host } } = this;
    return {
      host, mutualTls, egressHost: this.egressHost(from),
      gateway: gatewayName({ name: this.gateway.name, namespace: this.gateway.metadata.namespace }, from.metadata.namespace),
      ...pickGatewayPorts(this.egress._workload(), { host, ports, mutualTls, asked }),
    };
  }

  private problems(): readonly string[] {
    try {
      this.way();
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  }
}

function gatewayMetadata({ metadata }: EgressRouteProps): ApiObjectMetadata {
  return { ...(metadata?.namespace !== undefined && { namespace: metadata.namespace }) };
}

function policies({ http, tcp }: EgressPorts, upstreamTls: UpstreamTls): Record<number, { upstreamTls: UpstreamTls }> {
  const ports = [http?.upstream, tcp].filter((port): port is number => port !== undefined);
  return Object.fromEntries(ports.map((port) => [port, { upstreamTls }]));
}

function checkHost({ meshHost: host, resolution }: ExternalHost, { tcp }: EgressPorts, mutualTls: boolean): void {
  if (resolution === 'NONE') {
    throw new Error(`host "${host}" has resolution NONE, which keeps the address that was called, and at the egress gateway that is its own; name the hosts, or give the service resolution: 'DYNAMIC_DNS'`);
  }
  if (!host.startsWith('*')) return;
  if (tcp !== undefined) throw new Error(`host "${host}" is a wildcard, and TCP on port ${tcp} does not say which of its names is meant; name the hosts`);
  if (mutualTls) throw new Error(`host "${host}" is a wildcard, and the mutual TLS to the egress gateway needs one server name; name the hosts, or say mutualTls: false`);
}

function checkExport(exportTo: ExportTo | undefined, own: string | undefined, egress: string | undefined): void {
  const names = exportTo?._wire;
  if (names === undefined || egress === undefined || names.includes('*') || names.includes(egress) || (names.includes('.') && own === egress)) return;
  throw new Error(`exportTo leaves out "${egress}", the namespace of the egress gateway's pods, which then do not know where to send requests; add it: .and('${egress}')`);
}
