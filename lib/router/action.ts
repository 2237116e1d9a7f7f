import type { Route } from '../model/build/build';
import { readStringMatch } from '../model/request-match';
import { asList, asNumber, asRecord, asText, asTexts, isGiven, type Manifest } from '../values/read';
import type { Destinations, Sender } from './destinations';
import { matcherOf, type Asked } from './match';
import type { ReachedMirror, Outcome, ReachedDestination, RouteRetries } from './outcome';
import { redirection } from './redirect';
import { rewriterOf } from './rewrite';
import { send } from './send';

/** An outcome without the trace, which the caller adds. */
export type Action = { [K in Outcome['kind']]: Omit<Extract<Outcome, { kind: K }>, 'trace' | 'caveats'> }[Outcome['kind']];

type Act = (asked: Asked) => Action;

/** What a route does with the requests that it takes: a redirect goes before a direct response, and that before destinations. */
export function actionOf(route: Route, destinations: Destinations): Act {
  const { redirect, directResponse, corsPolicy, fault } = route.rule.manifest;
  if (isGiven(redirect)) return ({ request, target }) => ({ kind: 'redirected', because: 'route', ...redirection(route, request, target) });
  if (isGiven(directResponse)) {
    const status = asNumber(asRecord(directResponse).status) ?? 0;
    return () => ({ kind: 'answered', because: 'direct-response', status });
  }
  const forward = forwarding(route, destinations);
  return behindFault(asRecord(fault), isGiven(corsPolicy) ? behindCors(asRecord(corsPolicy), forward) : forward);
}

// It strikes before a preflight could be answered.
function behindFault(fault: Manifest, act: Act): Act {
  const abort = asRecord(fault.abort);
  if (!isGiven(fault.abort)) return act;
  const percent = asNumber(asRecord(abort.percentage).value) ?? asNumber(abort.percent) ?? 100;
  const status = asNumber(abort.httpStatus);
  return (asked) => {
    if (percent === 0) return act(asked);
    if (percent >= 100) return status === undefined ? { kind: 'unsupported', feature: 'fault.abort without httpStatus' } : { kind: 'answered', because: 'fault', status };
    const done = act(asked);
    return done.kind === 'forwarded' || done.kind === 'unreachable' ? { ...done, fault: { status, percent } } : done;
  };
}

function behindCors(cors: Manifest, act: Act): Act {
  const isAnswered = preflightAnswer(cors);
  return (asked) => (isAnswered(asked) ? { kind: 'answered', because: 'cors-preflight', status: 200 } : act(asked));
}

/** Whether the gateway answers a request itself, as a preflight. */
function preflightAnswer({ allowOrigins, allowOrigin, unmatchedPreflights }: Manifest): (asked: Asked) => boolean {
  const matchers = [
    ...asList(allowOrigins).map((each) => matcherOf(readStringMatch(each))),
    ...asTexts(allowOrigin).map((each) => matcherOf(each === '*' ? { present: true } : { exact: each })),
  ];
  return ({ request: { method, headers } }) => {
    const origin = headers.get('origin');
    if (method !== 'OPTIONS' || !origin || !headers.get('access-control-request-method')) return false;
    // What takes a star takes any origin to Envoy, be it an exact star or an expression.
    return unmatchedPreflights === 'IGNORE' || matchers.some((matches) => matches(origin) || matches('*'));
  };
}

function forwarding(route: Route, destinations: Destinations): Act {
  const { rule } = route;
  const sent = send(rule.destinations.filter(({ mirror }) => !mirror), destinations, senderOf(route));
  const mirrors = mirrorsOf(route, destinations);
  const [timeout, retries] = [asText(rule.manifest.timeout), retriesOf(rule.manifest.retries)];
  const rewrite = rewriterOf(route, headersOf(rule.manifest));
  return ({ request, target }) => ({
    kind: sent.kind, protocol: 'http', destinations: sent.destinations, mirrors, timeout, retries, path: rewrite.path(target), authority: rewrite.authority ?? request.authority,
  });
}

/** The operations on headers that are for every request of a rule, the weightiest first: its own, and those of the one destination that gets any. */
function headersOf({ headers, route }: Manifest): readonly Manifest[] {
  const all = asList(route).map(asRecord);
  const getting = all.length === 1 ? all : all.filter(({ weight }) => (asNumber(weight) ?? 0) > 0);
  return [asRecord(headers), ...(getting.length === 1 ? [asRecord(getting[0].headers)] : [])];
}

function senderOf({ server, virtualService }: Route): Sender {
  return { bound: server, from: virtualService.ref.namespace };
}

function mirrorsOf(route: Route, destinations: Destinations): readonly ReachedMirror[] {
  const { rule } = route;
  const { mirror, mirrors, mirrorPercentage, mirrorPercent } = rule.manifest;
  const percents = [
    ...(isGiven(mirror) ? [asNumber(asRecord(mirrorPercentage).value) ?? asNumber(mirrorPercent) ?? 100] : []),
    ...asList(mirrors).map((each) => asNumber(asRecord(asRecord(each).percentage).value) ?? 100),
  ];
  return rule.destinations.filter((each) => each.mirror).flatMap((destination, index): readonly ReachedMirror[] => {
    const { weight: _, ...reached }: ReachedDestination = destinations.reach(destination, 0, senderOf(route));
    return percents[index] > 0 ? [{ ...reached, percent: percents[index] }] : [];
  });
}

const DEFAULT_ATTEMPTS = 2;
const DEFAULT_RETRY_ON = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', 'retriable-status-codes'];

function retriesOf(value: unknown): RouteRetries | undefined {
  const { attempts, retryOn } = asRecord(value);
  const count = isGiven(value) ? asNumber(attempts) ?? 0 : DEFAULT_ATTEMPTS;
  const on = asText(retryOn)?.split(',').map((each) => each.trim()).filter((each) => each !== '');
  return count <= 0 ? undefined : { attempts: count, on: on !== undefined && on.length > 0 ? on : DEFAULT_RETRY_ON };
}
