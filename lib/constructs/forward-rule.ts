import type { HTTPRouteDestination } from '../../imports/networking';
import type { Branch } from './branch';
import { wireCors } from './cors';
import { checkDestination, formatTarget, wireDestination, type Referrer, type RouteTarget } from './destination';
import type { ForwardOptions, SendOptions, ShareOptions } from './forward-options';
import { wireHeaders } from './header-operations';
import type { Match } from './match';
import { mirrors } from './mirror';
import { checkAuthority } from './rewrite';
import { RouteRule, type Action } from './route-rule';
import { wireDuration } from './wire-duration';

/** A target, its weight, and what else is said of its requests alone. */
export type Share<PortName extends string = string> = readonly [target: RouteTarget<PortName>, weight: number, options?: ShareOptions<PortName>];

/** @throws where a target cannot be named from there, or has no such port and never will; for options that Istio would not take */
export function forwardRule(matches: readonly Match[], shares: readonly Share[], options: ForwardOptions, from: Referrer): RouteRule {
  const send = sendAction(matches, options, from);
  const destinations = shares.map(([target, weight, share = {}]) => {
    const port = share.port ?? options.port;
    checkDestination(target, port, from);
    const headers = shareHeaders(share, options);
    return (): HTTPRouteDestination => ({ destination: wireDestination(target, port, from), ...(shares.length > 1 && { weight }), ...headers });
  });
  const what = shares.map(([target, weight]) => `${formatTarget(target)}${shares.length > 1 ? ` ${weight}` : ''}`).join(', ');
  return new RouteRule(matches, { what }, (branch) => ({ route: destinations.map((wire) => wire()), ...send(branch) }));
}

// To Envoy the host is a header, which Istio sets of each target by itself, unless the rule rewrites it.
function shareHeaders({ authority, ...operations }: ShareOptions, { rewrite }: ForwardOptions): Pick<HTTPRouteDestination, 'headers'> {
  const { headers } = wireHeaders(operations);
  if (authority === undefined) return headers === undefined ? {} : { headers };
  if (rewrite?._setsAuthority) throw new Error(`authority "${authority}" of a target is never seen, since the rewrite of the rule sets one for all; say it in one of the two places`);
  return { headers: { ...headers, request: { ...headers?.request, set: { ...headers?.request?.set, Host: checkAuthority(authority) } } } };
}

/** What becomes of requests on their way, by the match that took them; all that is fixed is checked at once. */
export function sendAction(matches: readonly Match[], options: SendOptions, from: Referrer): (branch: Branch) => Action {
  const { name, rewrite, timeout, retries, fault, mirror, cors } = options;
  if (rewrite?._onlyBySegment && !matches.every((match) => match._bySegment)) {
    throw new Error('stripPrefix() is right only for Match.under: of Match.prefix("/a") it would send "//x" for "/a/x"; match by Match.under');
  }
  const fixed: Action = {
    ...(name !== undefined && { name }), ...wireHeaders(options), ...(cors && { corsPolicy: wireCors(cors) }),
    ...(timeout && { timeout: wireDuration(timeout, 'timeout') }),
    ...(retries && { retries: retries._wire(matches.flatMap((match) => match._branches())) }),
    ...(fault && { fault: fault._wire }),
  };
  const copies = mirror && mirrors(mirror, from);
  return (branch) => ({ ...fixed, ...(copies && { mirrors: copies() }), ...(rewrite && { rewrite: rewrite._wire(branch) }) });
}

/** @throws for weights that Istio would not take */
export function checkWeights(shares: readonly Share[]): void {
  const bad = shares.find(([, weight]) => !Number.isInteger(weight) || weight < 0);
  if (bad !== undefined) throw new Error(`weight ${bad[1]} of ${formatTarget(bad[0])} is no weight; give a whole number from 0 on`);
  const sum = shares.reduce((total, [, weight]) => total + weight, 0);
  if (sum === 0) throw new Error('the weights of a split add up to 0, so nothing would be sent; give at least one target a weight above 0');
}
