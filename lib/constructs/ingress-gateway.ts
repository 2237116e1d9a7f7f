import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { attach } from '../synth/attach';
import type { Labels } from '../values/labels';
import { createGatewayWorkload, type GatewayWorkloadObjects } from './gateway-workload';
import { GatewayPort } from './gateway-port';
import type { IIngressGateway, IngressWorkload } from './ingress-workload';
import {
  helmDefaults, ingressFromAttributes, ingressFromManifest, presumedIngress, workloadOf, type IngressGatewayAttributes, type IngressReferenceOptions,
} from './known-ingress';
import { toDnsLabel } from './resource';
import type { ServiceChoice } from './service-choice';
import { ServiceIngress } from './service-ingress';

/** How an ingress gateway is deployed. */
export interface IngressGatewayProps {
  /**
   * Name, namespace, labels and annotations of the objects; labels and annotations go to the Deployment.
   *
   * @default - the chart's namespace and its own way of naming
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Ports of the Service, beside 15021 for health checks.
   *
   * @default - 80 for HTTP and 443 for HTTPS
   */
  readonly ports?: readonly GatewayPort[];

  /**
   * Value of the label `istio` that tells these pods from those of other gateways.
   *
   * @default - the id
   */
  readonly istioLabel?: string;

  /**
   * Type of the Service. ClusterIP keeps the gateway inside the cluster.
   *
   * @default 'LoadBalancer'
   */
  readonly serviceType?: 'LoadBalancer' | 'NodePort' | 'ClusterIP';

  /**
   * Annotations of the Service, where clouds read what load balancer to make.
   *
   * @default - none
   */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;

  /**
   * Number of pods.
   *
   * @default - the cluster's: one, or what an autoscaler says
   */
  readonly replicas?: number;

  /**
   * Revision of Istio that injects the proxy: the label `istio.io/rev` of the pods.
   *
   * @default - the namespace's, else the default revision
   * @see https://istio.io/latest/docs/setup/upgrade/canary/
   */
  readonly revision?: string;
}

/** Which release of Istio's Helm chart `gateway`. */
export interface HelmIngressOptions {
  /** Name of the Helm release. */
  readonly release: string;

  /** Namespace of the Helm release. */
  readonly namespace: string;
}

/**
 * An additional gateway workload: a Deployment that Istio injects its proxy into, its Service, and the right to read the
 * Secrets of its namespace. For one that is there already use the static methods; they render nothing.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/gateway/
 */
export class IngressGateway extends Construct implements IIngressGateway {
  /**
   * The gateway of `istioctl install`: Service `istio-system/istio-ingressgateway` with 80→8080 and 443→8443, pods with
   * `istio: ingressgateway`.
   */
  public static istioctlDefault(): IIngressGateway {
    return presumedIngress({
      name: 'istio-ingressgateway',
      namespace: 'istio-system',
      ports: [
        GatewayPort.tcp(15021, { name: 'status-port' }),
        GatewayPort.http(80, { name: 'http2', targetPort: 8080 }),
        GatewayPort.https(443, { targetPort: 8443 }),
      ],
      podLabels: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
    });
  }

  /**
   * A gateway of Istio's Helm chart `gateway` with its default ports, 80→80 and 443→443, and labels: `app` is the release,
   * `istio` the release less a leading `istio-`.
   *
   * @param options name and namespace of the Helm release
   * @see https://istio.io/latest/docs/setup/install/helm/
   */
  public static helm(options: HelmIngressOptions): IIngressGateway {
    return presumedIngress(helmDefaults(options));
  }

  /**
   * A gateway by its Service in this app: a cdk8s-plus Service of any major, an `ApiObject`, or an `Include` or `Helm` that
   * holds one. Read when rendered, so ports may still be added; what is wrong is reported at synth.
   *
   * @param service the Service, or what holds it
   * @param options which Service, where there are several, and what it does not say itself
   */
  public static fromService(service: IConstruct, options: ServiceChoice & IngressReferenceOptions = {}): IIngressGateway {
    return new ServiceIngress(service, options);
  }

  /**
   * A gateway by the manifest of its Service, YAML or JSON, such as the output of `kubectl get service -o yaml`.
   *
   * @param path of the file, relative to the working directory
   * @param options which Service, where there are several, and what it does not say itself
   * @throws where the file cannot be read or parsed, has no Service, or several and no name is given
   */
  public static fromManifest(path: string, options: ServiceChoice & IngressReferenceOptions = {}): IIngressGateway {
    return ingressFromManifest(path, options);
  }

  /**
   * A gateway by what is known of its Service.
   *
   * @param attributes name, namespace and ports of the Service, and the labels of the pods
   * @throws where a port stands twice
   */
  public static fromAttributes(attributes: IngressGatewayAttributes): IIngressGateway {
    return ingressFromAttributes(attributes);
  }

  /** Tells it from an egress gateway, for the compiler. */
  public readonly traffic = 'ingress';

  /** Namespace of the gateway's pods; undefined where the chart has none. */
  public readonly namespace?: string;

  /** Labels that tell the gateway's pods from others. */
  public readonly podLabels: Labels;

  /**
   * What can still change of it are patches of its objects, which Gateways do not follow.
   * @internal
   */
  public readonly _fixed = true;

  private readonly objects: GatewayWorkloadObjects;

  /**
   * Deploys an ingress gateway.
   *
   * @throws where a port stands twice
   */
  constructor(scope: Construct, id: string, props: IngressGatewayProps = {}) {
    super(scope, id);
    this.podLabels = { istio: props.istioLabel ?? toDnsLabel(id) };
    this.objects = createGatewayWorkload(this, {
      ...props,
      podLabels: this.podLabels,
      ports: props.ports ?? [GatewayPort.http(80), GatewayPort.https(443)],
    });
    this.namespace = this.objects.deployment.metadata.namespace;
    attach(this);
  }

  /** The Service that traffic enters by. */
  public get service(): ApiObject {
    return this.objects.service;
  }

  /** @internal */
  public _workload(): IngressWorkload {
    const { facts } = this.objects;
    // Whoever asks for a ClusterIP here wants the gateway inside.
    return workloadOf(facts, { reachableFrom: facts.type === 'ClusterIP' ? 'cluster' : 'outside' }, []);
  }
}
