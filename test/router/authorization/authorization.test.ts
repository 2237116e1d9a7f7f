import { allow, ask, deny, inShort, policy, tokensOf, type Asked } from './policies';

const LET_IN = 'answered 200';
const DENIED = 'denied 403 rule';

describe('a policy counts', () => {
  const all = '{ action: DENY, rules: [{}] }';

  test.each([
    ['for all pods of its namespace', policy('AuthorizationPolicy', all), DENIED],
    ['for those that it selects', policy('AuthorizationPolicy', '{ selector: { matchLabels: { app: gate } }, action: DENY, rules: [{}] }'), DENIED],
    ['not for others', policy('AuthorizationPolicy', '{ selector: { matchLabels: { app: shop } }, action: DENY, rules: [{}] }'), LET_IN],
    ['from the root namespace', policy('AuthorizationPolicy', all).replace('namespace: edge', 'namespace: istio-system'), DENIED],
    ['not from another one', policy('AuthorizationPolicy', all).replace('namespace: edge', 'namespace: shop'), LET_IN],
    ['not where it names its target', policy('AuthorizationPolicy', '{ targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: web }], action: DENY, rules: [{}] }'), LET_IN],
    ['not as a dry run', policy('AuthorizationPolicy', all, ', annotations: { istio.io/dry-run: "true" }'), LET_IN],
    ['not to audit', policy('AuthorizationPolicy', '{ action: AUDIT, rules: [{}] }'), LET_IN],
  ])('%s', (_, policies, expected) => expect(inShort(ask(policies))).toBe(expected));
});

describe('of several policies', () => {
  test.each([
    ['one that allows nothing denies all', policy('AuthorizationPolicy', '{}'), 'denied 403 no-rule'],
    ['one that denies nothing lets all in', policy('AuthorizationPolicy', '{ action: DENY }'), LET_IN],
    ['a denial goes before what is allowed', allow('{}') + deny('{}'), DENIED],
    ['any one may allow', allow('{ to: [{ operation: { methods: [PUT] } }] }') + allow('{ to: [{ operation: { methods: [GET] } }] }'), LET_IN],
    ['what none allows is denied', allow('{ to: [{ operation: { methods: [PUT] } }] }') + allow('{ to: [{ operation: { methods: [POST] } }] }'), 'denied 403 no-rule'],
    ['a service outside is asked first', policy('AuthorizationPolicy', '{ action: CUSTOM, provider: { name: opa }, rules: [{}] }') + deny('{}'), 'unsupported AuthorizationPolicy with action CUSTOM'],
    ['it is not where its rules take nothing', policy('AuthorizationPolicy', '{ action: CUSTOM, provider: { name: opa }, rules: [{ to: [{ operation: { methods: [PUT] } }] }] }'), LET_IN],
  ])('%s', (_, policies, expected) => expect(inShort(ask(policies))).toBe(expected));
});

describe('an operation has', () => {
  test.each<[string, string, Asked, Asked]>([
    ['methods', 'methods: [GET]', {}, { method: 'POST' }],
    ['methods by their beginning', 'methods: ["P*"]', { method: 'PUT' }, {}],
    ['methods by their end', 'methods: ["*T"]', { method: 'PUT' }, { method: 'DELETE' }],
    ['other methods', 'notMethods: [GET]', { method: 'POST' }, {}],
    ['hosts in any case', 'hosts: [A.com]', {}, { headers: { host: 'a.com:80' } }],
    ['hosts with a port', 'hosts: ["a.com:*"]', { headers: { host: 'a.com:80' } }, {}],
    ['the port of the pods', 'ports: ["8080"]', {}, { url: 'https://a.com/' }],
    ['other ports', 'notPorts: ["8080"]', { url: 'https://a.com/' }, {}],
    ['paths without their query', 'paths: [/x]', { url: 'http://a.com/x?y' }, { url: 'http://a.com/x/' }],
    ['paths as they are normalized', 'paths: [/x]', { url: 'http://a.com/y/../%78' }, { url: 'http://a.com/X' }],
    ['paths by their beginning', 'paths: ["/x*"]', { url: 'http://a.com/xy' }, { url: 'http://a.com/' }],
    ['paths by their end', 'paths: ["*.html"]', { url: 'http://a.com/x.html?y' }, { url: 'http://a.com/x.htm' }],
    ['one part of a path', 'paths: ["/x/{*}/z"]', { url: 'http://a.com/x/y/z' }, { url: 'http://a.com/x/y/y/z' }],
    ['the rest of a path', 'paths: ["/x/{**}"]', { url: 'http://a.com/x/y/z' }, { url: 'http://a.com/x' }],
    ['a star in a path', 'paths: ["/x/{*}"]', { url: 'http://a.com/x/a*b' }, { url: 'http://a.com/x/a[b' }],
    ['a part between slashes', 'paths: ["/x/{*}/"]', { url: 'http://a.com/x/y/' }, { url: 'http://a.com/x/y' }],
    ['the rest in the middle', 'paths: ["/{**}/y"]', { url: 'http://a.com/a/b/y' }, { url: 'http://a.com/y' }],
    ['all of its fields', 'methods: [GET], paths: [/x]', { url: 'http://a.com/x' }, { url: 'http://a.com/x', method: 'POST' }],
  ])('%s', (_, operation, taken, other) => {
    const policies = deny(`{ to: [{ operation: { ${operation} } }] }`);
    expect([taken, other].map((asked) => inShort(ask(policies, asked)))).toEqual([DENIED, LET_IN]);
  });
});

