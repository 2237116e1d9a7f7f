import { assert, asyncProperty, constantFrom, nat, noBias } from 'fast-check';
import { parseManifests } from '../../lib/collect/yaml';
import type { Field } from '../../lib/values/field';
import { SHOP } from '../report/route-mesh';
import { run } from './running';

const DIST = { 'dist/web.yaml': SHOP };
const CART = 'http://shop.example.com/cart';

const json = async (...[args, around]: Parameters<typeof run>) => JSON.parse((await run(['route', ...args, '--format', 'json'], around)).stdout);

describe('any answer is one', () => {
  test.each([
    ['forwarded to cart.web.svc.cluster.local:8000', CART],
    ['redirected 302 to http://shop.example.com/new', 'http://shop.example.com/old'],
    ['refused: no-route (404)', 'http://shop.example.com/'],
    ['depends on order: ', 'http://two.example.com/a'],
  ])('%s', async (answer, url) => {
    const { code, stdout, stderr } = await run(['route', url], { files: DIST });
    expect([code, stdout.split('\n')[0], stderr]).toEqual([0, expect.stringContaining(answer), '']);
  });
});

test('the answer comes with the way to it, each place with its file and line', async () => {
  expect((await run(['route', CART], { files: DIST })).stdout).toBe(`forwarded to cart.web.svc.cluster.local:8000
  listener      80 → 8080, gateway web/shop, by Service istio-system/ingress
  virtual host  shop.example.com, from VirtualService web/shop
  route         exact /cart of VirtualService web/shop (dist/web.yaml:51)
  retries       2, on connect-failure, refused-stream, unavailable, cancelled, retriable-status-codes
  upstream      HTTP/1.1, TLS in mode ISTIO_MUTUAL
`);
});

