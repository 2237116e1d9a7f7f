import type { Mesh } from '../../model/mesh';
import type { Server } from '../../model/gateway';
import type { Field } from '../../values/field';
import type { Found, Severity } from '../define-rule';

/** The servers of all Gateways, as they are written. */
export function* serversOf({ gateways }: Pick<Mesh, 'gateways'>): Iterable<Server> {
  for (const gateway of gateways) yield* gateway.servers;
}

/** What is wrong with a server by itself, at one of its fields. */
export function inServer<Data>({ gateway: { ref, origin }, field }: Server, way: Field, data: Data, severity?: Severity): Found<Data> {
  return { at: { ref, origin, field: [...field, ...way] }, related: [], data, ...(severity !== undefined && { severity }) };
}
