import type { Mesh } from '../../model/mesh';
import type { Server } from '../../model/gateway';
import type { Field } from '../../values/field';
import type { Found, Severity } from '../define-rule';
import { havingFields } from '../having-fields';

/**
 * The servers of all Gateways, as they are written.
 *
 * @param about fields of which a Gateway without any is left out
 */
export function serversOf({ gateways }: Pick<Mesh, 'gateways'>, about?: readonly string[]): readonly Server[] {
  return (about === undefined ? gateways : havingFields(gateways, about)).flatMap(({ servers }) => servers);
}

/** What is wrong with a server by itself, at one of its fields. */
export function inServer<Data>({ gateway: { ref, origin }, field }: Server, way: Field, data: Data, severity?: Severity): Found<Data> {
  return { at: { ref, origin, field: [...field, ...way] }, related: [], data, ...(severity !== undefined && { severity }) };
}