describe('a condition is about', () => {
  test.each<[string, string, Asked, Asked]>([
    ['a header', 'key: "request.headers[X-User]", values: [jason]', { headers: { 'x-user': 'jason' } }, { headers: { 'x-user': 'jane' } }],
    ['the host as a header', 'key: "request.headers[Host]", values: [b.com]', { headers: { host: 'b.com' } }, {}],
    ['the path as a header, with its query', 'key: "request.headers[:path]", values: ["/x?y"]', { url: 'http://a.com/z/../x?y' }, { url: 'http://a.com/x' }],
    ['a header that is there', 'key: "request.headers[x-user]", values: ["*"]', { headers: { 'x-user': '' } }, {}],
    ['a header that has none of its values', 'key: "request.headers[x-user]", notValues: [jason]', {}, { headers: { 'x-user': 'jason' } }],
    ['the name of the handshake', 'key: connection.sni, values: [A.com, a.com]', { url: 'https://a.com/' }, {}],
    ['the port', 'key: destination.port, values: ["8443"]', { url: 'https://a.com/' }, {}],
    ['the address of the client', 'key: source.ip, values: [10.0.0.0/8]', { sourceIp: '10.1.2.3' }, { sourceIp: '11.0.0.1' }],
  ])('%s', (_, when, taken, other) => {
    const policies = deny(`{ when: [{ ${when} }] }`);
    expect([taken, other].map((asked) => inShort(ask(policies, asked)))).toEqual([DENIED, LET_IN]);
  });
});

test.each(['x/{*}', '{**}', '//{*}', '/x{*}', '/{**}/{*}', '/x/{y}/{*}'])('a template that Envoy or Istio does not take is not modelled: %s', (path) => {
  expect(inShort(ask(deny(`{ to: [{ operation: { paths: ["${path}"] } }] }`)))).toBe(`unsupported path ${path} of an AuthorizationPolicy`);
});

test.each(['x-forwarded-for', 'X-Request-Id', 'x-envoy-internal', 'connection'])('a header that Envoy writes is not modelled: %s', (name) => {
  expect(inShort(ask(deny(`{ when: [{ key: "request.headers[${name}]", values: ["*"] }] }`)))).toBe(`unsupported AuthorizationPolicy when request.headers[${name.toLowerCase()}]`);
});

