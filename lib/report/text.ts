import type { Finding, Place } from '../rules/define-rule';
import type { Origin } from '../values/origin';
import { formatPlace } from './words';

/** A finding as a person reads it: what is wrong, where, and what to do. */
export function formatFinding({ what, fix, code, at, related }: Finding): string {
  const places = [...related, at];
  const lines = places.map((place, index) => `\n      ${index === 0 ? 'by ' : 'and'} ${formatPlaceInApp(place, places)}`);
  return `${what} (${code})${lines.join('')}\n    ${fix}`;
}

function formatPlaceInApp(place: Place, all: readonly Place[]): string {
  const [own, caller] = sites(place, all.filter((other) => other !== place));
  return `${formatPlace(place)}${own === undefined ? '' : ` at ${own}`}${caller === undefined ? '' : `, from ${caller}`}`;
}

// One line of a user's construct makes many objects: then the first caller that differs tells them apart.
function sites({ origin }: Place, others: readonly Place[]): readonly [string?, string?] {
  const [own, ...callers] = callSites(origin);
  const elsewhere = others.map((other) => callSites(other.origin));
  if (own === undefined || !elsewhere.some(([place]) => place === own)) return [own];
  return [own, callers.find((caller) => !elsewhere.some((places) => places.includes(caller)))];
}

function callSites(origin: Origin): readonly string[] {
  return origin.kind === 'construct' ? origin.site?.places ?? [] : [];
}
