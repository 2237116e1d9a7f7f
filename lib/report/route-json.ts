import type { FilterChain, Route } from '../model/build/build';
import type { Outcome } from '../router/outcome';
import type { Trace } from '../router/trace';
import type { Place } from '../rules/define-rule';
import { formatHost } from '../values/host-name';
import type { Locate } from '../values/origin';
import { placeJson, refJson } from './place-json';
import { agesOf, causeOf } from './route-causes';
import { placeOfChain, placeOfRoute, placeOfRule, placeOfServer, serversOf } from './route-places';
import { placeOfPolicy } from './route-policies';
import { settledTrace } from './route-settled';
import { formatChainMatch, formatMatch } from './route-words';

/** Goes up with a change that a reader of the last one would not understand. */
const VERSION = 1;

/** An outcome for programs, as plain data for JSON. What of a place or the trace is not there is null. */
export function routeJson(outcome: Outcome, locate: Locate): object {
  return { version: VERSION, ...outcomeJson(outcome, locate) };
}

function outcomeJson(outcome: Outcome, locate: Locate): object {
  const { trace: _, caveats, ...fields } = outcome;
  const trace = settledTrace(outcome);
  const { listener, virtualHost } = trace;
  return {
    ...fields, ...fieldsOf(outcome, locate),
    listener: listener === undefined ? null : { name: listener.name, port: listener.port ?? null },
    ...(virtualHost !== undefined && { virtualHost: { name: virtualHost.name, domains: virtualHost.domains } }),
    caveats,
    trace: traceJson(trace, locate),
  };
}

/** The fields that hold more than plain data, or that a program would not know what to do with. */
function fieldsOf(outcome: Outcome, locate: Locate): object {
  const inFull = <T extends { readonly host: string }>(each: T): T => ({ ...each, host: formatHost(each.host) });
  const places = (all: readonly Place[]) => all.map((place) => located(place, locate));
  switch (outcome.kind) {
    case 'forwarded':
    case 'unreachable': return { destinations: outcome.destinations.map(inFull), mirrors: outcome.mirrors.map(inFull) };
    case 'denied': return { by: outcome.by.map(refJson), places: places((outcome.trace.deniedBy ?? []).map(placeOfPolicy)) };
    case 'rejected': return { places: places(causeOf(outcome.trace)?.places ?? []) };
    case 'depends-on-order': return { outcomes: outcome.outcomes.map((each) => outcomeJson(each, locate)), ages: places(agesOf(outcome.trace)) };
    default: return {};
  }
}

function traceJson(trace: Trace, locate: Locate): object {
  const { entry, listener, chain, admittedBy, virtualHost, tried, route } = trace;
  const servers = serversOf(trace).map((bound) => ({ ...located(placeOfServer(bound), locate), index: bound.server.index, port: bound.server.port, hosts: bound.server.hosts }));
  return {
    service: entry === undefined ? null : { ...located(entry.service, locate), port: entry.port.number, portName: entry.port.name ?? null, targetPort: entry.port.targetPort },
    listener: listener?.name ?? null,
    filterChain: chain === undefined ? null : { kind: chain.kind, serverNames: chain.serverNames ?? null, terminatesTls: chain.terminatesTls, servers },
    ...(admittedBy !== undefined && { admittedBy: admittedBy.map((each) => located(placeOfPolicy(each), locate)) }),
    virtualHost: virtualHost === undefined ? null : { name: virtualHost.name, domains: virtualHost.domains },
    tried: tried.map((each) => triedJson(each, locate)),
    route: route === undefined ? chainRouteJson(chain, locate) : { ...triedJson(route, locate), rule: located(placeOfRule(route), locate) },
  };
}

function triedJson(route: Route, locate: Locate): object {
  return { ...(route.name !== '' && { name: route.name }), match: formatMatch(route), ...located(placeOfRoute(route), locate) };
}

function chainRouteJson(chain: FilterChain | undefined, locate: Locate): object | null {
  if (chain === undefined) return null;
  const place = placeOfChain(chain);
  return place === undefined ? null : { match: formatChainMatch(chain), ...located(place, locate) };
}

function located(place: Place, locate: Locate): object {
  return placeJson(place, { line: locate(place.origin, place.field) });
}
