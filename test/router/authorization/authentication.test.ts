import { allow, ask, deny, inShort, policy, tokensOf, type Asked } from './policies';

const ONE = '{ issuer: one, jwks: x }';
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const raw = (claims: object, header: object = { alg: 'RS256' }) => `${encoded(header)}.${encoded(claims)}.c2ln`;
const bearer = (value: string): Asked => ({ headers: { authorization: value } });
const TOKEN: Asked = { token: { iss: 'one', sub: 'jason' } };

describe('a request', () => {
  test.each<[string, string, Asked, string]>([
    ['without a token goes on', tokensOf(ONE), {}, 'answered 200'],
    ['with a token of the issuer goes on', tokensOf(ONE), TOKEN, 'answered 200'],
    ['with one of another is denied', tokensOf(ONE), { token: { iss: 'two' } }, 'denied 401 unknown-issuer'],
    ['with one of nobody is denied', tokensOf(ONE), { token: { sub: 'jason' } }, 'denied 401 unknown-issuer'],
    ['with a token that is none is denied', tokensOf(ONE), bearer('Bearer x.y.z'), 'denied 401 malformed-token'],
    ['with a token whose claims are none is denied', tokensOf(ONE), { token: { iss: 'one', exp: 'soon' } }, 'denied 401 malformed-token'],
    ['with a token without a known algorithm is denied', tokensOf(ONE), bearer(`Bearer ${raw({ iss: 'one' }, { alg: 'none' })}`), 'denied 401 malformed-token'],
    ['with a token of another issuer as text is denied', tokensOf(ONE), bearer(`Bearer ${raw({ iss: 'two' })}`), 'denied 401 unknown-issuer'],
    ['with a token as text leaves it open', tokensOf(ONE), bearer(`Bearer ${raw({ iss: 'one' })}`), 'unknown'],
    ['with another kind of authorization goes on', tokensOf(ONE), bearer('Basic YTpi'), 'answered 200'],
    ['with a token that nobody looks for goes on', '', { token: { iss: 'two' } }, 'answered 203'],
    ['with a token for the audience goes on', tokensOf('{ issuer: one, audiences: [web] }'), { token: { iss: 'one', aud: ['api', 'web'] } }, 'answered 200'],
    ['with a token for the audience as a URL goes on', tokensOf('{ issuer: one, audiences: ["https://web/"] }'), { token: { iss: 'one', aud: 'http://web' } }, 'answered 200'],
    ['with a token for another audience is denied', tokensOf('{ issuer: one, audiences: [web] }'), { token: { iss: 'one', aud: 'api' } }, 'denied 403 wrong-audience'],
    ['with a token for no audience is denied', tokensOf('{ issuer: one, audiences: [web] }'), TOKEN, 'denied 403 wrong-audience'],
    ['goes on by any rule', tokensOf(ONE, '{ issuer: two }'), { token: { iss: 'two' } }, 'answered 200'],
    ['goes on by any policy', tokensOf(ONE) + tokensOf('{ issuer: two }'), { token: { iss: 'two' } }, 'answered 200'],
    ['with a token where no rule looks goes on', tokensOf('{ issuer: one, fromHeaders: [{ name: x-jwt }] }'), { token: { iss: 'two' } }, 'answered 203'],
    ['with a token elsewhere is not modelled', tokensOf('{ issuer: one, fromHeaders: [{ name: x-jwt }] }'), { headers: { 'x-jwt': raw({ iss: 'one' }) } }, 'unsupported a token in header x-jwt'],
    ['with a token in the query is not modelled', tokensOf(ONE), { url: 'http://a.com/?access_token=x' }, 'unsupported a token in query parameter access_token'],
    ['with a token in a cookie is not modelled', tokensOf('{ issuer: one, fromCookies: [session] }'), { headers: { cookie: 'a=b; session=x' } }, 'unsupported a token in cookie session'],
    ['that is a preflight is not asked for a token', tokensOf(ONE), { method: 'OPTIONS', headers: { 'origin': 'http://a', 'access-control-request-method': 'GET', 'authorization': 'Bearer x' } }, 'answered 203'],
  ])('%s', (_, policies, asked, expected) => expect(inShort(ask(policies, asked))).toBe(expected));

  test('with a token as text says that it needs the claims', () => {
    expect(ask(tokensOf(ONE), bearer(`Bearer ${raw({ iss: 'one' })}`))).toMatchObject({ needs: 'the claims of the token (token, --token): whether its signature holds, only its issuer\'s key tells' });
  });

  test('has no authorization left, unless it is forwarded', () => {
    expect(inShort(ask(tokensOf('{ issuer: one, forwardOriginalToken: true }'), TOKEN))).toBe('answered 203');
  });

  test('has the headers that a rule makes of claims, and with a token none that the client makes', () => {
    const policies = tokensOf('{ issuer: one, outputClaimToHeaders: [{ header: x-team, claim: team }] }');
    expect(inShort(ask(policies, { token: { iss: 'one', team: 'a' } }))).toBe('answered 204');
    expect(inShort(ask(policies, { token: { iss: 'one' }, headers: { 'x-team': 'a' } }))).toBe('answered 200');
    const two = tokensOf('{ issuer: one }, { issuer: two, outputClaimToHeaders: [{ header: x-team, claim: team }] }');
    expect(inShort(ask(two, { token: { iss: 'one' }, headers: { 'x-team': 'a' } }))).toBe('answered 200');
    expect(inShort(ask('', { headers: { 'x-team': 'a' } }))).toBe('answered 204');
  });

  test('without a token is routed by the headers of the client, which no policy sees', () => {
    const policies = tokensOf('{ issuer: one, outputClaimToHeaders: [{ header: x-team, claim: team }] }');
    expect(inShort(ask(policies, { headers: { 'x-team': 'a' } }))).toBe('answered 204');
    expect(inShort(ask(policies + deny('{ when: [{ key: "request.headers[x-team]", values: [a] }] }'), { headers: { 'x-team': 'a' } }))).toBe('answered 204');
    expect(inShort(ask(deny('{ when: [{ key: "request.headers[x-team]", values: [a] }] }'), { headers: { 'x-team': 'a' } }))).toBe('denied 403 rule');
  });
});