test('it has colours where standard output shows them', async () => {
  expect((await run(['route', CART], { files: DIST, colors: true })).stdout).toMatch(/^\u001b\[1m\u001b\[32mforwarded to /);
});

test('JSON has a version, and the same answer', async () => {
  expect(await json([CART], { files: DIST })).toMatchObject({ version: 1, kind: 'forwarded', destinations: [{ host: 'cart.web.svc.cluster.local', port: 8000 }], trace: { route: { file: 'dist/web.yaml', line: 51 } } });
});

describe('the request is what the command line says', () => {
  test.each<[string, string[], object]>([
    ['a header', ['http://shop.example.com/cart/1', '-H', 'End-User: jason'], { kind: 'forwarded' }],
    ['a header by its long name, without a space', ['http://shop.example.com/cart/1', '--header=end-user:jason'], { kind: 'forwarded' }],
    ['another header', ['http://shop.example.com/cart/1', '-H', 'end-user: anna'], { kind: 'refused' }],
    ['a header that is given twice, which is both', ['http://shop.example.com/cart/1', '-H', 'end-user: jason', '-H', 'End-User: jason'], { kind: 'refused' }],
    ['another host', ['http://10.0.0.1/cart', '-H', 'Host: shop.example.com'], { kind: 'forwarded', authority: 'shop.example.com' }],
    ['a name for the TLS handshake', ['https://10.0.0.1/', '--sni', 'safe.example.com', '-H', 'Host: safe.example.com'], { kind: 'forwarded' }],
    ['no name for it', ['https://10.0.0.1/', '-H', 'Host: safe.example.com'], { kind: 'refused', because: 'no-sni-match' }],
    ['a certificate', ['https://mutual.example.com/', '--client-certificate'], { kind: 'forwarded' }],
    ['no certificate', ['https://mutual.example.com/'], { kind: 'refused', because: 'client-certificate-required' }],
  ])('%s', async (_, args, answer) => expect(await json(args, { files: DIST })).toMatchObject(answer));

  const GUARDED = { 'dist/web.yaml': SHOP, 'dist/guard.yaml': `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: tokens, namespace: istio-system }
spec: { jwtRules: [{ issuer: one }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: access, namespace: istio-system }
spec:
  rules:
  - from: [{ source: { requestPrincipals: [one/jason] } }]
  - from: [{ source: { ipBlocks: [10.0.0.0/8] } }]
` };

  test.each<[string, string[], object]>([
    ['a token', ['--token', '{"iss": "one", "sub": "jason"}'], { kind: 'forwarded', trace: { admittedBy: [{ object: { name: 'tokens' }, line: 4 }, { object: { name: 'access' }, line: 11 }] } }],
    ['the token of another', ['--token', '{"iss": "two"}'], { kind: 'denied', because: 'unknown-issuer', status: 401, by: [{ name: 'tokens' }], places: [{ line: 4 }] }],
    ['the address that it comes from', ['--source-ip', '10.1.2.3'], { kind: 'forwarded' }],
    ['another address', ['--source-ip=11.1.2.3'], { kind: 'denied', because: 'no-rule', status: 403, by: [{ kind: 'AuthorizationPolicy', namespace: 'istio-system', name: 'access' }] }],
    ['no address where one decides', [], { kind: 'unknown', needs: expect.stringContaining('--source-ip') }],
  ])('%s', async (_, args, answer) => expect(await json([CART, ...args], { files: GUARDED })).toMatchObject(answer));

  test('a token and an address in a file of requests', async () => {
    const requests = [{ url: CART, token: { iss: 'one', sub: 'jason' } }, { url: CART, sourceIp: '10.1.2.3' }, { url: CART, sourceIp: '11.1.2.3' }];
    const { stdout } = await run(['route', '--requests', 'requests.json'], { files: { ...GUARDED, 'requests.json': JSON.stringify(requests) } });
    expect(JSON.parse(stdout)).toMatchObject([{ kind: 'forwarded' }, { kind: 'forwarded' }, { kind: 'denied' }]);
  });

  test('a method', async () => {
    const files = { 'dist/web.yaml': SHOP.replace('{ uri: { exact: /cart } }', '{ uri: { exact: /cart }, method: { exact: PUT } }') };
    const kinds = await Promise.all([['-X', 'PUT'], ['--method=PUT'], ['-XPOST'], []].map(async (args) => (await json([CART, ...args], { files })).kind));
    expect(kinds).toEqual(['forwarded', 'forwarded', 'refused', 'refused']);
  });

  test('an address of the pods', async () => {
    const files = { 'dist/web.yaml': SHOP.replaceAll('protocol: HTTP },', 'protocol: HTTP }, bind: 10.0.0.1,') };
    const kinds = await Promise.all([['--address', '10.0.0.1'], ['--address', '10.0.0.2']].map(async (args) => (await json([CART, ...args], { files })).kind));
    expect(kinds).toEqual(['forwarded', 'refused']);
  });
});

describe('the manifests are those of the paths', () => {
  const [SERVICE, ...others] = SHOP.split('---\n');
  const REST = others.join('---\n');

  test('and of standard input', async () => {
    expect(await json([CART, '-'], { stdin: SHOP })).toMatchObject({ kind: 'forwarded', trace: { route: { file: '<stdin>', line: 51 } } });
  });

  test('and what exists, where the ingress Service is among it', async () => {
    const around = { files: { 'app/web.yaml': REST, 'cluster/ingress.yaml': SERVICE } };
    expect(await json([CART, 'app'], around)).toMatchObject({ kind: 'forwarded', listener: { port: 80 }, trace: { service: null } });
    expect(await json([CART, 'app', '--existing', 'cluster'], around)).toMatchObject({ kind: 'forwarded', listener: { port: 8080 }, trace: { service: { file: 'cluster/ingress.yaml' } } });
  });

  test('an object of the paths stands for the one that exists', async () => {
    const around = { files: { 'app/web.yaml': SHOP, 'cluster/web.yaml': SHOP.replace('exact: /cart ', 'exact: /basket ') } };
    const kinds = await Promise.all([CART, 'http://shop.example.com/basket'].map(async (url) => (await json([url, 'app', '--existing=cluster'], around)).kind));
    expect(kinds).toEqual(['forwarded', 'refused']);
  });

  test('what is not there is missing where all of its kind is given', async () => {
    const url = 'http://shop.example.com/elsewhere';
    expect(await json([url], { files: DIST })).toMatchObject({ kind: 'forwarded', destinations: [{ state: 'unknown' }] });
    expect(await json([url, '--complete', 'Service'], { files: DIST })).toMatchObject({ kind: 'unreachable', destinations: [{ state: 'no-cluster' }] });
  });

  test('a MeshConfig is read from its file, or is among them', async () => {
    const mesh = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio, namespace: istio-system }\ndata: { mesh: "pathNormalization: { normalization: MERGE_SLASHES }" }\n';
    const around = { files: { ...DIST, 'mesh.yaml': mesh } };
    const url = 'http://shop.example.com//cart';
    const kinds = await Promise.all([[], ['--mesh-config', 'mesh.yaml'], ['--existing', 'mesh.yaml']].map(async (args) => (await json([url, ...args], around)).kind));
    expect(kinds).toEqual(['refused', 'forwarded', 'forwarded']);
  });

  test('a document that cannot be used is told, and the rest is used', async () => {
    const { code, stdout, stderr } = await run(['route', CART], { files: { ...DIST, 'dist/bad.yaml': 'kind: A\n---\nx: y: z\n' } });
    expect([code, stdout.split('\n')[0], stderr]).toEqual([2, 'forwarded to cart.web.svc.cluster.local:8000', 'cdk8s-istio: dist/bad.yaml:3: bad indentation of a mapping entry\n']);
  });
});

describe('the Service that is dialled', () => {
  const internal = SHOP.split('---\n')[0].replace('istio-system', 'internal').replace('8080', '9080');
  const files = { ...DIST, 'dist/internal.yaml': internal };

  test.each<[string, string[], object]>([
    ['is asked for where several could be', [], { kind: 'unknown', needs: 'the ingress Service that is dialled, one of internal/ingress, istio-system/ingress' }],
    ['is the one that is named', ['--ingress', 'istio-system/ingress'], { kind: 'forwarded', listener: { port: 8080 } }],
    ['is another one', ['--ingress=internal/ingress'], { kind: 'forwarded', listener: { port: 9080 } }],
  ])('%s', async (_, args, answer) => expect(await json([CART, ...args], { files })).toMatchObject(answer));
});

describe('a file of requests', () => {
  const REQUESTS = JSON.stringify([
    { url: CART }, { url: 'http://shop.example.com/cart/1', method: 'POST', headers: { 'End-User': 'jason' } }, { url: 'http://shop.example.com/' },
    { url: 'https://10.0.0.1/', sni: 'mutual.example.com', clientCertificate: true, headers: { host: 'mutual.example.com' } },
  ], undefined, '\t');
  const files = { ...DIST, 'requests.json': REQUESTS };

  test('is answered in its order, as JSON', async () => {
    const { code, stdout, stderr } = await run(['route', '--requests', 'requests.json'], { files });
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject(['forwarded', 'forwarded', 'refused', 'forwarded'].map((kind) => ({ version: 1, kind, trace: {} })));
  });

  test('is an empty list of answers where it is one of requests', async () => {
    expect(await run(['route', '--requests', '-'], { files: DIST, stdin: '[]' })).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  });

  test('is answered for the paths that are named', async () => {
    expect(JSON.parse((await run(['route', '--requests', 'requests.json', '-'], { files: { 'requests.json': REQUESTS }, stdin: SHOP })).stdout)).toHaveLength(4);
  });

  test('is answered as text for who wants it', async () => {
    const { stdout } = await run(['route', '--requests', 'requests.json', '--format', 'text'], { files });
    expect(stdout.split('\n\n').map((each) => each.split('\n').slice(0, 2))).toEqual([
      ['GET http://shop.example.com/cart', 'forwarded to cart.web.svc.cluster.local:8000'],
      ['POST http://shop.example.com/cart/1', 'forwarded to cart.web.svc.cluster.local:8000'],
      ['GET http://shop.example.com/', 'refused: no-route (404)'],
      ['GET https://10.0.0.1/', 'forwarded to cart.web.svc.cluster.local:8000'],
    ]);
  });

  test.each<[string, string, string]>([
    ['no list', '{"url": "http://a/"}', '1: requests are one list, such as [{"url": "http://shop.example.com/"}]'],
    ['nothing', '', '1: requests are one list, such as [{"url": "http://shop.example.com/"}]'],
    ['two lists', '[]\n---\n[]', '1: requests are one list, such as [{"url": "http://shop.example.com/"}]'],
    ['no JSON', '[\n{"url":', '2: unexpected end of the document within a flow collection'],
    ['an entry that is a URL', '[\n"http://a/"]', '2: [0]: a request is a map, such as {"url": "http://shop.example.com/"}'],
    ['an entry that is null', '[{"url": "http://a/"},\nnull]', '2: [1]: a request is a map, such as {"url": "http://shop.example.com/"}'],
    ['no URL', '[{"url": "http://a/"},\n{"method": "GET"}]', '2: [1]: the url is missing'],
    ['a token that is none', '[{"url": "http://a/", "token": "x"}]', '1: [0].token: a token is a map of its claims, such as {"iss": "https://accounts.example.com", "sub": "jason"}'],
    ['a source IP that is none', '[{"url": "http://a/", "sourceIp": "home"}]', '1: [0]: "home" is no IP address: give one such as 203.0.113.7'],
    ['a field that there is not', '[{"url": "http://a/",\n"header": {}}]', '2: [0].header: a request has no such field; it has url, method, headers, sni, clientCertificate, address, token and sourceIp'],
    ['a URL that is none', '[{"url": "a b"}]', '1: [0]: "a b" is not a URL that a request can be sent to: give http://HOST[:PORT]/PATH or https://HOST[:PORT]/PATH'],
    ['a URL that is a number', '[{\n"url": 5}]', '2: [0].url: 5 is no text; put it in quotes'],
    ['a method that is none', '[{"url": "http://a/", "method": "G T"}]', '1: [0]: "G T" is no method of HTTP, such as GET'],
    ['headers in a list', '[{"url": "http://a/",\n"headers": ["x: y"]}]', '2: [0].headers: headers are a map, such as {"x-user": "jason"}'],
    ['a header that is a number', '[{"url": "http://a/", "headers": {\n"x": 5}}]', '2: [0].headers.x: 5 is no text; put it in quotes'],
    ['a header with a space', '[{"url": "http://a/", "headers": {"a b": "c"}}]', '1: [0]: "a b" is no name of a header'],
    ['a name for TLS to plain text', '[{"url": "http://a/", "sni": "b"}]', '1: [0]: an sni is a part of TLS, and "http://a/" is plain text; use https:// or tls://'],
    ['an address that is a name', '[{"url": "http://a/", "address": "pod"}]', '1: [0]: "pod" is no IP address of the gateway\'s pods, such as 10.0.0.1'],
    ['a certificate in words', '[{"url": "https://a/",\n"clientCertificate": "yes"}]', '2: [0].clientCertificate: it is true or false'],
  ])('with %s is told in one line', async (_, text, told) => {
    expect(await run(['route', '--requests', 'bad.json'], { files: { ...DIST, 'bad.json': text } })).toEqual({ code: 2, stdout: '', stderr: `cdk8s-istio: bad.json:${told}; see cdk8s-istio --help\n` });
  });
});

describe('a command line that cannot be used is told in one line', () => {
  const NO_URL = 'is not a URL that a request can be sent to: give http://HOST[:PORT]/PATH or https://HOST[:PORT]/PATH';

  test.each<[string[], string]>([
    [[], 'a URL is missing, such as http://shop.example.com/'],
    [['dist'], `"dist" ${NO_URL}`],
    [['shop.example.com/cart'], `"shop.example.com/cart" ${NO_URL}`],
    [['ftp://shop.example.com/'], `"ftp://shop.example.com/" ${NO_URL}`],
    [['http://shop.example.com:99999/'], `"http://shop.example.com:99999/" ${NO_URL}`],
    [['tls://shop.example.com'], '"tls://shop.example.com" has no port from 1 to 65535: give one, as in tls://db.example.com:5432'],
    [[CART, '-H', 'end-user'], 'a header is "NAME: VALUE", not "end-user"'],
    [[CART, '-H', ':path: /'], 'a header is "NAME: VALUE", not ":path: /"'],
    [[CART, '-H', 'end user: jason'], '"end user" is no name of a header'],
    [[CART, '-X', ''], '"" is no method of HTTP, such as GET'],
    [[CART, '--sni', 'shop.example.com'], `an sni is a part of TLS, and "${CART}" is plain text; use https:// or tls://`],
    [['https://shop.example.com/', '--sni='], 'the sni is empty; leave it out to ask for the host of the URL'],
    [[CART, '--format', 'sarif'], 'there is no format "sarif"; use text or json'],
    [[CART, '--ingress', 'istio-system/ingres'], 'no Service "istio-system/ingres" leads to a gateway; use istio-system/ingress'],
    [[CART, '--requests', 'requests.json'], 'there is either a URL or --requests'],
    [[CART, '--token', 'jason'], 'a token is a map of its claims, such as {"iss": "https://accounts.example.com", "sub": "jason"}, not jason'],
    [[CART, '--token', '{}', '-H', 'authorization: Basic x'], 'a token is sent in the header "authorization", which is given, too: leave one of them out'],
    [[CART, '--source-ip', 'home'], '"home" is no IP address: give one such as 203.0.113.7'],
    [['--requests', 'requests.json', '--source-ip', '10.0.0.1'], 'with --requests each request says its own method, headers, sni, clientCertificate, address, token and sourceIp'],
    [['--requests', 'requests.json', '-X', 'GET'], 'with --requests each request says its own method, headers, sni, clientCertificate, address, token and sourceIp'],
    [['--requests', '-', '-'], 'standard input is only one of the manifests, what exists and the requests'],
    [[CART, '-', '--existing', '-'], 'standard input is only one of the manifests, what exists and the requests'],
    [[CART, '--no-such'], "unknown option '--no-such'"],
  ])('%j', async (args, told) => {
    expect(await run(['route', ...args], { files: DIST })).toEqual({ code: 2, stdout: '', stderr: `cdk8s-istio: ${told}; see cdk8s-istio --help\n` });
  });

  test('a Service that is dialled where none is known', async () => {
    expect(await run(['route', CART, '--ingress', 'a/b', '-'])).toMatchObject({ code: 2, stderr: 'cdk8s-istio: no Service "a/b" leads to a gateway; none is known: give it with --existing; see cdk8s-istio --help\n' });
  });

  test('a path that is not there', async () => {
    expect(await run(['route', CART, 'no-such'])).toEqual({ code: 2, stderr: 'cdk8s-istio: no-such: there is no such file\n', stdout: 'refused: no-listener\n  why           no Gateway among the manifests serves anything\n' });
  });
});

test('help names it, with its options', async () => {
  const { stdout } = await run(['route', '--help']);
  expect(stdout).toMatch(/^ {2}cdk8s-istio route URL \[PATH\]\.\.\. /m);
  expect(['--method', '--header', '--sni', '--client-certificate', '--address', '--ingress', '--requests'].filter((option) => !stdout.includes(` ${option} `))).toEqual([]);
});

const WRONG = [null, 0, -1, 1.5, 'x', '', '*', 'a/b/c', true, [], [null], ['x', 1, {}], {}, { x: { y: 1 } }];

/** The ways to all fields of a value, at any depth. */
function fieldsOf(value: unknown, way: Field = []): readonly Field[] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([name, within]) => fieldsOf(within, [...way, Array.isArray(value) ? Number(name) : name]))];
}

