import { expandHost, serviceHost } from '../values/host-name';
import type { ObjectRef } from '../values/object-ref';
import { asList, asRecord, asText } from '../values/read';
import * as kinds from './kinds';
import type { MeshObject, Objects } from './objects';
import type { Workload } from './workload';

/** The label by which the pods that istiod makes for a Gateway of the Gateway API name it. */
export const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** A Gateway of the Gateway API, as far as it tells which pods it is for. */
export interface ApiGateway {
  readonly ref: ObjectRef;
  /** In full, of the Services whose pods it is for; none where it has pods of its own. */
  readonly services: readonly string[];
  /** HTTPRoutes and the like that name it. */
  readonly routes: readonly ObjectRef[];
}

export function readApiGateways(objects: Objects, domain: string): readonly ApiGateway[] {
  const routes = kinds.API_ROUTES.flatMap((kind) => objects.of(kind));
  return objects.of(kinds.API_GATEWAY).map(({ ref, manifest }) => ({
    ref,
    services: asList(asRecord(manifest.spec).addresses).map(asRecord).filter(({ type }) => type === 'Hostname').map(({ value }) => expandHost(asText(value) ?? '', ref.namespace, domain)),
    routes: routes.filter((route) => isOn(route, ref)).map((route) => route.ref),
  }));
}

/** Whether a Gateway of the Gateway API is for the pods of a workload. */
export function isApiGatewayFor({ ref, services }: ApiGateway, { namespace, labels, services: there }: Workload, domain: string): boolean {
  if (services.length === 0) return labels[GATEWAY_NAME] === ref.name && namespace === ref.namespace;
  return there.some((service) => services.includes(serviceHost(service, domain)));
}

function isOn({ ref, manifest }: MeshObject, gateway: ObjectRef): boolean {
  return asList(asRecord(manifest.spec).parentRefs).map(asRecord).some(({ kind, name, namespace }) => (asText(kind) ?? 'Gateway') === 'Gateway'
    && name === gateway.name && (asText(namespace) ?? ref.namespace) === gateway.namespace);
}
