import { Duration } from 'cdk8s';
import {
  HostRoute, HttpGateway, IngressGateway, JwtAuthentication, JwtIssuer, Match, ServiceRef,
  type HttpGatewayProps, type JwtAuthenticationOptions,
} from 'cdk8s-istio';
import { get } from '../../lib/testing';
import { newChart, renderOne, synthErrors } from '../support';

const ingress = IngressGateway.istioctlDefault();
const shop = ServiceRef.named('web', 'shop', { ports: { http: 80 } });
const ISSUER = 'https://accounts.example.com';
const accounts = JwtIssuer.of(ISSUER);
const token = { iss: ISSUER, sub: 'jason' };

/** Two hosts on one gateway, of which the login guards the first. */
function site(options: Partial<JwtAuthenticationOptions> = {}, props: Partial<HttpGatewayProps> = {}) {
  const chart = newChart();
  const gateway = new HttpGateway(chart, 'gateway', { ingress, ...props });
  for (const host of ['shop.com', 'blog.com']) new HostRoute(chart, host, { gateway, host }).forward(Match.any(), shop);
  const login = new JwtAuthentication(chart, 'login', { ingress, issuers: accounts, hosts: ['shop.com'], publicPaths: ['/health', '/public/*'], ...options });
  return { chart, gateway, login };
}

test('a login is a RequestAuthentication and the policy that makes it count, both where the pods of the gateway are', () => {
  const { chart } = site({ metadata: { name: 'login' } });
  expect(renderOne(chart, 'RequestAuthentication')).toEqual({
    apiVersion: 'security.istio.io/v1', kind: 'RequestAuthentication', metadata: { name: 'login', namespace: 'istio-system' },
    spec: { selector: { matchLabels: { istio: 'ingressgateway' } }, jwtRules: [{ issuer: ISSUER }] },
  });
  expect(renderOne(chart, 'AuthorizationPolicy')).toEqual({
    apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'login', namespace: 'istio-system' },
    spec: {
      selector: { matchLabels: { istio: 'ingressgateway' } }, action: 'DENY',
      rules: [{
        from: [{ source: { notRequestPrincipals: [`${ISSUER}/*`] } }],
        to: [{ operation: { hosts: ['shop.com', 'shop.com:*'], notPaths: ['/health', '/public/*'] } }],
      }],
    },
  });
});

describe('requests', () => {
  const { chart } = site();

  test.each(['/', '/cart', '/healthy', '/public', '/cart?x=/health'])('for %s need a token', (path) => {
    expect(get(chart, `http://shop.com${path}`)).toBeRefused('denied');
    expect(get(chart, `http://shop.com${path}`, { token })).toReach(shop);
  });

  test.each(['/health', '/health?full', '/public/logo.png'])('for %s need none', (path) => {
    expect(get(chart, `http://shop.com${path}`)).toReach(shop);
  });

  test.each(['shop.com:80', 'SHOP.com', 'shop.com:8080'])('need a token however the host is written: %s', (host) => {
    expect(get(chart, 'http://shop.com/cart', { headers: { host } })).toBeRefused('denied');
    expect(get(chart, 'http://shop.com/cart', { headers: { host }, token })).toReach(shop);
  });

  test('of other hosts on the same gateway need none', () => {
    expect(get(chart, 'http://blog.com/cart')).toReach(shop);
  });

  test('with a token of someone else are refused', () => {
    expect(get(chart, 'http://shop.com/cart', { token: { ...token, iss: 'https://elsewhere.com' } }).outcome).toMatchObject({ kind: 'denied', status: 401 });
    expect(get(chart, 'http://shop.com/cart').outcome).toMatchObject({ kind: 'denied', status: 403 });
  });
});

describe('two logins on one gateway', () => {
  const partners = 'https://partners.example.com';
  const chart = (() => {
    const made = site({ issuers: JwtIssuer.of(ISSUER, { audiences: ['shop'] }) }).chart;
    new JwtAuthentication(made, 'blog', { ingress, hosts: ['blog.com'], issuers: [JwtIssuer.of(partners), JwtIssuer.of(ISSUER, { audiences: ['blog'] })] });
    return made;
  })();

  test.each([
    ['shop.com', 'its own tokens', { ...token, aud: 'shop' }, true],
    ['shop.com', 'tokens of its issuer for the other', { ...token, aud: 'blog' }, false],
    ['shop.com', 'tokens of the other\'s issuer', { iss: partners, sub: 'jason' }, false],
    ['blog.com', 'its own tokens', { ...token, aud: ['mail', 'blog'] }, true],
    ['blog.com', 'tokens of its other issuer', { iss: partners, sub: 'jason' }, true],
    ['blog.com', 'tokens of its issuer for the other', { ...token, aud: 'shop' }, false],
  ])('%s and %s', (host, _, each, passes) => {
    const request = get(chart, `http://${host}/cart`, { token: each });
    if (passes) expect(request).toReach(shop);
    else expect(request).toBeRefused('denied');
  });
});

