import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { attach } from '../synth/attach';
import { GatewayPort } from './gateway-port';
import { createGatewayWorkload, type GatewayWorkloadObjects } from './gateway-workload';
import type { HelmIngressOptions, IngressGatewayProps } from './ingress-gateway';
import type { IngressWorkload } from './ingress-workload';
import {
  helmDefaults, ingressFromAttributes, ingressFromManifest, presumedIngress, workloadOf, type IngressGatewayAttributes, type IngressReferenceOptions,
} from './known-ingress';
import { toDnsLabel } from './resource';
import type { ServiceChoice } from './service-choice';
import { ServiceIngress } from './service-ingress';

/** A gateway workload that traffic leaves the mesh by, and the Service that pods of the mesh call it by. */
export interface IEgressGateway {
  /** Tells it from an ingress gateway, for the compiler. */
  readonly traffic: 'egress';

  /** Namespace of the gateway's pods; undefined where only the cluster knows. */
  readonly namespace?: string;

  /** @internal */
  readonly _fixed: boolean;

  /** @internal */
  _workload(): IngressWorkload;
}

/** What a reference to an egress gateway may say beside its Service. */
export interface EgressReferenceOptions extends Omit<IngressReferenceOptions, 'reachableFrom'> {}

/** What is known of an egress gateway that is there. */
export interface EgressGatewayAttributes extends Omit<IngressGatewayAttributes, 'reachableFrom' | 'serviceType'> {}

/** How an egress gateway is deployed. */
export interface EgressGatewayProps extends Omit<IngressGatewayProps, 'serviceType'> {}

/**
 * An egress gateway of its own: a Deployment that Istio injects its proxy into, and its Service, of type ClusterIP. For one that is
 * there already use the static methods; they render nothing.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/
 */
export class EgressGateway extends Construct implements IEgressGateway {
  /**
   * The gateway of `istioctl install --set components.egressGateways[0].enabled=true`, or of its profile `demo`: Service
   * `istio-system/istio-egressgateway` with 80→8080 and 443→8443, pods with `istio: egressgateway`.
   */
  public static istioctlDefault(): IEgressGateway {
    return egressBy(presumedIngress(withinCluster({
      name: 'istio-egressgateway', namespace: 'istio-system', podLabels: { app: 'istio-egressgateway', istio: 'egressgateway' },
      ports: [GatewayPort.http(80, { name: 'http2', targetPort: 8080 }), GatewayPort.https(443, { targetPort: 8443 })],
    })));
  }

  /**
   * A gateway of Istio's Helm chart `gateway` with its default ports, 80→80 and 443→443, and labels: `app` is the release,
   * `istio` the release less a leading `istio-`.
   *
   * @param options name and namespace of the Helm release
   */
  public static helm(options: HelmIngressOptions): IEgressGateway {
    return egressBy(presumedIngress(withinCluster(helmDefaults(options))));
  }

  /**
   * A gateway by its Service in this app: a cdk8s-plus Service of any major, an `ApiObject`, or an `Include` or `Helm` that holds one.
   *
   * @param service the Service, or what holds it
   * @param options which Service, where there are several, and what it does not say itself
   */
  public static fromService(service: IConstruct, options: ServiceChoice & EgressReferenceOptions = {}): IEgressGateway {
    return egressBy(new ServiceIngress(service, { ...options, reachableFrom: 'cluster' }));
  }

  /**
   * A gateway by the manifest of its Service, YAML or JSON, such as the output of `kubectl get service -o yaml`.
   *
   * @param path of the file, relative to the working directory
   * @param options which Service, where there are several, and what it does not say itself
   * @throws where the file cannot be read or parsed, has no Service, or several and no name is given
   */
  public static fromManifest(path: string, options: ServiceChoice & EgressReferenceOptions = {}): IEgressGateway {
    return egressBy(ingressFromManifest(path, { ...options, reachableFrom: 'cluster' }));
  }

  /**
   * A gateway by what is known of its Service.
   *
   * @param attributes name, namespace and ports of the Service, and the labels of the pods
   * @throws where a port stands twice
   */
  public static fromAttributes(attributes: EgressGatewayAttributes): IEgressGateway {
    return egressBy(ingressFromAttributes(withinCluster(attributes)));
  }

  /** Tells it from an ingress gateway, for the compiler. */
  public readonly traffic = 'egress';

  /** Namespace of the gateway's pods; undefined where the chart has none. */
  public readonly namespace?: string;

  /** @internal */
  public readonly _fixed = true;

  private readonly objects: GatewayWorkloadObjects;

  /**
   * Deploys an egress gateway.
   *
   * @throws where a port stands twice
   */
  constructor(scope: Construct, id: string, props: EgressGatewayProps = {}) {
    super(scope, id);
    this.objects = createGatewayWorkload(this, {
      ...props, podLabels: { istio: props.istioLabel ?? toDnsLabel(id) }, ports: props.ports ?? [GatewayPort.http(80), GatewayPort.https(443)], serviceType: 'ClusterIP',
    });
    this.namespace = this.objects.deployment.metadata.namespace;
    attach(this);
  }

  /** The Service that pods of the mesh call it by. */
  public get service(): ApiObject {
    return this.objects.service;
  }

  /** @internal */
  public _workload(): IngressWorkload {
    return workloadOf(this.objects.facts, { reachableFrom: 'cluster' }, []);
  }
}

function withinCluster(attributes: EgressGatewayAttributes): IngressGatewayAttributes {
  return { ...attributes, serviceType: 'ClusterIP', reachableFrom: 'cluster' };
}

// Another `traffic`, so that it does not pass for an ingress gateway.
function egressBy(reference: Omit<IEgressGateway, 'traffic'>): IEgressGateway {
  return {
    traffic: 'egress',
    get namespace() {
      return reference.namespace;
    },
    _fixed: reference._fixed,
    _workload: () => reference._workload(),
  };
}
