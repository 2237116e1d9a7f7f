import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { DestinationRuleSpec, Subset as WireSubset } from '../../imports/networking';
import { attach } from '../synth/attach';
import { CallSite } from '../values/call-site';
import type { Labels } from '../values/labels';
import { allOf } from '../values/words';
import { Subset, targetHost } from './destination';
import type { ExportTo } from './export-to';
import type { ServiceLike } from './like';
import { createResource } from './resource';
import { claimPolicy, tlsOfOthers, type PolicyClaim } from './service-policies';
import { ServiceRef } from './service-ref';
import { checkSubsets, type CheckedSubset, type SubsetOptions } from './subsets';
import { checkTrafficPolicy, type CheckedPolicy, type TrafficPolicyOptions } from './traffic-policy';
import { referrerOf } from './virtual-service';

/** How which service is called, and by whom. */
export interface DestinationPolicyProps<SubsetName extends string = string, PortName extends string = string> extends TrafficPolicyOptions<PortName> {
  /** The service that the policy is for. */
  readonly service: ServiceLike<PortName>;

  /**
   * Subsets of the service's pods, by the labels that tell them: `{ v1: { version: 'v1' } }`; or with what is said of a subset alone:
   * `{ v2: { labels: { version: 'v2' }, outlierDetection: { ... } } }`.
   *
   * @default - none
   */
  readonly subsets?: Readonly<Record<SubsetName, Labels | SubsetOptions<NoInfer<PortName>>>>;

  /**
   * Which clients go by the policy: pods of its own namespace with these labels.
   *
   * @default - all that `exportTo` says
   */
  readonly workloadSelector?: Labels;

  /**
   * For which namespaces' clients the policy counts. The gateways' pods must be in one of them.
   *
   * @default - for all
   */
  readonly exportTo?: ExportTo;

  /**
   * When Argo CD applies it: in waves from the lowest number on, everything else in wave 0. With -1 subsets are there before routes
   * to them are, also routes of other charts.
   *
   * @default - with everything else; in the chart's own output before the routes to the service
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
   */
  readonly syncWave?: number;

  /**
   * Name, namespace, labels and annotations of the DestinationRule.
   *
   * @default - the service's namespace, where gateways look for it, and the chart's own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * How a service is called, by everyone in the mesh and every gateway: a DestinationRule.
 *
 * A service has one, so a second one for the same clients is an error. What `upstreamTls` of an `ExposedService` says goes into
 * it, and is an error where it says something else.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export class DestinationPolicy<SubsetName extends string = string, PortName extends string = string> extends Construct {
  /** The DestinationRule. */
  public readonly destinationRule: ApiObject;

  private readonly subsets: ReadonlyMap<string, Subset<PortName>>;
  private readonly ofSubsets: readonly CheckedSubset[];
  private readonly policy: CheckedPolicy;
  private readonly claim: PolicyClaim;

  /**
   * @throws where it says nothing, a subset has no valid name or no labels, the service has another policy for the same clients, or Istio
   * would not take a setting
   */
  constructor(scope: Construct, id: string, props: DestinationPolicyProps<SubsetName, PortName>) {
    super(scope, id);
    const { service, workloadSelector } = props;
    const site = new CallSite();
    this.policy = checkTrafficPolicy(service, props);
    this.ofSubsets = checkSubsets(service, props.subsets ?? {});
    checkProps(props, this.policy.saysSomething || this.ofSubsets.length > 0);
    this.subsets = new Map(this.ofSubsets.map(({ name }) => [name, new Subset(service, name)]));
    this.destinationRule = createResource(this, 'Resource', {
      apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: metadataOf(props), fields: { spec: () => this.spec(props) },
    });
    targetHost(service, referrerOf(this.destinationRule));
    const { namespace } = this.destinationRule.metadata;
    this.claim = {
      owner: this, site, service, namespace, workloadSelector, tls: props.upstreamTls?._wire, renders: true,
      rule: () => this.destinationRule, setRendered: () => undefined,
    };
    claimPolicy(this.claim);
    if (service instanceof ServiceRef || service.meshHost !== undefined) this.spec(props);
    attach(this, { site, problems: () => this.problems(props) });
  }

  /**
   * A subset, to send requests to.
   *
   * @param name a key of `subsets`
   * @throws where there is none of this name
   */
  public subset(name: SubsetName): Subset<PortName> {
    const found = this.subsets.get(name);
    if (found === undefined) throw new Error(`subset "${name}" is not in policy "${this.node.path}": it has ${allOf([...this.subsets.keys()])}; use one of these or add "${name}" to subsets`);
    return found;
  }

  // Ports of a Service of the app may still change.
  private problems(props: DestinationPolicyProps): readonly string[] {
    try {
      this.spec(props);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  }

  private spec({ service, exportTo, workloadSelector }: DestinationPolicyProps): DestinationRuleSpec {
    const joined = tlsOfOthers(this.claim);
    const policy = this.policy.wire(joined && { tls: joined });
    const subsets = this.ofSubsets.map(({ name, labels, policy: own }): WireSubset => {
      const said = own?.wire({}, policy);
      return { name, labels: { ...labels }, ...(said && { trafficPolicy: said }) };
    });
    return {
      host: targetHost(service, referrerOf(this.destinationRule)),
      ...(Object.keys(policy).length > 0 && { trafficPolicy: policy }), ...(subsets.length > 0 && { subsets }),
      ...(workloadSelector && { workloadSelector: { matchLabels: { ...workloadSelector } } }), ...(exportTo && { exportTo: exportTo._wire }),
    };
  }
}

function metadataOf({ service, metadata, syncWave }: DestinationPolicyProps): ApiObjectMetadata {
  const { namespace } = service.metadata;
  const wave = syncWave === undefined ? undefined : { 'argocd.argoproj.io/sync-wave': String(syncWave) };
  return { ...(namespace !== undefined && { namespace }), ...metadata, ...(wave && { annotations: { ...metadata?.annotations, ...wave } }) };
}

function checkProps({ service, workloadSelector, exportTo, syncWave }: DestinationPolicyProps, saysSomething: boolean): void {
  if (!saysSomething) throw new Error(`the policy for service "${service.name}" says nothing; give it subsets, loadBalancing, connectionPool, outlierDetection or upstreamTls, or leave it out`);
  if (syncWave !== undefined && !Number.isInteger(syncWave)) throw new Error(`syncWave ${syncWave} is no whole number; give one such as -1`);
  if (workloadSelector === undefined) return;
  if (Object.keys(workloadSelector).length === 0) throw new Error('workloadSelector has no labels; give those of the clients\' pods, or leave it out to mean all');
  if (exportTo !== undefined && exportTo._wire.join() !== '.') {
    throw new Error('workloadSelector means pods of the policy\'s own namespace, and exportTo others; leave exportTo out, or give ExportTo.ownNamespace()');
  }
}
