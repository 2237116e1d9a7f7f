import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { VirtualServiceSpec } from '../../imports/networking';
import { BaseRoute } from './base-route';
import type { DelegateTarget } from './delegate-ref';
import type { ExportTo } from './export-to';
import { createResource } from './resource';

/** Who may hand requests to the rules, and how their object is called. */
export interface DelegateRouteProps {
  /**
   * In which namespaces a route can hand requests to these rules.
   *
   * @default - in all
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
 * Rules that a `HostRoute` hands requests to by `delegate`: a VirtualService without hosts and gateways. Paths are matched whole, as clients ask for
 * them, and within what is handed over. Rules are ranked as those of a HostRoute are; they cannot delegate in turn.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export class DelegateRoute extends BaseRoute implements DelegateTarget {
  /** It takes its gateways and hosts from the route that delegates. */
  public readonly routes = 'delegated';

  /** The VirtualService. */
  public readonly virtualService: ApiObject;

  /** Makes the VirtualService, which rules are then added to. */
  constructor(scope: Construct, id: string, props: DelegateRouteProps = {}) {
    super(scope, id);
    const { exportTo, metadata } = props;
    const spec = (): VirtualServiceSpec => ({ http: this.rules.wire(this.namespace), ...(exportTo && { exportTo: exportTo._wire }) });
    this.virtualService = createResource(this, 'Resource', { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata, fields: { spec } });
  }

  /** Name of the VirtualService. */
  public get name(): string {
    return this.virtualService.name;
  }

  /** Namespace of the VirtualService; undefined where the chart has none. */
  public get namespace(): string | undefined {
    return this.virtualService.metadata.namespace;
  }
}