describe('claims', () => {
  test.each<[string, JwtAuthenticationOptions['claims'], object, boolean]>([
    ['the value', { group: ['admin'] }, { group: 'admin' }, true],
    ['one of several in a list', { group: ['admin', 'owner'] }, { group: ['guest', 'owner'] }, true],
    ['another value', { group: ['admin'] }, { group: 'guest' }, false],
    ['no such claim', { group: ['admin'] }, {}, false],
    ['one of two', { group: ['admin'], tier: ['gold*'] }, { group: 'admin', tier: 'silver' }, false],
    ['both', { group: ['admin'], tier: ['gold*'] }, { group: 'admin', tier: 'golden' }, true],
    ['a name with dots', { 'https://example.com/roles': ['admin'] }, { 'https://example.com/roles': ['admin'] }, true],
    ['a claim within another', [{ claim: ['realm', 'roles'], values: ['admin'] }], { realm: { roles: ['admin'] } }, true],
    ['no claim within another', [{ claim: ['realm', 'roles'], values: ['admin'] }], { realm: {} }, false],
  ])('%s', (_, claims, said, passes) => {
    const { chart } = site({ claims });
    const request = get(chart, 'http://shop.com/cart', { token: { ...token, ...said } });
    if (passes) expect(request).toReach(shop);
    else expect(request).toBeRefused('denied');
    expect(get(chart, 'http://shop.com/health')).toReach(shop);
  });
});

test('preflights of browsers pass where that is said', () => {
  const preflight = { method: 'OPTIONS', headers: { 'origin': 'https://a.com', 'access-control-request-method': 'GET' } };
  expect(get(site().chart, 'http://shop.com/cart', preflight)).toBeRefused('denied');
  const open = site({ publicPreflights: true }).chart;
  expect(get(open, 'http://shop.com/cart', preflight)).toReach(shop);
  expect(get(open, 'http://shop.com/cart')).toBeRefused('denied');
});

test('a gateway is guarded for its own hosts, those of its routes', () => {
  const { chart, gateway } = site();
  const other = newChart({ app: chart.node.root as never, id: 'other' });
  const second = new HttpGateway(other, 'gateway', { ingress });
  new HostRoute(other, 'mail', { gateway: second, host: 'mail.com' }).forward(Match.any(), shop);
  new JwtAuthentication(other, 'login', { gateway: second, issuers: accounts });
  expect(renderOne(other, 'AuthorizationPolicy').spec.rules[0].to).toEqual([{ operation: { hosts: ['mail.com', 'mail.com:*'] } }]);
  expect(get(chart, 'http://mail.com/')).toBeRefused('denied');
  expect(get(chart, 'http://blog.com/')).toReach(shop);
  expect(gateway.name).not.toBe(second.name);
});

test('an ingress is guarded for all hosts, a workload of the mesh by its labels', () => {
  const { chart } = site({ hosts: undefined, publicPaths: undefined });
  expect(renderOne(chart, 'AuthorizationPolicy').spec.rules).toEqual([{ from: [{ source: { notRequestPrincipals: [`${ISSUER}/*`] } }] }]);
  expect(get(chart, 'http://blog.com/')).toBeRefused('denied');
  const mesh = newChart();
  const workload = { metadata: { namespace: 'shop' }, matchLabels: { app: 'shop' } };
  new JwtAuthentication(mesh, 'login', { workload, issuers: accounts, ports: [8080] });
  expect(renderOne(mesh, 'RequestAuthentication')).toMatchObject({ metadata: { namespace: 'shop' }, spec: { selector: { matchLabels: { app: 'shop' } } } });
  expect(renderOne(mesh, 'AuthorizationPolicy').spec.rules[0].to).toEqual([{ operation: { ports: ['8080'] } }]);
});

test('everything that Istio knows of an issuer has its place', () => {
  const issuer = JwtIssuer.of(ISSUER, {
    jwksUri: `${ISSUER}/keys`, audiences: ['shop'], fromHeaders: ['x-token', { name: 'authorization', prefix: 'Token ' }], fromParams: ['t'], fromCookies: ['session'],
    forwardOriginalToken: true, outputClaimToHeaders: { 'x-user': 'sub' }, outputPayloadToHeader: 'x-claims', spaceDelimitedClaims: ['groups'], timeout: Duration.seconds(3),
  });
  const { chart } = site({ issuers: [issuer, JwtIssuer.of('internal', { jwks: { keys: [{ kty: 'EC' }] } })] });
  expect(renderOne(chart, 'RequestAuthentication').spec.jwtRules).toEqual([
    {
      issuer: ISSUER, jwksUri: `${ISSUER}/keys`, audiences: ['shop'], fromHeaders: [{ name: 'x-token' }, { name: 'authorization', prefix: 'Token ' }],
      fromParams: ['t'], fromCookies: ['session'], forwardOriginalToken: true, outputClaimToHeaders: [{ header: 'x-user', claim: 'sub' }],
      outputPayloadToHeader: 'x-claims', spaceDelimitedClaims: ['groups'], timeout: '3s',
    },
    { issuer: 'internal', jwks: '{"keys":[{"kty":"EC"}]}' },
  ]);
  expect(renderOne(chart, 'AuthorizationPolicy').spec.rules[0].from).toEqual([{ source: { notRequestPrincipals: [`${ISSUER}/*`, 'internal/*'] } }]);
});

