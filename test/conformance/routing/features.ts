import type { Route } from '../../../lib/model/build/build';
import type { Outcome } from '../../../lib/router/outcome';
import type { DecidingPolicy } from '../../../lib/router/trace';
import { isJwtClaim } from '../../../lib/values/header-syntax';
import { asList, asRecord, asText } from '../../../lib/values/read';
import type { ClientRequest } from '../engine/question';

/** What of Istio decided about an answer, in the words of its fields. */
export function featuresOf({ url, method, clientCertificate, http2 }: ClientRequest, outcome: Outcome): readonly string[] {
  const { chain, route, virtualHost, listener } = outcome.trace;
  return [
    url.startsWith('https:') ? 'TLS by SNI' : 'plain text',
    ...(chain?.kind === 'passthrough' ? ['TLS passthrough'] : []), ...(chain?.kind === 'tcp' ? ['TCP route'] : []),
    ...(clientCertificate && chain?.terminatesTls ? ['client certificate'] : []), ...(listener?.dropped.length ? ['dropped servers'] : []),
    ...(http2 && chain?.kind === 'http' ? ['HTTP/2 from the client'] : []), ...(listener === undefined || listener.bind === '0.0.0.0' ? [] : ['bind']),
    ...(virtualHost === undefined ? [] : ['virtual host']), ...(virtualHost?.domains.some((domain) => domain.startsWith('*')) ? ['wildcard host'] : []),
    ...(virtualHost?.certain === false ? ['open order'] : []),
    ...(outcome.kind === 'redirected' ? [outcome.because] : []), ...(outcome.kind === 'answered' ? [outcome.because] : []), ...(outcome.kind === 'refused' ? [outcome.because] : []),
    ...(outcome.kind === 'rejected' ? ['refused by Envoy'] : []), ...(method === 'OPTIONS' ? ['method OPTIONS'] : []),
    ...policyFeatures(outcome), ...unsaid(outcome), ...(route === undefined ? [] : routeFeatures(route)), ...destinationFeatures(outcome),
  ];
}

function unsaid(outcome: Outcome): readonly string[] {
  if (outcome.kind === 'unsupported') return [`unsupported: ${outcome.feature}`];
  return outcome.kind === 'unknown' ? [`unknown: ${outcome.needs.replace(/^(the ages of) .*/, '$1 too many objects')}`] : [];
}

/** Who denied, or let in, by which fields. */
function policyFeatures(outcome: Outcome): readonly string[] {
  const { deniedBy = [], admittedBy = [] } = outcome.trace;
  return [...(outcome.kind === 'denied' ? [`denied ${outcome.because}`] : []), ...[...deniedBy, ...admittedBy].flatMap(decidingFeatures)];
}

function decidingFeatures({ policy: { ref, manifest }, index }: DecidingPolicy): readonly string[] {
  const { action, rules } = asRecord(manifest.spec);
  if (ref.kind === 'RequestAuthentication') return ['RequestAuthentication'];
  // Where no rule allows it, each had a say.
  const deciding = asList(rules).map(asRecord).filter((_, place) => index === undefined || place === index);
  const [from, to, when] = (['from', 'to', 'when'] as const).map((part) => deciding.flatMap((rule) => asList(rule[part])));
  const fieldsIn = (list: readonly unknown[], part: 'source' | 'operation') => list.flatMap((each) => Object.keys(asRecord(asRecord(each)[part])));
  return [
    `AuthorizationPolicy ${asText(action) ?? 'ALLOW'}`, ...fieldsIn(from, 'source').map((field) => `from ${field}`), ...fieldsIn(to, 'operation').map((field) => `to ${field}`),
    ...when.map((each) => `when ${(asText(asRecord(each).key) ?? '').replace(/\[.*/, '[]')}`),
  ];
}

/** What of Istio a route uses. */
export function routeFeatures({ match, rule, delegatedBy, ruleOf }: Route): readonly string[] {
  return [
    ...(match === undefined ? ['no match'] : matchFeatures(match.manifest)), ...ruleFeatures(rule.manifest),
    ...(delegatedBy === undefined ? [] : ['delegate']), ...(ruleOf.ingress === undefined ? [] : ['Ingress']),
  ];
}

const MATCH_FIELDS = ['method', 'scheme', 'authority', 'headers', 'withoutHeaders', 'queryParams', 'ignoreUriCase', 'port', 'gateways', 'sourceLabels', 'sourceNamespace'] as const;

function matchFeatures(match: Readonly<Record<string, unknown>>): readonly string[] {
  return [
    ...Object.keys(asRecord(match.uri)).map((kind) => `match uri ${kind}`), ...MATCH_FIELDS.filter((field) => match[field] !== undefined).map((field) => `match ${field}`),
    ...([match.headers, match.withoutHeaders].some((map) => Object.keys(asRecord(map)).some(isJwtClaim)) ? ['match @request.auth.claims'] : []),
  ];
}

const RULE_FIELDS = ['timeout', 'retries', 'mirror', 'mirrors', 'fault', 'corsPolicy', 'headers', 'directResponse'] as const;

function ruleFeatures(rule: Readonly<Record<string, unknown>>): readonly string[] {
  const isSplit = asList(rule.route).length > 1;
  return [
    ...Object.keys(asRecord(rule.rewrite)).map((field) => `rewrite ${field}`), ...Object.keys(asRecord(rule.redirect)).map((field) => `redirect ${field}`),
    ...RULE_FIELDS.filter((field) => rule[field] !== undefined), ...(isSplit ? ['weights'] : []),
  ];
}

function destinationFeatures(outcome: Outcome): readonly string[] {
  if (outcome.kind !== 'forwarded' && outcome.kind !== 'unreachable') return [];
  return outcome.destinations.flatMap(({ state, subset, tls, protocol }) => [
    `destination ${state}`, ...(subset === undefined ? [] : ['subset']), `TLS to the destination: ${tls ?? 'not known'}`, ...(protocol === 'http2' ? ['HTTP/2 to the destination'] : []),
  ]);
}
