import type { Piece } from '../../values/piece';

/** The rules of a VirtualService's spec, of all protocols. */
export function rulesOf(spec: Piece): readonly Piece[] {
  return [...spec.at('http').list, ...spec.at('tls').list, ...spec.at('tcp').list];
}

/** The lists of destinations with weights. */
export function routesOf(spec: Piece): readonly Piece[] {
  return rulesOf(spec).map((rule) => rule.at('route')).filter(({ isSet }) => isSet);
}

/** All that requests are sent to, mirrors among them. */
export function destinationsOf(spec: Piece): readonly Piece[] {
  const found: Piece[] = [];
  for (const rule of rulesOf(spec)) for (const each of rule.at('route').list) found.push(each.at('destination'));
  for (const rule of spec.at('http').list) found.push(rule.at('mirror'), ...rule.at('mirrors').list.map((mirror) => mirror.at('destination')));
  return found.filter(({ isGiven }) => isGiven);
}
