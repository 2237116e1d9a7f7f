import type { IEgressGateway } from '../constructs/egress-gateway';
import type { IIngressGateway } from '../constructs/ingress-workload';
import type { Mesh } from '../model/mesh';
import { allOf } from '../values/words';
import type { ServiceObject } from './service';

/** A Service: as `namespace/name`, or itself: of cdk8s-plus, an `ApiObject` or a manifest. */
export type ServiceByName = string | ServiceObject | {
  /** Name of the Service. */
  readonly name: string;
  /** Where the Service is. */
  readonly metadata: {
    /** Namespace of the Service; undefined where the manifest has none. */
    readonly namespace?: string;
  };
};

/** An ingress Service: as `namespace/name`, as an `IngressGateway`, or itself: of cdk8s-plus, an `ApiObject` or a manifest. */
export type IngressToDial = IIngressGateway | ServiceByName;

/** The Service of an egress gateway: as `namespace/name`, as an `EgressGateway`, or itself: of cdk8s-plus, an `ApiObject` or a manifest. */
export type EgressToDial = IEgressGateway | ServiceByName;

/**
 * The Service that is dialled, as the router names it.
 *
 * @throws where no gateway workload of the mesh has it
 */
export function dialledName(dialled: IngressToDial | EgressToDial, { builds }: Mesh): string {
  const name = typeof dialled === 'string' ? dialled : nameOf(dialled);
  const known = [...new Set(builds.flatMap(({ workload }) => workload.services).map(qualified))];
  if (known.includes(name)) return name;
  throw new Error(`no Gateway is served by pods of Service "${name}"; the Services of those that are: ${allOf(known)}`);
}

function nameOf(dialled: Exclude<IngressToDial | EgressToDial, string>): string {
  if ('traffic' in dialled) return qualified(dialled._workload().service);
  const { namespace } = dialled.metadata;
  return qualified('name' in dialled ? { namespace, name: dialled.name } : { namespace, name: dialled.metadata.name });
}

function qualified({ namespace = '', name = '' }: { readonly namespace?: string; readonly name?: string }): string {
  return `${namespace}/${name}`;
}
