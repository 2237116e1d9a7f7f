import type { Labels } from '../values/labels';
import type { Manifest } from '../values/read';
import { readService, type Service } from '../values/service';
import { GatewayPort, servicePorts, serviceSpec } from './gateway-port';
import { gatewaySelector, type IIngressGateway, type IngressWorkload, type ReachableFrom } from './ingress-workload';
import { readServiceManifest, type ServiceChoice } from './service-choice';

/** What a reference to a gateway workload may say beside its Service. */
export interface IngressReferenceOptions {
  /**
   * Labels that Gateways select the gateway's pods by.
   *
   * @default - the label `istio` of the Service's selector, or all of the selector where it has none
   */
  readonly selector?: Labels;

  /**
   * From where clients come. `cluster` says that a Service of type ClusterIP is meant to be: its clients, or another load
   * balancer, stand inside the cluster.
   *
   * @default 'outside'
   */
  readonly reachableFrom?: ReachableFrom;

  /**
   * Whether the gateway's pods may open no port below 1024. Istio then skips such a listener and only logs it.
   *
   * @default false
   */
  readonly unprivilegedPods?: boolean;
}

/** What is known of an ingress gateway that is there. */
export interface IngressGatewayAttributes extends IngressReferenceOptions {
  /** Name of the Service. */
  readonly name: string;

  /** Namespace of the Service, and so of the gateway's pods. */
  readonly namespace: string;

  /** Ports of the Service. */
  readonly ports: readonly GatewayPort[];

  /**
   * Labels of the gateway's pods, as the Service selects them.
   *
   * @default - `istio`, with the name of the Service less a leading `istio-`
   */
  readonly podLabels?: Labels;

  /**
   * Type of the Service: LoadBalancer, NodePort or ClusterIP.
   *
   * @default 'LoadBalancer'
   */
  readonly serviceType?: string;
}

/** A reference to a gateway workload about which everything is known already. */
export class KnownIngress implements IIngressGateway {
  public readonly traffic = 'ingress';

  /** @internal */
  public readonly _fixed = true;

  constructor(private readonly workload: IngressWorkload) {}

  public get namespace(): string | undefined {
    return this.workload.service.namespace;
  }

  /** @internal */
  public _workload(): IngressWorkload {
    return this.workload;
  }
}

export function ingressFromAttributes(attributes: IngressGatewayAttributes): KnownIngress {
  return new KnownIngress(workloadFrom(attributes));
}

/** One of an installation that nobody has changed: what somebody has seen of its Service counts before it. */
export function presumedIngress(attributes: IngressGatewayAttributes): KnownIngress {
  return new KnownIngress({ ...workloadFrom(attributes), presumed: true });
}

/** A gateway of Istio's Helm chart `gateway` with its default values. */
export function helmDefaults({ release, namespace }: { readonly release: string; readonly namespace: string }): IngressGatewayAttributes {
  return {
    name: release, namespace, podLabels: { app: release, istio: withoutIstioPrefix(release) },
    ports: [GatewayPort.tcp(15021, { name: 'status-port' }), GatewayPort.http(80, { name: 'http2' }), GatewayPort.https(443)],
  };
}

function workloadFrom({ name, namespace, ports, podLabels, serviceType, ...options }: IngressGatewayAttributes): IngressWorkload {
  const service: Service = {
    name, namespace, type: serviceType ?? 'LoadBalancer', ports: servicePorts(ports), labels: {},
    selector: podLabels ?? { istio: withoutIstioPrefix(name) },
  };
  return workloadOf(service, options, [manifestOf(service)]);
}

export function ingressFromManifest(path: string, { name, namespace, ...options }: ServiceChoice & IngressReferenceOptions): KnownIngress {
  const manifest = readServiceManifest(path, { name, namespace });
  return new KnownIngress(workloadOf(readService(manifest), options, [manifest]));
}

export function workloadOf(service: Service, options: IngressReferenceOptions, known: readonly Manifest[]): IngressWorkload {
  return {
    service,
    selector: options.selector ?? gatewaySelector(service.selector),
    reachableFrom: options.reachableFrom ?? 'outside',
    unprivileged: options.unprivilegedPods ?? false,
    known,
    presumed: false,
  };
}

function manifestOf(service: Service): Manifest {
  const { name, namespace } = service;
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: serviceSpec(service) };
}

function withoutIstioPrefix(name: string): string {
  return name.replace(/^istio-/, '');
}
