import { meshConfigIn } from '../../../lib/collect/mesh-config';
import { buildMesh, type Mesh } from '../../../lib/model/mesh';
import type { Outcome } from '../../../lib/router/outcome';
import { parseRequest, type Request } from '../../../lib/router/request';
import { Router } from '../../../lib/router/router';
import { selects, type Labels } from '../../../lib/values/labels';
import { asApplied } from '../engine/as-applied';
import type { GatewayWorkload, Manifest } from '../engine/question';
import { arePodsGiven } from './backend-pods';

/** The model of manifests that are all there is. */
export function meshOf(manifests: readonly Manifest[]): Mesh {
  const given = manifests.map((object, index) => ({ object: asApplied(object), origin: { kind: 'construct', path: `object-${index}` } as const }));
  return buildMesh(given, {
    meshConfig: meshConfigIn(given),
    complete: ['Service', 'DestinationRule', 'ServiceEntry', 'VirtualService', 'Gateway', ...(arePodsGiven(manifests) ? ['Pod', 'WorkloadEntry'] : [])],
  });
}

/** Says where a request goes, by these manifests and nothing else, that dials the first Service in front of the gateway's pods which has the port. */
export function routingFor(manifests: readonly Manifest[], gateway: GatewayWorkload): (request: Request) => Outcome {
  const mesh = meshOf(manifests);
  const services = manifests.map(asApplied).filter((each) => isInFront(each, gateway));
  const routers = new Map(services.map(({ metadata: { namespace, name } }) => [name, new Router(mesh, { ingress: `${namespace}/${name}` })]));
  const none = new Router(buildMesh([]));
  return (request) => {
    const { port } = parseRequest(request);
    const dialled = services.find(({ spec }) => (spec as ServiceSpec).ports.some((each) => each.port === port && (each.protocol ?? 'TCP') === 'TCP'));
    return (dialled === undefined ? none : routers.get(dialled.metadata.name) ?? none).route(request);
  };
}

interface ServiceSpec {
  readonly selector?: Labels;
  readonly ports: ReadonlyArray<{ readonly port: number; readonly protocol?: string }>;
}

function isInFront({ kind, metadata, spec }: Manifest, { namespace, labels }: GatewayWorkload): boolean {
  const { selector } = (spec ?? {}) as Partial<ServiceSpec>;
  return kind === 'Service' && metadata.namespace === namespace && selector !== undefined && selects(selector, labels);
}
