import type { IIngressGateway } from '../constructs/ingress-workload';
import type { Mesh } from '../model/mesh';
import { allOf } from '../values/words';
import type { ServiceObject } from './service';

/** An ingress Service: as `namespace/name`, as an `IngressGateway`, or itself: of cdk8s-plus, an `ApiObject` or a manifest. */
export type IngressToDial = string | IIngressGateway | ServiceObject | {
  /** Name of the Service. */
  readonly name: string;
  /** Where the Service is. */
  readonly metadata: {
    /** Namespace of the Service; undefined where the manifest has none. */
    readonly namespace?: string;
  };
};

/**
 * The Service that is dialled, as the router names it.
 *
 * @throws where no gateway workload of the mesh has it
 */
export function ingressName(ingress: IngressToDial, { builds }: Mesh): string {
  const name = typeof ingress === 'string' ? ingress : nameOf(ingress);
  const known = [...new Set(builds.flatMap(({ workload }) => workload.services).map(qualified))];
  if (known.includes(name)) return name;
  throw new Error(`no Gateway is served by pods of Service "${name}"; the Services of those that are: ${allOf(known)}`);
}

function nameOf(ingress: Exclude<IngressToDial, string>): string {
  if ('traffic' in ingress) return qualified(ingress._workload().service);
  const { namespace } = ingress.metadata;
  return qualified('name' in ingress ? { namespace, name: ingress.name } : { namespace, name: ingress.metadata.name });
}

function qualified({ namespace = '', name = '' }: { readonly namespace?: string; readonly name?: string }): string {
  return `${namespace}/${name}`;
}
