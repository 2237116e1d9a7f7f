import type { Piece } from '../../values/piece';

/** The rules of a VirtualService's spec, of all protocols. */
export function rulesOf(spec: Piece): readonly Piece[] {
  return ['http', 'tls', 'tcp'].flatMap((name) => spec.at(name).list);
}

/** The lists of destinations with weights. */
export function routesOf(spec: Piece): readonly Piece[] {
  return rulesOf(spec).map((rule) => rule.at('route')).filter(({ isSet }) => isSet);
}

/** All that requests are sent to, mirrors among them. */
export function destinationsOf(spec: Piece): readonly Piece[] {
  const mirrors = spec.at('http').list.flatMap((rule) => [rule.at('mirror'), ...rule.at('mirrors').list.map((mirror) => mirror.at('destination'))]);
  return [...routesOf(spec).flatMap((route) => route.list.map((each) => each.at('destination'))), ...mirrors].filter(({ isGiven }) => isGiven);
}
