import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { VirtualServiceSpec } from '../../imports/networking';
import { checkHosts } from './gateway-hosts';
import type { IGateway, IHttpGateway } from './gateway';
import { ClusterDomain, gatewayName } from './naming';
import type { Referrer } from './destination';
import type { ExportTo } from './export-to';
import { asArray } from './one-or-more';
import { createResource } from './resource';
import type { Bound } from './route-rules';

/** On which gateways a route is, and for which hosts. */
export interface HostRouteProps {
  /** The gateway or gateways that let the requests in. */
  readonly gateway: IHttpGateway | readonly IHttpGateway[];

  /** The host or hosts that the route answers for, such as `shop.example.com`; `*` for all that the gateway serves. */
  readonly host: string | readonly string[];

  /**
   * Whether requests from within the mesh to these hosts take this route, too.
   *
   * @default false
   */
  readonly alsoInMesh?: boolean;

  /**
   * In which namespaces the route counts. The gateways' pods must be in one of them.
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

/** What a route is bound to, whatever it takes. */
interface Bindings extends Omit<HostRouteProps, 'gateway'> {
  readonly gateway: IGateway | readonly IGateway[];
}

/** What a route takes, and its rules as Istio wants them, in the namespace of the VirtualService. */
interface Section {
  readonly takes: 'request' | 'connection';
  readonly wire: (namespace: string | undefined) => Pick<VirtualServiceSpec, 'http' | 'tls' | 'tcp'>;
}

/** What a route is rendered as, and its hosts in small letters. */
interface Created {
  readonly virtualService: ApiObject;
  readonly hosts: readonly string[];
}

/**
 * Creates the VirtualService of a route and tells the gateways of its hosts.
 *
 * @throws for hosts or gateways that Istio would not take together
 */
export function createVirtualService(scope: Construct, props: Bindings, { takes, wire }: Section): Created {
  const gateways = asArray<IGateway>(props.gateway);
  const hosts = boundHosts(props, takes);
  const spec = (): VirtualServiceSpec => ({
    hosts: [...hosts], gateways: [...names], ...wire(resource.metadata.namespace), ...(props.exportTo && { exportTo: props.exportTo._wire }),
  });
  const resource = createResource(scope, 'Resource', {
    apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: props.metadata, fields: { spec },
  });
  const names = gateways.map((gateway) => gatewayName(gateway, resource.metadata.namespace));
  if (props.alsoInMesh) names.push('mesh');
  for (const gateway of gateways) gateway._admit?.(hosts, resource.metadata.namespace);
  return { virtualService: resource, hosts };
}

/** Where the requests of a route come in. */
export function boundTo({ gateway, alsoInMesh = false }: HostRouteProps): Bound {
  return { gateways: asArray(gateway), inMesh: alsoInMesh };
}

/** From where an object names others. */
export function referrerOf(object: ApiObject): Referrer {
  return { namespace: object.metadata.namespace, clusterDomain: ClusterDomain.of(object), object };
}

function boundHosts({ gateway, host, alsoInMesh = false }: Pick<Bindings, 'gateway' | 'host' | 'alsoInMesh'>, takes: Section['takes']): readonly string[] {
  const given = asArray(host);
  if (asArray<IGateway>(gateway).length === 0) throw new Error('gateway is an empty list; give at least one gateway');
  if (given.length === 0) throw new Error('host is an empty list; give at least one host');
  const hosts = checkHosts(given, 'Istio rejects a VirtualService with both; keep the wider one, or make two routes');
  if (alsoInMesh && hosts.includes('*')) throw new Error(`host "*" with alsoInMesh would take every ${takes} of the mesh, and Istio rejects it; name the hosts`);
  return hosts;
}
