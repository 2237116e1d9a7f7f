import type { Mesh } from '../model/mesh';
import type { MatchScope, TlsMatch, VirtualService } from '../model/virtual-service';
import { formatMatch } from '../report/route-words';
import type { Field } from '../values/field';

/** A match of a rule of a VirtualService, or a rule that takes everything. */
export interface WrittenRoute {
  readonly virtualService: VirtualService;
  readonly field: Field;
  /** What it takes, in words. */
  readonly takes: string;
}

/** The routes that are written for gateways; what only sidecars see, no request from outside can reach. A rule that delegates is none itself. */
export function writtenRoutes({ virtualServices, waysTo }: Mesh): readonly WrittenRoute[] {
  return virtualServices.filter((each) => {
    const ways = waysTo(each);
    return ways.length === 0 || ways.some(({ root }) => root.gateways.some(isGateway));
  }).flatMap(routesOf);
}

function routesOf(virtualService: VirtualService): readonly WrittenRoute[] {
  const { http, tls, tcp } = virtualService;
  return [
    ...http.filter(({ delegate }) => delegate === undefined).flatMap((rule) => matchesOf(rule, (match) => formatMatch({ match }), formatMatch({}))),
    ...tls.flatMap((rule) => matchesOf(rule, ({ sniHosts }: TlsMatch) => `SNI ${sniHosts.join(', ')}`, 'any connection')),
    ...tcp.flatMap((rule) => matchesOf(rule, ({ port }: MatchScope) => (port === undefined ? 'any connection' : `any connection on port ${port}`), 'any connection')),
  ].map((each) => ({ virtualService, ...each }));
}

interface Rule<Match> {
  readonly field: Field;
  readonly matches: readonly Match[];
}

function matchesOf<Match extends MatchScope>({ field, matches }: Rule<Match>, words: (match: Match) => string, all: string): ReadonlyArray<Omit<WrittenRoute, 'virtualService'>> {
  if (matches.length === 0) return [{ field, takes: all }];
  return matches.filter(({ gateways = ['any'] }) => gateways.some(isGateway)).map((match) => ({ field: match.field, takes: words(match) }));
}

function isGateway(name: string): boolean {
  return name !== 'mesh';
}
