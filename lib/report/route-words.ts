import type { FilterChain, Route } from '../model/build/build';
import { readFullMatch } from '../model/full-match';
import type { DependsOnOrder, Forwarded, ReachedMirror, Outcome, ReachedDestination, Unreachable } from '../router/outcome';
import type { Place } from '../rules/define-rule';
import { formatField } from '../values/format-field';
import { formatFullMatch } from '../values/full-match';
import { formatHost } from '../values/host-name';
import { formatRef } from '../values/object-ref';
import type { Locate } from '../values/origin';
import { allOf } from '../values/words';

const MOST_SHOWN = 5;

/** The first of many texts, and how many more there are. */
export function firstOf(texts: readonly string[]): string {
  return [...texts.slice(0, MOST_SHOWN), ...besides(texts, 'more')].join(' · ');
}

/** How many come before the last of many, and these. */
export function lastOf(texts: readonly string[]): string {
  return [...besides(texts, 'before'), ...texts.slice(-MOST_SHOWN)].join(' · ');
}

function besides({ length }: readonly string[], word: string): readonly string[] {
  return length > MOST_SHOWN ? [`${length - MOST_SHOWN} ${word}`] : [];
}

/** What a route asks of a request. */
export function formatMatch({ match }: Pick<Route, 'match'>): string {
  if (match === undefined) return 'any request';
  const full = readFullMatch(match.manifest);
  return full === undefined ? formatField(match.field) : formatFullMatch(full);
}

/** Which connections a filter chain takes. */
export function formatChainMatch({ serverNames }: FilterChain): string {
  return serverNames === undefined ? 'any connection' : `SNI ${firstOf(serverNames)}`;
}

/** `VirtualService web/shop (dist/shop.yaml:12)`. */
export function formatSource({ ref, origin, field }: Place, locate: Locate): string {
  const line = locate(origin, field);
  const site = origin.kind === 'construct' ? origin.site?.place : undefined;
  return `${formatRef(ref)} (${origin.path}${line === undefined ? '' : `:${line}`}${site === undefined ? '' : ` at ${site}`})`;
}

/** `reviews.default.svc.cluster.local:9080, subset v1 (90 %)`; of a share it says what is missing, too. */
export function formatDestination(destination: ReachedDestination | ReachedMirror): string {
  const percent = 'weight' in destination ? destination.weight : destination.percent;
  const notes = [...(percent === 100 ? [] : [formatPercent(percent)]), ...(destination.state === 'defined' ? [] : [destination.state])];
  return `${formatTarget(destination)}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

export function formatTarget({ host, port, subset }: Pick<ReachedDestination, 'host' | 'port' | 'subset'>): string {
  return `${formatHost(host)}:${port}${subset === undefined ? '' : `, subset ${subset}`}`;
}

/** A share in percent, rounded to what matters. */
export function formatPercent(percent: number): string {
  return `${Number(percent.toPrecision(4))} %`;
}

/** The answer of an outcome in one line, as it stands in files. */
export function formatAnswer(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'forwarded': return `forwarded to ${formatDestinations(outcome)}`;
    case 'unreachable': return `unreachable${outcome.protocol === 'http' ? ' (503)' : ''}: ${formatDestinations(outcome)}`;
    case 'redirected': return `redirected ${outcome.status} to ${outcome.location}`;
    case 'answered': return `answered: ${outcome.because} (${outcome.status})`;
    case 'denied': return `denied by ${allOf(outcome.by.map(formatRef))}${outcome.protocol === 'tcp' ? ', the connection is closed' : ` (${outcome.status})`}`;
    case 'refused': return `refused: ${outcome.because}${outcome.status === undefined ? '' : ` (${outcome.status})`}`;
    case 'rejected': return `rejected: ${outcome.because}${outcome.reason === undefined ? '' : `, ${outcome.reason}`}`;
    case 'depends-on-order': return `depends on order: ${formatAnswers(outcome)}`;
    case 'unknown': return `unknown: it needs ${outcome.needs}`;
    case 'unsupported': return `unsupported: ${outcome.feature}`;
  }
}

function formatDestinations({ destinations }: Forwarded | Unreachable): string {
  return destinations.length === 0 ? 'the route has no destination' : destinations.map(formatDestination).join('; ');
}

// Outcomes may differ in what is not told in a line, such as a path.
function formatAnswers({ outcomes }: DependsOnOrder): string {
  const answers = [...new Set(outcomes.map(formatAnswer))];
  return answers.length === 1 ? `${answers[0]}, in ${outcomes.length} ways` : answers.join(', or ');
}