function replaced(value: unknown, [step, ...rest]: Field, by: unknown): unknown {
  if (step === undefined) return by;
  const within = replaced((value as Readonly<Record<string | number, unknown>>)[step], rest, by);
  return Array.isArray(value) ? value.map((each: unknown, index) => (index === step ? within : each)) : { ...(value as object), [step]: within };
}

test('whatever stands in a field, there is an answer to every request', async () => {
  const shop = parseManifests({ path: 'web.yaml', text: SHOP });
  const fields = fieldsOf(shop).filter(({ length }) => length > 1);
  const urls = ['http://shop.example.com/cart', 'http://shop.example.com/split/x?y=1', 'http://shop.example.com/old', 'http://shop.example.com/ping', 'http://safe.example.com/', 'https://safe.example.com/', 'https://db.example.com/', 'tcp://x:3306', 'http://two.example.com/a'];
  await assert(asyncProperty(noBias(nat()), constantFrom(...WRONG), constantFrom('text', 'json'), async (place, wrong, format) => {
    const items = replaced(shop, fields[place % fields.length], wrong);
    const { code, stderr } = await run(['route', '--requests', '-', 'list.json', '--format', format], {
      files: { 'list.json': JSON.stringify({ kind: 'List', items }) }, stdin: JSON.stringify(urls.map((url) => ({ url }))),
    });
    expect([code, stderr]).toEqual([0, '']);
  }), { seed: 1, numRuns: 200 });
}, 60_000);
