import { asList, asRecord, asTexts } from '../../../lib/values/read';
import type { ClientRequest, GatewayWorkload, Manifest, Question } from '../engine/question';
import { JWKS } from '../engine/tokens';
import type { Random } from '../meshes/random';
import { withSettings } from './mesh-settings';
import { generateRule } from './policy-rules';

/** The same question, on some meshes with policies for the gateway's pods, routes by claims of tokens, and requests that carry some. */
export function withPolicies(random: Random, question: Question): Question {
  if (!random.chance(0.34)) return question;
  const { gateway } = question;
  const requests = question.requests.map((request) => withCaller(random, request));
  const authentications = random.chance(0.7) ? random.times(1, 2, (index) => policy(random, gateway, 'RequestAuthentication', { name: `jwt-${index}`, spec: { jwtRules: random.times(1, 2, () => jwtRule(random)) } })) : [];
  const authorizations = random.times(authentications.length === 0 ? 1 : 0, 3, (index) => authorization(random, gateway, `access-${index}`, requests));
  const requestsThere = authorizations.some(asksForPeer) ? requests.map(({ clientCertificate: _, ...request }) => request) : requests;
  const proxies = random.chance(0.3) ? { defaultConfig: { gatewayTopology: { numTrustedProxies: random.between(1, 2) } } } : {};
  const manifests = withSettings(question.manifests, proxies).map((each) => withClaims(random, each));
  return { ...question, requests: requestsThere, manifests: [...manifests, ...authentications, ...authorizations] };
}

// Who shows a certificate is not modelled.
function asksForPeer(manifest: Manifest): boolean {
  return /"(not)?(principals|namespaces)"/i.test(JSON.stringify(manifest));
}

interface Policy {
  readonly name: string;
  readonly spec: object;
  readonly annotations?: Readonly<Record<string, string>>;
}

function policy(random: Random, { namespace, labels }: GatewayWorkload, kind: string, { name, spec, annotations }: Policy): Manifest {
  const [key, value] = random.pick(Object.entries(labels));
  const selector = random.pick<object>([{}, {}, {}, { selector: { matchLabels: { [key]: value } } }, { selector: { matchLabels: { [key]: 'other' } } }]);
  const place = random.weighted({ own: 75, root: 20, other: 5 });
  return {
    apiVersion: 'security.istio.io/v1', kind, metadata: { name, namespace: { own: namespace, root: 'istio-system', other: 'web' }[place], ...(annotations && { annotations }) },
    spec: { ...selector, ...spec },
  };
}

function authorization(random: Random, gateway: GatewayWorkload, name: string, requests: readonly ClientRequest[]): Manifest {
  const action = random.weighted({ ALLOW: 66, DENY: 31, AUDIT: 3, CUSTOM: 0.5 });
  const narrow = random.times(action === 'ALLOW' && random.chance(0.05) ? 0 : 1, 4, () => generateRule(random, requests, action));
  // Most of what no rule allows is let in by this one, so that not everything is denied.
  const rules = action === 'ALLOW' && random.chance(0.8) ? [...narrow, { to: [{ operation: { paths: ['*'] } }] }] : narrow;
  // Istio takes it for these two alone.
  const annotations = random.chance(0.05) && ['ALLOW', 'DENY'].includes(action) ? { 'istio.io/dry-run': 'true' } : undefined;
  const provider = action === 'CUSTOM' ? { provider: { name: 'outside' } } : {};
  return policy(random, gateway, 'AuthorizationPolicy', { name, annotations, spec: { ...(action === 'ALLOW' && random.chance(0.5) ? {} : { action }), ...provider, rules } });
}

function jwtRule(random: Random): object {
  return {
    issuer: random.pick(['https://one.example', 'two']), jwks: JWKS, ...(random.chance(0.3) && { audiences: random.some(['web', 'https://api/', 'none'], 1, 2) }),
    ...(random.chance(0.3) && { forwardOriginalToken: true }), ...(random.chance(0.1) && { outputClaimToHeaders: [{ header: 'x-team', claim: 'team' }] }),
    ...(random.chance(0.1) && { fromHeaders: [{ name: 'Authorization', prefix: random.pick(['Bearer', 'Bearer ', 'JWT ']) }] }), ...(random.chance(0.1) && { spaceDelimitedClaims: ['words'] }),
  };
}