describe('an address', () => {
  const blocks = (field: string) => deny(`{ from: [{ source: { ${field} } }] }`);
  const proxies = (numTrustedProxies: number) => ({ defaultConfig: { gatewayTopology: { numTrustedProxies } } });
  const forwarded = (value: string): Asked => ({ sourceIp: '127.0.0.1', headers: { 'x-forwarded-for': value } });

  test.each<[string, string, Asked, number, string]>([
    ['is in a range', 'ipBlocks: [10.0.0.0/8]', { sourceIp: '10.1.2.3' }, 0, DENIED],
    ['is not in a range', 'ipBlocks: [10.0.0.0/8]', { sourceIp: '11.1.2.3' }, 0, LET_IN],
    ['is itself', 'ipBlocks: [10.1.2.3]', { sourceIp: '10.1.2.3' }, 0, DENIED],
    ['of IPv6 is in a range', 'ipBlocks: ["2001:db8::/32"]', { sourceIp: '2001:db8::1' }, 0, DENIED],
    ['of IPv4 is in none of IPv6', 'ipBlocks: ["::/0"]', { sourceIp: '10.1.2.3' }, 0, LET_IN],
    ['that is not known leaves it open', 'ipBlocks: [10.0.0.0/8]', {}, 0, 'unknown'],
    ['that nothing hangs on may be unknown', 'ipBlocks: [10.0.0.0/8], requestPrincipals: ["*"]', {}, 0, LET_IN],
    ['of the request is that of the connection', 'remoteIpBlocks: [10.0.0.0/8]', forwarded('10.1.2.3'), 0, LET_IN],
    ['of the request is what a trusted proxy says', 'remoteIpBlocks: [10.0.0.0/8]', forwarded('10.1.2.3'), 1, DENIED],
    ['of the request is what the first of two says', 'remoteIpBlocks: [10.0.0.0/8]', forwarded('9.9.9.9, 10.1.2.3, 127.0.0.9'), 2, DENIED],
    ['that is missing there is that of the connection', 'remoteIpBlocks: [127.0.0.0/8]', forwarded('10.1.2.3'), 2, DENIED],
    ['that is none is that of the connection', 'remoteIpBlocks: [127.0.0.0/8]', forwarded('somebody'), 1, DENIED],
    ['of the connection is not what a proxy says', 'ipBlocks: [10.0.0.0/8]', forwarded('10.1.2.3'), 1, LET_IN],
  ])('%s', (_, source, asked, trusted, expected) => expect(inShort(ask(blocks(source), asked, proxies(trusted)))).toBe(expected));

  test.each([
    ['the annotation of its pods', 'remoteIpBlocks: [10.0.0.0/8]', 'unsupported gatewayTopology in the annotation proxy.istio.io/config'],
    ['the annotation of its pods, which the connection does not need', 'ipBlocks: [10.0.0.0/8]', DENIED],
  ])('may hang on %s', (_, source, expected) => {
    const pods = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: gate, namespace: edge }
spec: { template: { metadata: { labels: { app: gate }, annotations: { proxy.istio.io/config: "gatewayTopology: { numTrustedProxies: 1 }" } }, spec: { containers: [{ name: istio-proxy, ports: [] }] } } }
`;
    expect(inShort(ask(blocks(source) + pods, { sourceIp: '10.1.2.3' }))).toBe(expected);
  });

  test('is not modelled behind a proxy protocol', () => {
    expect(inShort(ask(blocks('remoteIpBlocks: [10.0.0.0/8]'), { sourceIp: '10.1.2.3' }, { defaultConfig: { gatewayTopology: { proxyProtocol: {} } } }))).toBe('unsupported gatewayTopology.proxyProtocol');
  });

  test('that would be needed is named', () => {
    expect(ask(blocks('ipBlocks: [10.0.0.0/8]'))).toMatchObject({ kind: 'unknown', needs: 'the address that the connection comes from (sourceIp, --source-ip), which a policy asks for' });
  });

  test('that is not known is not needed where another rule decides', () => {
    expect(inShort(ask(deny('{ from: [{ source: { ipBlocks: [10.0.0.0/8] } }] }, {}')))).toBe(DENIED);
    expect(inShort(ask(allow('{ from: [{ source: { ipBlocks: [10.0.0.0/8] } }] }, {}')))).toBe(LET_IN);
  });
});

describe('who a client is by its certificate', () => {
  const policies = deny('{ from: [{ source: { principals: ["*"] } }] }');

  test('is nobody without one', () => {
    expect(inShort(ask(policies, { url: 'https://a.com/' }))).toBe(LET_IN);
    expect(inShort(ask(policies, { clientCertificate: true }))).toBe(LET_IN);
    expect(inShort(ask(deny('{ from: [{ source: { notNamespaces: [web] } }] }')))).toBe(DENIED);
  });

  test('is not modelled with one', () => {
    expect(inShort(ask(policies, { url: 'https://a.com/', clientCertificate: true }))).toBe('unsupported AuthorizationPolicy by the certificate of the client');
  });
});

describe('what istiod cannot use', () => {
  test.each([
    ['makes a rule that allows go', allow('{ from: [{ source: { ipBlocks: [10.0.0.0/99] } }] }'), 'denied 403 no-rule'],
    ['does not count in a rule that denies', deny('{ from: [{ source: { ipBlocks: [10.0.0.0/99] } }] }'), DENIED],
    ['leaves its other values', deny('{ to: [{ operation: { ports: [web, "9999"] } }] }'), LET_IN],
    ['makes any rule go where it is a key that there is not', deny('{ when: [{ key: source.name, values: [x] }] }'), LET_IN],
  ])('%s', (_, policies, expected) => expect(inShort(ask(policies))).toBe(expected));

  test.each(['null', '{ rules: [null, 7, {}] }', '{ rules: [{ from: 7, to: [null], when: [{}] }] }', '{ action: 7, rules: {} }'])('breaks nothing: %s', (spec) => {
    expect(() => ask(policy('AuthorizationPolicy', spec))).not.toThrow();
  });
});

describe('a connection without HTTP', () => {
  const tcp: Asked = { url: 'tcp://a.com:9000', sourceIp: '10.1.2.3' };

  test.each([
    ['is denied by its address', deny('{ from: [{ source: { ipBlocks: [10.0.0.0/8] } }] }'), DENIED],
    ['is denied by its port', deny('{ to: [{ operation: { ports: ["9000"] } }] }'), DENIED],
    ['goes on by another port', deny('{ to: [{ operation: { ports: ["8080"] } }] }'), 'forwarded'],
    ['is denied by what only HTTP has', deny('{ to: [{ operation: { paths: [/x] } }] }'), DENIED],
    ['is not allowed by what only HTTP has', allow('{ to: [{ operation: { paths: ["*"] } }] }'), 'denied 403 no-rule'],
    ['is allowed by its address', allow('{ from: [{ source: { remoteIpBlocks: [10.0.0.0/8] } }] }'), 'forwarded'],
  ])('%s', (_, policies, expected) => expect(inShort(ask(policies, tcp))).toBe(expected));
});

test('policies come before routes, hosts and preflights, and after what is no request', () => {
  const policies = deny('{}');
  expect(inShort(ask(policies, { url: 'http://nobody.com/' }))).toBe(DENIED);
  expect(inShort(ask(policies, { method: 'OPTIONS', headers: { 'origin': 'http://a.com', 'access-control-request-method': 'GET' } }))).toBe(DENIED);
  expect(inShort(ask(policies, { url: 'http://a.com/%00' }))).toBe('refused bad-request');
});

test('the outcome names the policies, and the trace their rules', () => {
  const outcome = ask(deny('{ to: [{ operation: { methods: [PUT] } }] }, {}'));
  expect(outcome).toMatchObject({ kind: 'denied', by: [{ kind: 'AuthorizationPolicy', namespace: 'edge', name: 'access' }] });
  expect(outcome.trace.deniedBy).toMatchObject([{ index: 1 }]);
  expect(outcome.trace.chain?.kind).toBe('http');
});

test('the trace names the rule that allows a request, and the one that takes its token', () => {
  const policies = tokensOf('{ issuer: two }', '{ issuer: one }') + allow('{ to: [{ operation: { methods: [PUT] } }] }, {}');
  expect(ask(policies).trace.admittedBy).toMatchObject([{ index: 1, policy: { ref: { kind: 'AuthorizationPolicy' } } }]);
  expect(ask(policies, { token: { iss: 'one' } }).trace.admittedBy).toMatchObject([{ index: 1, policy: { ref: { kind: 'RequestAuthentication' } } }, { index: 1 }]);
  expect(ask(deny('{ to: [{ operation: { methods: [PUT] } }] }')).trace.admittedBy).toBeUndefined();
});

test('that a connection is closed is another outcome than that its request is denied', () => {
  const policies = deny('{}');
  expect([ask(policies), ask(policies, { url: 'tcp://a.com:9000' })]).toMatchObject([{ kind: 'denied', protocol: 'http', status: 403 }, { kind: 'denied', protocol: 'tcp', status: 403 }]);
});
