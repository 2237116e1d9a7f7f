import type { Finding, Place } from '../rules/define-rule';
import { formatRef } from '../values/object-ref';

/** A finding as a person reads it: what is wrong, where, and what to do. */
export function formatFinding({ what, fix, code, at, related }: Finding): string {
  const places = [...related, at].map((place, index) => `\n      ${index === 0 ? 'by ' : 'and'} ${formatPlace(place)}`);
  return `${what} (${code})${related.length > 0 ? places.join('') : `\n      by  ${formatPlace(at)}`}\n    ${fix}`;
}

function formatPlace({ ref, origin, detail }: Place): string {
  const place = origin.kind === 'construct' ? origin.site?.place : undefined;
  return [origin.path, `(${formatRef(ref)}${detail === undefined ? '' : `, ${detail}`})`, ...(place === undefined ? [] : [`at ${place}`])].join(' ');
}
