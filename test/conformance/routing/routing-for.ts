import { buildMesh } from '../../../lib/model/mesh';
import type { Outcome } from '../../../lib/router/outcome';
import { parseRequest, type Request } from '../../../lib/router/request';
import { Router } from '../../../lib/router/router';
import { selects, type Labels } from '../../../lib/values/labels';
import { asApplied } from '../engine/as-applied';
import type { GatewayWorkload, Manifest } from '../engine/question';
import { arePodsGiven } from './backend-pods';

/** Says where a request goes, by these manifests and nothing else, that dials the first Service in front of the gateway's pods which has the port. */
export function routingFor(manifests: readonly Manifest[], gateway: GatewayWorkload, meshConfig?: Readonly<Record<string, unknown>>): (request: Request) => Outcome {
  const objects = manifests.map(asApplied);
  const mesh = buildMesh(objects.map((object, index) => ({ object, origin: { kind: 'construct', path: `object-${index}` } })), {
    meshConfig, complete: ['Service', 'DestinationRule', 'ServiceEntry', 'VirtualService', 'Gateway', ...(arePodsGiven(manifests) ? ['Pod', 'WorkloadEntry'] : [])],
  });
  const services = objects.filter((each) => isInFront(each, gateway));
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
