import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { DestinationRuleSpec, TrafficPolicy } from '../../imports/networking';
import { attach } from '../synth/attach';
import type { Labels } from '../values/labels';
import { allOf } from '../values/words';
import { Subset, targetHost } from './destination';
import type { ServiceLike } from './like';
import { createResource } from './resource';
import type { UpstreamTls } from './upstream-tls';
import { referrerOf } from './virtual-service';

export interface DestinationPolicyProps<SubsetName extends string = string, PortName extends string = string> {
  /** The service that the policy is for. */
  readonly service: ServiceLike<PortName>;

  /**
   * Subsets of the service's pods, by the labels that tell them: `{ v1: { version: 'v1' } }`.
   *
   * @default - none
   */
  readonly subsets?: Readonly<Record<SubsetName, Labels>>;

  /**
   * TLS to the service.
   *
   * @default - Istio decides by whether the pods have a proxy
   */
  readonly upstreamTls?: UpstreamTls;

  /**
   * Load balancing, connection pools and outlier detection, as Istio writes them.
   *
   * @default - Istio's defaults
   */
  readonly trafficPolicy?: Omit<TrafficPolicy, 'tls'>;

  /**
   * Name, namespace, labels and annotations of the DestinationRule.
   *
   * @default - the service's namespace, where gateways look for it, and the chart's own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

const SUBSET_NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * How a service is called, by everyone in the mesh and every gateway: a DestinationRule.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export class DestinationPolicy<SubsetName extends string = string, PortName extends string = string> extends Construct {
  /** The DestinationRule. */
  public readonly destinationRule: ApiObject;

  private readonly subsets: ReadonlyMap<string, Subset<PortName>>;

  /** @throws where it says nothing, or a subset has no valid name or no labels */
  constructor(scope: Construct, id: string, props: DestinationPolicyProps<SubsetName, PortName>) {
    super(scope, id);
    checkSaysSomething(props);
    const subsets = Object.entries<Labels>(props.subsets ?? {});
    subsets.forEach(checkSubset);
    this.subsets = new Map(subsets.map(([name]) => [name, new Subset(props.service, name)]));
    const namespace = props.service.metadata.namespace;
    this.destinationRule = createResource(this, 'Resource', {
      apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule',
      metadata: { ...(namespace !== undefined && { namespace }), ...props.metadata },
      fields: { spec: () => this.spec(props) },
    });
    targetHost(props.service, referrerOf(this.destinationRule));
    attach(this);
  }

  /**
   * A subset, to send requests to.
   *
   * @throws where there is none of this name
   */
  public subset(name: SubsetName): Subset<PortName> {
    const found = this.subsets.get(name);
    if (found === undefined) throw new Error(`subset "${name}" is not in policy "${this.node.path}": it has ${allOf([...this.subsets.keys()])}; use one of these or add "${name}" to subsets`);
    return found;
  }

  private spec({ service, subsets, upstreamTls, trafficPolicy }: DestinationPolicyProps): DestinationRuleSpec {
    const policy = { ...trafficPolicy, ...(upstreamTls && { tls: upstreamTls._wire }) };
    return {
      host: targetHost(service, referrerOf(this.destinationRule)),
      ...(Object.keys(policy).length > 0 && { trafficPolicy: policy }),
      ...(this.subsets.size > 0 && { subsets: Object.entries(subsets ?? {}).map(([name, labels]) => ({ name, labels: { ...labels } })) }),
    };
  }
}

function checkSaysSomething({ service, subsets, upstreamTls, trafficPolicy }: DestinationPolicyProps): void {
  if (Object.keys(subsets ?? {}).length > 0 || upstreamTls !== undefined || Object.keys(trafficPolicy ?? {}).length > 0) return;
  throw new Error(`the policy for service "${service.name}" says nothing; give it subsets, upstreamTls or trafficPolicy, or leave it out`);
}

function checkSubset([name, labels]: [string, Labels]): void {
  if (!SUBSET_NAME.test(name)) throw new Error(`subset "${name}" has no valid name; give small letters, digits and dashes, 63 at most, such as "v1"`);
  if (Object.keys(labels).length === 0) throw new Error(`subset "${name}" has no labels, so it is the whole service; give the labels that tell its pods: { version: 'v1' }`);
}