test('keys without an issuer take whoever signs with them', () => {
  const { chart } = site({ issuers: JwtIssuer.anyWithKeysAt('https://keys.example.com') });
  expect(renderOne(chart, 'RequestAuthentication').spec.jwtRules).toEqual([{ jwksUri: 'https://keys.example.com' }]);
  expect(renderOne(chart, 'AuthorizationPolicy').spec.rules[0].from).toEqual([{ source: { notRequestPrincipals: ['*'] } }]);
});

describe('what cannot be is an error at the line', () => {
  test.each<[string, () => unknown, string]>([
    ['a path without a slash', () => site({ publicPaths: ['health'] }), 'path "health" of a policy begins without a slash, and paths begin with one; give "/health"'],
    ['a star within a path', () => site({ publicPaths: ['/a/*/b'] }), 'has a star within'],
    ['a path with its query', () => site({ publicPaths: ['/a?b'] }), 'give "/a"'],
    ['a template that Envoy ends of', () => site({ publicPaths: ['{*}'] }), 'path "{*}" of a policy begins without a slash, and a template that does makes Envoy end; give "/{*}"'],
    ['another', () => site({ publicPaths: ['x/{**}'] }), 'give "/x/{**}"'],
    ['a template with two slashes', () => site({ publicPaths: ['//{*}'] }), 'path "//{*}" of a policy has two slashes in a row, and a template that has makes Envoy end; give "/{*}"'],
    ['a template behind the last', () => site({ publicPaths: ['/{**}/{*}'] }), '{**}'],
    ['a star in a template', () => site({ publicPaths: ['/{*}/a*'] }), 'has the part "a*"'],
    ['braces that are no template', () => site({ publicPaths: ['/{id}'] }), 'has braces that are no template'],
    ['a wildcard host', () => site({ hosts: ['*.shop.com'] }), 'host "*.shop.com" cannot be guarded by itself'],
    ['no host', () => site({ hosts: [] }), 'hosts is an empty list; give one, or leave hosts out'],
    ['a port that is none', () => site({ ports: [0] }), 'port 0 is no port'],
    ['no issuer', () => site({ issuers: [] }), 'issuers is an empty list'],
    ['an issuer with a wildcard', () => JwtIssuer.of('https://*.example.com'), 'issuer "https://*.example.com" is none'],
    ['an issuer without keys', () => JwtIssuer.of('internal'), 'issuer "internal" is no web address, so its keys cannot be asked for there; give jwksUri, or jwks'],
    ['keys at no address', () => JwtIssuer.of(ISSUER, { jwksUri: 'keys' }), 'jwksUri "keys" is no web address'],
    ['a set of no keys', () => JwtIssuer.of(ISSUER, { jwks: { keys: [] } }), 'jwks has no keys'],
    ['a header that is none', () => JwtIssuer.of(ISSUER, { fromHeaders: ['x token'] }), '"x token" is no header name'],
    ['a header for a claim that is none', () => JwtIssuer.of(ISSUER, { outputClaimToHeaders: { 'x.user': 'sub' } }), '"x.user" is no header name'],
    ['an empty audience', () => JwtIssuer.of(ISSUER, { audiences: [''] }), 'audiences has an empty text'],
    ['an audience with a wildcard', () => JwtIssuer.of(ISSUER, { audiences: ['shop-*'] }), 'audience "shop-*" has a star'],
    ['a claim without values', () => site({ claims: { group: [] } }), 'condition "request.auth.claims[group]" has no values'],
    ['a claim without a name', () => site({ claims: [{ claim: [], values: ['x'] }] }), 'is no name of a claim'],
  ])('%s', (_, declare, message) => {
    expect(declare).toThrow(message);
  });

  test('templates that Envoy takes are taken', () => {
    const { chart } = site({ publicPaths: ['/{*}/avatar', '/docs/{**}', '/files/{*}/'] });
    expect(get(chart, 'http://shop.com/jason/avatar')).toReach(shop);
    expect(get(chart, 'http://shop.com/docs/a/b')).toReach(shop);
    expect(get(chart, 'http://shop.com/jason/x/avatar')).toBeRefused('denied');
  });

  test('a wildcard of the gateway is told at synth', () => {
    const chart = newChart();
    const gateway = new HttpGateway(chart, 'gateway', { ingress, hosts: ['*.shop.com'] });
    new JwtAuthentication(chart, 'login', { gateway, issuers: accounts });
    expect(synthErrors(chart)).toContain('[web/login] host "*.shop.com" cannot be guarded by itself');
  });
});
