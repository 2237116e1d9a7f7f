import type { FilterChain, Route } from '../model/build/build';
import type { Outcome } from '../router/outcome';
import type { Trace } from '../router/trace';
import type { Place } from '../rules/define-rule';
import { formatField } from '../values/format-field';
import { formatHost } from '../values/host-name';
import type { ObjectRef } from '../values/object-ref';
import type { Locate } from '../values/origin';
import { agesOf, causeOf } from './route-causes';
import { placeOfChain, placeOfRoute, placeOfRule, placeOfServer, serversOf } from './route-places';
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
  const places = (all: readonly Place[]) => all.map((place) => placeJson(place, locate));
  switch (outcome.kind) {
    case 'forwarded':
    case 'unreachable': return { destinations: outcome.destinations.map(inFull), mirrors: outcome.mirrors.map(inFull) };
    case 'denied': return { by: outcome.by.map(refJson) };
    case 'rejected': return { places: places(causeOf(outcome.trace)?.places ?? []) };
    case 'depends-on-order': return { outcomes: outcome.outcomes.map((each) => outcomeJson(each, locate)), ages: places(agesOf(outcome.trace)) };
    default: return {};
  }
}

function traceJson(trace: Trace, locate: Locate): object {
  const { entry, listener, chain, virtualHost, tried, route } = trace;
  const servers = serversOf(trace).map((bound) => ({ ...placeJson(placeOfServer(bound), locate), index: bound.server.index, port: bound.server.port, hosts: bound.server.hosts }));
  return {
    service: entry === undefined ? null : { ...placeJson(entry.service, locate), port: entry.port.number, portName: entry.port.name ?? null, targetPort: entry.port.targetPort },
    listener: listener?.name ?? null,
    filterChain: chain === undefined ? null : { kind: chain.kind, serverNames: chain.serverNames ?? null, terminatesTls: chain.terminatesTls, servers },
    virtualHost: virtualHost === undefined ? null : { name: virtualHost.name, domains: virtualHost.domains },
    tried: tried.map((each) => triedJson(each, locate)),
    route: route === undefined ? chainRouteJson(chain, locate) : { ...triedJson(route, locate), rule: placeJson(placeOfRule(route), locate) },
  };
}

function triedJson(route: Route, locate: Locate): object {
  return { ...(route.name !== '' && { name: route.name }), match: formatMatch(route), ...placeJson(placeOfRoute(route), locate) };
}

function chainRouteJson(chain: FilterChain | undefined, locate: Locate): object | null {
  if (chain === undefined) return null;
  const place = placeOfChain(chain);
  return place === undefined ? null : { match: formatChainMatch(chain), ...placeJson(place, locate) };
}

/** The same as of a place in a finding. */
function placeJson({ ref, origin, field }: Place, locate: Locate): object {
  const isFile = origin.kind === 'file';
  return {
    object: refJson(ref),
    ...(field !== undefined && { field: formatField(field) }),
    path: origin.path,
    file: isFile ? origin.path : null,
    line: locate(origin, field) ?? null,
    construct: isFile ? null : origin.path,
  };
}

function refJson({ kind, namespace, name }: ObjectRef): object {
  return { kind, namespace: namespace ?? null, name };
}
