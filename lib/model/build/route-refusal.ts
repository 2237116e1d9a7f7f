import { isJwtClaim } from '../../values/header-syntax';
import { asList, asNumber, asRecord, asText, isGiven, type Manifest } from '../../values/read';
import { readStringMatch } from '../request-match';
import type { Route, RouteRefusal } from './build';

// What Envoy has a name for; istiod makes a route without any action of a redirect with another code.
const REDIRECT_CODES: readonly unknown[] = [undefined, null, 0, 301, 302, 303, 307, 308];
const FIRST_STATUS_THAT_IS_NONE = 600;
const GREATEST_SUM_OF_WEIGHTS = 4_294_967_295;

/**
 * Why Envoy refuses a route configuration, though Istio's validation lets it pass: by its first route that is wrong; undefined where
 * it takes it. Envoy reads the whole before it makes routes of it.
 */
export function routeRefusal(routes: readonly Route[]): RouteRefusal | undefined {
  return firstRefusal(routes, whyUnreadable) ?? firstRefusal(routes, whyUnusable);
}

type Reason = RouteRefusal['because'] | undefined;

function firstRefusal(routes: readonly Route[], why: (rule: Manifest, match: Manifest) => Reason): RouteRefusal | undefined {
  for (const route of routes) {
    const because = why(route.rule.manifest, route.match?.manifest ?? {});
    if (because !== undefined) return { because, route };
  }
  return undefined;
}

// A redirect goes before a direct response, and that before destinations.
function whyUnreadable({ redirect, directResponse, rewrite }: Manifest, match: Manifest): Reason {
  if (Object.hasOwn(asRecord(match.queryParams), '')) return 'query-parameter-without-name';
  if ([match.headers, match.withoutHeaders].some(asksForAnyClaim)) return 'claim-without-value';
  if (isGiven(redirect)) return whyRedirectRefused(asRecord(redirect));
  if (isGiven(directResponse)) return isTooGreat(asRecord(directResponse).status) ? 'status-out-of-range' : undefined;
  return hasLineBreak(asRecord(rewrite), ['uri', 'authority']) ? 'line-break' : undefined;
}

function whyUnusable({ redirect, directResponse, route, fault }: Manifest): Reason {
  if (isTooGreat(asRecord(asRecord(fault).abort).httpStatus)) return 'status-out-of-range';
  if (isGiven(redirect) || isGiven(directResponse)) return undefined;
  const weights = asList(route).map((each) => asNumber(asRecord(each).weight) ?? 0);
  return weights.length > 1 && weights.reduce((sum, weight) => sum + weight, 0) > GREATEST_SUM_OF_WEIGHTS ? 'weights-too-great' : undefined;
}

function whyRedirectRefused(redirect: Manifest): Reason {
  if (!REDIRECT_CODES.includes(redirect.redirectCode)) return 'no-action';
  return hasLineBreak(redirect, ['uri', 'prefixRewrite', 'authority']) ? 'line-break' : undefined;
}

// Of a header that asks for presence; of a claim it is nothing that Envoy could read.
function asksForAnyClaim(headers: unknown): boolean {
  return Object.entries(asRecord(headers)).some(([name, value]) => isJwtClaim(name) && 'present' in readStringMatch(value));
}

function isTooGreat(status: unknown): boolean {
  return (asNumber(status) ?? 0) >= FIRST_STATUS_THAT_IS_NONE;
}

function hasLineBreak(from: Manifest, fields: readonly string[]): boolean {
  return fields.some((field) => /[\n\r\0]/.test(asText(from[field]) ?? ''));
}