const CLAIMS = ['group', '[group]', '.group', '[team]', '[nested][role]', '.nested.role', '[words]', '[scope]'] as const;

function withClaims(random: Random, manifest: Manifest): Manifest {
  const { http, ...spec } = asRecord(manifest.spec);
  // Istio takes none of a VirtualService that is, or may be delegated to, in the mesh.
  const isOutside = asTexts(spec.gateways).length > 0 && !asTexts(spec.gateways).includes('mesh');
  if (manifest.kind !== 'VirtualService' || !isOutside || !random.chance(0.6)) return manifest;
  const rules = asList(http).map(asRecord).map((rule) => ({ ...rule, ...(rule.match !== undefined && { match: asList(rule.match).map((match) => matchWithClaim(random, asRecord(match))) }) }));
  return { ...manifest, spec: { ...spec, ...(http !== undefined && { http: rules }) } };
}

function matchWithClaim(random: Random, match: Readonly<Record<string, unknown>>): object {
  if (!random.chance(0.4)) return match;
  const field = random.pick(['headers', 'headers', 'withoutHeaders']);
  const name = `@request.auth.claims${random.pick(CLAIMS.filter((each) => each !== 'group'))}`;
  return { ...match, [field]: { ...asRecord(match[field]), [name]: random.pick([{ exact: 'dev' }, { prefix: 'd' }, { regex: 'd.*' }, { exact: 'read' }]) } };
}

const ADDRESSES = ['127.0.0.1', '127.0.0.2', '127.0.0.5', '127.1.2.3'] as const;
const FORWARDED_FOR = ['10.1.2.3', '10.1.2.3, 127.0.0.9', '10.1.2.3,10.9.9.9, 127.0.0.2', 'unknown', '2001:db8::1', ' 10.1.2.3 , somebody', '10.1.2.3:80', '[2001:db8::1]:80', '10.1.2.3,'] as const;
const RAW = ['Bearer x.y.z', 'Bearer', 'Basic YTpi', 'Bearer abc', 'bearer a.b.c'] as const;

function withCaller(random: Random, request: ClientRequest): ClientRequest {
  const carries = random.weighted({ token: 65, raw: 10, none: 25 });
  const headers = {
    ...request.headers, ...(random.chance(0.3) && { 'x-forwarded-for': random.pick(FORWARDED_FOR) }), ...(carries === 'raw' && { authorization: random.pick(RAW) }),
    ...(random.chance(0.3) && { 'user-agent': random.pick(['curl/8', 'curl', 'go']) }),
  };
  return { ...request, sourceIp: random.pick(ADDRESSES), ...(Object.keys(headers).length > 0 && { headers }), ...(carries === 'token' && { token: token(random) }) };
}

function token(random: Random): Readonly<Record<string, unknown>> {
  return {
    iss: random.weighted({ 'https://one.example': 50, 'two': 45, 'three': 5 }), ...(random.chance(0.9) && { sub: random.pick(['jason', 'jane', '']) }),
    ...(random.chance(0.7) && { aud: random.pick<unknown>(['web', ['web', 'other'], 'http://api', 'nobody', []]) }), ...(random.chance(0.7) && { azp: random.pick(['app', 'web']) }),
    ...(random.chance(0.6) && { group: random.pick<unknown>(['dev', 'ops', ['dev', 'ops'], [], 7, true]) }), ...(random.chance(0.4) && { team: random.pick<unknown>(['a', 'ab', 3, false]) }),
    ...(random.chance(0.4) && { nested: random.pick<unknown>([{ role: 'dev' }, { role: ['read', 'dev'] }, 'dev', { other: 'dev' }]) }),
    ...(random.chance(0.3) && { scope: random.pick(['read', 'read write', 'dev', '']) }), ...(random.chance(0.2) && { words: 'dev read' }), ...(random.chance(0.02) && { exp: 'soon' }),
  };
}
