import type { Piece } from '../../values/piece';
import { isByDns } from './by-dns';

/** The endpoints that Istio looks at: with other resolutions there may be none. */
export function endpointsOf(spec: Piece): readonly Piece[] {
  return isStatic(spec) || isByDns(spec) ? spec.at('endpoints').list : [];
}

/** Whether endpoints are taken as they are. */
export function isStatic(spec: Piece): boolean {
  return spec.at('resolution').text === 'STATIC';
}

/** The names of a ServiceEntry's ports. */
export function portNames(spec: Piece): ReadonlySet<string> {
  return new Set(spec.at('ports').list.map((port) => port.at('name').text).filter((name) => name !== undefined));
}