describe('a route by a claim takes', () => {
  test.each<[string, object, string]>([
    ['its text', { group: 'dev' }, 'answered 201'],
    ['one of its texts', { group: ['ops', 'dev'] }, 'answered 201'],
    ['no other', { group: 'ops' }, 'answered 200'],
  ])('%s', (_, claims, expected) => expect(inShort(ask(tokensOf(ONE), { token: { iss: 'one', ...claims } }))).toBe(expected));

  test('nothing where nobody has checked the token', () => expect(inShort(ask('', { token: { iss: 'one', group: 'dev' } }))).toBe('answered 203'));

  test.each(['{ regex: "*" }', '{ regex: "(" }'])('nothing that is no regular expression: %s', (match) => {
    const broken = `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: other, namespace: edge }
spec: { hosts: [a.com], gateways: [web], http: [{ match: [{ withoutHeaders: { "@request.auth.claims.group": ${match} } }], directResponse: { status: 200 } }] }
`;
    expect(ask(broken)).toMatchObject({ kind: 'rejected', because: 'regular-expression' });
  });

  test('what has it not', () => {
    const members = (claims?: object) => inShort(ask(tokensOf(ONE), { url: 'http://a.com/members', ...(claims && { token: { iss: 'one', ...claims } }) }));
    expect([members({ nested: { role: 'guest' } }), members({ nested: { role: 'admin' } }), members({ nested: 'guest' }), members()]).toEqual(['answered 200', 'answered 202', 'answered 202', 'answered 202']);
  });
});

describe('a policy asks a token for', () => {
  test.each<[string, string, object, object]>([
    ['anybody', 'from: [{ source: { requestPrincipals: ["*"] } }]', { sub: 'jason' }, {}],
    ['an issuer and a subject', 'from: [{ source: { requestPrincipals: [one/jason] } }]', { sub: 'jason' }, { sub: 'jane' }],
    ['any subject of an issuer', 'from: [{ source: { requestPrincipals: ["one/*"] } }]', { sub: 'jason' }, {}],
    ['a subject of any issuer', 'from: [{ source: { requestPrincipals: ["*/jason"] } }]', { sub: 'jason' }, { sub: 'jane' }],
    ['the beginning of a subject', 'from: [{ source: { requestPrincipals: ["one/ja*"] } }]', { sub: 'jason' }, { sub: 'anna' }],
    ['the end of a subject', 'from: [{ source: { requestPrincipals: ["*son"] } }]', { sub: 'jason' }, { sub: 'jane' }],
    ['the beginning of an issuer', 'from: [{ source: { requestPrincipals: ["on*"] } }]', { sub: 'jason' }, {}],
    ['others', 'from: [{ source: { notRequestPrincipals: [one/jason] } }]', {}, { sub: 'jason' }],
    ['a principal', 'when: [{ key: request.auth.principal, values: [one/jason] }]', { sub: 'jason' }, { sub: 'jane' }],
    ['an audience', 'when: [{ key: request.auth.audiences, values: ["w*"] }]', { aud: ['api', 'web'] }, { aud: 'api' }],
    ['a presenter', 'when: [{ key: request.auth.presenter, values: [app] }]', { azp: 'app' }, { azp: 'web' }],
    ['a claim', 'when: [{ key: "request.auth.claims[team]", values: [a] }]', { team: 'a' }, { team: 7 }],
    ['one of a list', 'when: [{ key: "request.auth.claims[team]", values: [a] }]', { team: ['b', 'a'] }, { team: [] }],
    ['a claim within a claim', 'when: [{ key: "request.auth.claims[team][name]", values: [a] }]', { team: { name: 'a' } }, { team: 'a' }],
    ['a word of a scope', 'when: [{ key: "request.auth.claims[scope]", values: [write] }]', { scope: 'read write' }, { scope: 'read' }],
    ['a claim that has none of these', 'when: [{ key: "request.auth.claims[team]", notValues: [a] }]', {}, { team: 'a' }],
  ])('%s', (_, rule, taken, other) => {
    const policies = tokensOf(ONE) + deny(`{ ${rule} }`);
    expect([taken, other].map((claims) => inShort(ask(policies, { token: { iss: 'one', ...claims } })))).toEqual(['denied 403 rule', 'answered 200']);
  });

  test('nothing where nobody has checked it', () => {
    expect(inShort(ask(allow('{ from: [{ source: { requestPrincipals: ["*"] } }] }'), TOKEN))).toBe('denied 403 no-rule');
  });
});

test.each(['null', '{ jwtRules: [null, 7, { issuer: 5, fromHeaders: [null], audiences: {} }] }', '{ jwtRules: {} }'])('a RequestAuthentication that is none breaks nothing: %s', (spec) => {
  expect(() => ask(policy('RequestAuthentication', spec), TOKEN)).not.toThrow();
});

test('a token is given once', () => {
  expect(() => ask('', { ...TOKEN, ...bearer('Bearer x') })).toThrow(new Error('a token is sent in the header "authorization", which is given, too: leave one of them out'));
});

test('a source IP is an address', () => {
  expect(() => ask('', { sourceIp: 'home' })).toThrow(new Error('"home" is no IP address: give one such as 203.0.113.7'));
});
