import type { FilterChain, Listener, Route, VirtualHost } from '../model/build/build';
import type { Outcome } from '../router/outcome';
import type { Trace } from '../router/trace';
import { formatRef, qualifiedName } from '../values/object-ref';
import type { Locate } from '../values/origin';
import { placeOfChain, placeOfRoute, placeOfRule, placeOfServer, placeWithin, serversOf } from './route-places';
import { formatPolicies } from './route-policies';
import { firstOf, formatChainMatch, formatMatch, formatSource, lastOf } from './route-words';

/** A line about a request's way: what it is about, and what it says. */
export interface Stage {
  readonly label: string;
  readonly text: string;
}

/** The stages of a request's way as a person reads them, in order. */
export function stagesOf(trace: Trace, locate: Locate): readonly Stage[] {
  const { listener, chain, admittedBy, virtualHost, tried, route } = trace;
  const isRedirected = route === undefined && tried.length === 0;
  const [redirecting] = isRedirected ? virtualHost?.redirectedBy ?? [] : [];
  const ofChain = chain && placeOfChain(chain);
  return [
    ...stage('listener', listenerText(trace)),
    ...stage('filter chain', chain === undefined ? listener && withoutChain(listener) : chainText(chain)),
    ...stage('admitted by', admittedBy && formatPolicies(admittedBy, locate)),
    ...stage('virtual host', virtualHost && virtualHostText(virtualHost)),
    ...stage('tried', tried.length === 0 ? undefined : lastOf(tried.map(formatMatch))),
    ...stage('redirect', redirecting && `httpsRedirect of ${formatSource(placeOfServer(redirecting), locate)}`),
    ...stage('route', route && routeText(route, locate)),
    ...stage('route', ofChain && formatSource(ofChain, locate)),
  ];
}

/** Those that requests go through whatever it depends on. */
export function commonStages(outcomes: readonly Outcome[], locate: Locate): readonly Stage[] {
  const [first = [], ...others] = outcomes.map(({ trace }) => stagesOf(trace, locate));
  return first.filter(({ label, text }) => others.every((stages) => stages.some((each) => each.label === label && each.text === text)));
}

/** What took a request, as the end of a line about it; empty where nothing did. */
export function takenBy({ route, chain }: Trace, locate: Locate): string {
  if (route !== undefined) return `, by ${routeText(route, locate)}`;
  const place = chain && placeOfChain(chain);
  return place === undefined ? '' : `, by ${formatSource(place, locate)}`;
}

export function stage(label: string, text: string | undefined): readonly Stage[] {
  return text === undefined ? [] : [{ label, text }];
}

function listenerText(trace: Trace): string | undefined {
  const { entry, listener, workload } = trace;
  if (workload === undefined) return undefined;
  const ports = [entry?.port.number, listener === undefined ? entry?.port.targetPort : listener.port ?? 'an unknown port'];
  const gateways = [...new Set(serversOf(trace).map(({ server: { gateway } }) => qualifiedName(gateway.ingress ?? gateway.ref)))].sort();
  return [
    [...new Set(ports.filter((port) => port !== undefined))].join(' → '),
    ...(gateways.length === 0 ? [] : [`${gateways.length === 1 ? 'gateway' : 'gateways'} ${firstOf(gateways)}`]),
    entry === undefined ? `no Service known of ${workload.name}` : `by ${formatRef(entry.service.ref)}`,
    ...absence(listener),
  ].join(', ');
}

function absence(listener: Listener | undefined): readonly string[] {
  if (listener === undefined) return ['where nothing listens'];
  switch (listener.absent) {
    case 'unprivileged-port': return ['which its pods may not open, as it is below 1024'];
    case 'no-filter-chain': return ['which stays closed, as no server has a route'];
    default: return [];
  }
}

function chainText(chain: FilterChain): string | undefined {
  const { kind, terminatesTls } = chain;
  // Plain HTTP goes without saying.
  if (kind === 'http' && !terminatesTls) return undefined;
  if (kind === 'auto-passthrough') return 'TLS passed through by its SNI';
  const tls = terminatesTls ? ', TLS terminated' : '';
  return `${formatChainMatch(chain)}${kind === 'passthrough' ? ', TLS passed through' : tls}${kind === 'tcp' ? ', TCP' : ''}`;
}

function withoutChain({ chains, refused, absent }: Listener): string | undefined {
  if (refused !== undefined || absent !== undefined) return undefined;
  const names = chains.flatMap(({ serverNames = [] }) => serverNames);
  return `none takes the connection${names.length === 0 ? '' : `; there is SNI ${firstOf(names)}`}`;
}

function virtualHostText({ domains, routes }: VirtualHost): string {
  const sources = new Set(routes.map(({ virtualService }) => formatRef(placeWithin(virtualService).ref)));
  return `${firstOf(domains)}${sources.size === 0 ? ', without routes' : `, from ${firstOf([...sources].sort())}`}`;
}

function routeText(route: Route, locate: Locate): string {
  const { virtualService, ruleOf, matchOf } = route;
  const bound = virtualService === matchOf ? '' : `, which ${formatRef(virtualService.ref)} delegates to`;
  const rule = ruleOf === matchOf ? '' : `, delegated to ${formatSource(placeOfRule(route), locate)}`;
  return `${formatMatch(route)} of ${formatSource(placeOfRoute(route), locate)}${bound}${rule}`;
}
