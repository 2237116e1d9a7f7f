import type { DependsOnOrder, DestinationState, Forwarded, Outcome, ReachedDestination, Rejected, Unreachable, DestinationTls } from '../router/outcome';
import { parseRequest, type Request } from '../router/request';
import { formatRef } from '../values/object-ref';
import type { Locate } from '../values/origin';
import { allOf } from '../values/words';
import type { Asked } from './route-asked';
import { agesOf, causeOf, type Cause } from './route-causes';
import { deniedDetails } from './route-denied';
import { refusedDetails } from './route-refused';
import { stage, takenBy, type Stage } from './route-stages';
import { formatAnswer, formatDestination, formatPercent, formatSource, formatTarget } from './route-words';

/** What there is to say of an outcome beyond its first line and the way to it. */
export function detailsOf(outcome: Outcome, asked: Asked): readonly Stage[] {
  return [...ownDetails(outcome, asked), ...outcome.caveats.flatMap((caveat) => stage('caveat', caveat))];
}

function ownDetails(outcome: Outcome, asked: Asked): readonly Stage[] {
  switch (outcome.kind) {
    case 'forwarded':
    case 'unreachable': return sentDetails(outcome, asked.request);
    case 'refused': return refusedDetails(outcome, asked);
    case 'denied': return deniedDetails(outcome, asked.locate);
    case 'rejected': return rejectedDetails(outcome, asked.locate);
    case 'depends-on-order': return orderDetails(outcome, asked.locate);
    default: return [];
  }
}

function sentDetails(outcome: Forwarded | Unreachable, request: Request): readonly Stage[] {
  const { target, authority } = parseRequest(request);
  const { timeout, retries, mirrors, fault, destinations } = outcome;
  return [
    ...changed('path', outcome.path, target),
    ...changed('authority', outcome.authority, authority),
    ...stage('timeout', timeout),
    ...stage('retries', retries && `${retries.attempts}, on ${retries.on.join(', ')}`),
    ...mirrors.flatMap((mirror) => stage('mirror', formatDestination(mirror))),
    ...stage('fault', fault && `${formatPercent(fault.percent)} are answered ${fault.status ?? 'by the gateway'}`),
    ...upstream(destinations.filter(({ state }) => state === 'defined' || state === 'unknown')),
    ...[...new Set(destinations.map(({ state }) => state))].flatMap((state) => stage('why', state === 'defined' ? undefined : `${state}: ${WHY_STATE[state]}`)),
  ];
}

function changed(label: string, sent: string | undefined, asked: string): readonly Stage[] {
  return stage(label, sent === undefined || sent === asked ? undefined : `${sent} instead of ${asked}`);
}

const WHY_STATE: Readonly<Record<Exclude<DestinationState, 'defined'>, string>> = {
  'no-cluster': 'the gateway knows no such host, or no such port of it',
  'no-subset': 'no DestinationRule that counts for the gateway has the subset',
  'no-endpoints': 'no pod is behind it',
  'unknown': 'what decides whether it is there, such as its Service, is not among the manifests',
};

/** How the gateway speaks to destinations: in one line, where it is the same for all. */
function upstream(destinations: readonly ReachedDestination[]): readonly Stage[] {
  const known = destinations.filter(({ tls }) => tls !== undefined);
  const words = known.map(({ protocol, tls }) => [protocol && PROTOCOLS[protocol], tls && TLS[tls]].filter((word) => word !== undefined).join(', '));
  if (new Set(words).size === 1) return stage('upstream', words[0]);
  return known.flatMap((each, index) => stage('upstream', `${formatTarget(each)}: ${words[index]}`));
}

const PROTOCOLS: Readonly<Record<NonNullable<ReachedDestination['protocol']>, string>> = { http1: 'HTTP/1.1', http2: 'HTTP/2', tcp: 'TCP' };

const TLS: Readonly<Record<DestinationTls, string>> = {
  'none': 'no TLS', 'auto-mtls': 'mutual TLS where the pods take it (auto mTLS)',
  'ISTIO_MUTUAL': 'TLS in mode ISTIO_MUTUAL', 'SIMPLE': 'TLS in mode SIMPLE', 'MUTUAL': 'TLS in mode MUTUAL',
};

function rejectedDetails({ trace }: Rejected, locate: Locate): readonly Stage[] {
  const cause = causeOf(trace);
  if (cause === undefined) return [];
  return [
    ...stage('why', `${WHY_REJECTED[cause.because](cause)}: ${allOf(cause.places.map((place) => formatSource(place, locate)))}`),
    ...stage('so', 'new pods of the gateway serve nothing of it, and those that run keep what they had'),
  ];
}

const WHY_REJECTED: Readonly<Record<Cause['because'], (cause: Cause) => string>> = {
  'port-of-the-proxy': () => 'the proxy of every gateway has this port for itself',
  'same-match': ({ serverName }) => `two take ${serverName === undefined ? 'every connection' : `the connections for SNI ${serverName}`}`,
  'partial-wildcard': ({ serverName }) => `SNI ${serverName ?? ''} is no wildcard for Envoy`,
  'no-action': () => 'Envoy knows no such status of a redirect',
  'status-out-of-range': () => 'Envoy takes no status above 599',
  'weights-too-great': () => 'the weights are above 4294967295 together',
  'query-parameter-without-name': () => 'a query parameter has an empty name',
  'claim-without-value': () => 'a match of a claim of a token asks for no value',
  'line-break': () => 'a rewrite or a redirect has a line break',
};

function orderDetails({ outcomes, trace }: DependsOnOrder, locate: Locate): readonly Stage[] {
  return [
    ...outcomes.flatMap((each, index) => stage(index === 0 ? 'either' : 'or', `${formatAnswer(each)}${takenBy(each.trace, locate)}`)),
    ...stage('decided by', `the ages of ${allOf(agesOf(trace).map(({ ref }) => formatRef(ref)))}, which the manifests do not say`),
  ];
}
