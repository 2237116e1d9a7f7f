import type { Piece } from '../../values/piece';

/** Whether the sidecars serve a VirtualService with this spec, alone or beside gateways. */
export function appliesToMesh(spec: Piece): boolean {
  const gateways = spec.at('gateways');
  return !gateways.isSet || gateways.list.some(({ text }) => text === 'mesh');
}
