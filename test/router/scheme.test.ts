import { ask, front, PLAIN, site, TO_SHOP } from './asking';

const redirecting = (server: string) => server.replace(/ }$/, ', tls: { httpsRedirect: true } }');
const TLS = '{ port: { number: 443, name: https, protocol: HTTPS }, hosts: [a.com], tls: { mode: SIMPLE, credentialName: a } }';

describe('a name in capital letters is the same name', () => {
  test('for the TLS handshake', () => expect(ask(front(TLS) + site(TO_SHOP), { url: 'https://a.com/', sni: 'A.COM' })).toMatchObject({ kind: 'forwarded' }));
  test('for the virtual host', () => expect(ask(front(TLS) + site(TO_SHOP), { url: 'https://A.com/', sni: 'a.com' })).toMatchObject({ kind: 'forwarded' }));
  test('which is not to say that any name is', () => expect(ask(front(TLS) + site(TO_SHOP), { url: 'https://a.com/', sni: 'b.com' })).toMatchObject({ kind: 'refused', because: 'no-sni-match' }));
});

describe('a server\'s redirect to HTTPS', () => {
  test('meets plain HTTP', () => expect(ask(front(redirecting(PLAIN)) + site(TO_SHOP), 'http://a.com/')).toMatchObject({ kind: 'redirected', because: 'https-redirect' }));
  test('does not meet what has come by TLS', () => {
    const both = TLS.replace('mode: SIMPLE', 'httpsRedirect: true, mode: SIMPLE');
    expect(ask(front(both) + site(TO_SHOP), 'https://a.com/')).toMatchObject({ kind: 'forwarded' });
  });
});

describe('x-forwarded-proto', () => {
  const BY_SCHEME = site('{ match: [{ scheme: { exact: https } }], directResponse: { status: 202 } }', '{ match: [{ uri: { prefix: /old } }], redirect: { uri: /new } }', TO_SHOP);
  const trusting = (count: number) => ({ defaultConfig: { gatewayTopology: { numTrustedProxies: count } } });
  const from = (url: string, scheme: string) => ({ url, headers: { 'X-Forwarded-Proto': scheme } });
  const secure = { kind: 'answered', status: 202 };

  test.each([['nobody is trusted', undefined], ['the number of trusted proxies is 0', trusting(0)]])('says nothing where %s', (_, config) => {
    expect(ask(front(PLAIN) + BY_SCHEME, from('http://a.com/', 'https'), config)).toMatchObject({ kind: 'forwarded' });
    expect(ask(front(redirecting(PLAIN)) + BY_SCHEME, from('http://a.com/', 'https'), config)).toMatchObject({ kind: 'redirected' });
  });

  test.each<[string, string, string, object]>([
    ['https', PLAIN, 'http://a.com/', secure],
    ['HTTPS', PLAIN, 'http://a.com/', secure],
    ['http', PLAIN, 'http://a.com/', { kind: 'forwarded' }],
    ['ftp', PLAIN, 'http://a.com/old', { kind: 'redirected', location: 'http://a.com/new' }],
    ['https', redirecting(PLAIN), 'http://a.com/', secure],
    ['HTTPS', redirecting(PLAIN), 'http://a.com/', { kind: 'redirected', because: 'https-redirect' }],
    ['http', redirecting(PLAIN), 'http://a.com/', { kind: 'redirected', because: 'https-redirect' }],
    ['http', TLS, 'https://a.com/old', { kind: 'redirected', location: 'http://a.com/new' }],
    ['ftp', TLS, 'https://a.com/old', secure],
  ])('of a trusted proxy counts: %s to %s, %s', (scheme, server, url, expected) => {
    expect(ask(front(server) + BY_SCHEME, from(url, scheme), trusting(1))).toMatchObject(expected);
  });

  test('is not asked for', () => expect(ask(front(redirecting(PLAIN)) + BY_SCHEME, 'http://a.com/', trusting(1))).toMatchObject({ kind: 'redirected' }));
});
