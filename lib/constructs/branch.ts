import type { HTTPMatchRequest, StringMatch as WireStringMatch } from '../../imports/networking';
import type { RouteMatch } from '../values/route-match';
import type { StringMatch } from '../values/string-match';
import type { IHttpGateway } from './gateway';
import { gatewayName } from './naming';

/** One of the matches that a `Match` becomes, and what ranks it. */
export interface Branch {
  readonly request: RouteMatch;
  readonly rank: PathRank;
  /** Where the match is by segment: the path itself, or what is below it. */
  readonly part?: 'itself' | 'below';
  /** Gateways that it is for alone, in no order. */
  readonly gateways: readonly IHttpGateway[];
  /** For people and their metrics. */
  readonly labels: Pick<HTTPMatchRequest, 'name' | 'statPrefix'>;
}

/** Exact paths before all others, then the longer before the shorter. */
export interface PathRank {
  readonly exact: boolean;
  /** Of what the path begins with in any case. */
  readonly length: number;
  /** Of one length a regular expression before what ends with a segment, and that before a prefix of the text. */
  readonly kind: 'regex' | 'segment' | 'text';
}

const KINDS: ReadonlyArray<PathRank['kind']> = ['regex', 'segment', 'text'];

/** Below 0 where a path of the one is tried before one of the other. */
export function comparePathRanks(a: PathRank, b: PathRank): number {
  return Number(b.exact) - Number(a.exact) || (a.exact ? 0 : b.length - a.length || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

/**
 * The match as Istio wants it in an object of a namespace; undefined where it takes everything.
 *
 * @throws where a gateway cannot be named from there
 */
export function wireMatch({ request, gateways, labels }: Branch, namespace?: string): HTTPMatchRequest | undefined {
  const { path, ignoreCase, method, authority, scheme, headers, queryParams, without, port, sourceLabels, sourceNamespace } = request;
  const names = gateways.map((gateway) => gatewayName(gateway, namespace));
  if (request.gateways?.includes('mesh')) names.push('mesh');
  const match: HTTPMatchRequest = {
    ...(path.kind !== 'any' && { uri: { [path.kind]: path.value } as WireStringMatch }),
    ...(ignoreCase && { ignoreUriCase: true }),
    ...(method && { method: wireStringMatch(method) }),
    ...(authority && { authority: wireStringMatch(authority) }),
    ...(scheme && { scheme: wireStringMatch(scheme) }),
    ...named('headers', headers), ...named('queryParams', queryParams), ...named('withoutHeaders', without),
    ...(port !== undefined && { port }),
    ...(names.length > 0 && { gateways: names.sort() }),
    ...(Object.keys(sourceLabels).length > 0 && { sourceLabels: { ...sourceLabels } }),
    ...(sourceNamespace !== undefined && { sourceNamespace }),
    ...labels,
  };
  return Object.keys(match).length > 0 ? match : undefined;
}

function named<Key extends 'headers' | 'queryParams' | 'withoutHeaders'>(key: Key, matches: Readonly<Record<string, StringMatch>>): Pick<HTTPMatchRequest, Key> | undefined {
  if (Object.keys(matches).length === 0) return undefined;
  return { [key]: Object.fromEntries(Object.entries(matches).map(([name, match]) => [name, wireStringMatch(match)])) } as Pick<HTTPMatchRequest, Key>;
}

// An empty match is Istio's way to ask that something is there.
function wireStringMatch(match: StringMatch): WireStringMatch {
  return 'present' in match ? {} : (match as WireStringMatch);
}
