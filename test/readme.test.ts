import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as istio from 'cdk8s-istio';
import { get } from 'cdk8s-istio/testing';
import * as ts from 'typescript';
import { parseManifests } from '../lib/collect/yaml';

const { Testing } = cdk8s;
type Chart = cdk8s.Chart;

const README = readFileSync(join(__dirname, '../README.md'), 'utf8');

/** The first block of a language that has a text. */
function block(language: string, having = ''): string {
  const code = [...README.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, each]) => each).find((each) => each.includes(having));
  if (code === undefined) throw new Error(`the README has no block of ${language} with "${having}"`);
  return code;
}

/** What the block about rules takes for granted. */
const BEFORE_RULES = `
import { App, Chart, Duration } from 'cdk8s';
import { DelegateRoute, DestinationPolicy, Fault, HostRoute, HttpGateway, IngressGateway, Match, Retries, Rewrite, ServiceRef } from 'cdk8s-istio';
const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const blogChart = new Chart(app, 'blog', { namespace: 'blog' });
const [api, users, fonts] = ['api', 'users', 'fonts'].map((name) => ServiceRef.named('shop', name, { ports: { http: 80 } }));
const posts = ServiceRef.named('blog', 'posts', { ports: { http: 80 } });
const reviews = new DestinationPolicy(chart, 'reviews', {
  service: ServiceRef.named('shop', 'reviews', { ports: { http: 9080 } }), subsets: { v1: { version: 'v1' }, v2: { version: 'v2' }, v3: { version: 'v3' } },
});
const site = new HostRoute(chart, 'site', { gateway: new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault() }), host: 'shop.example.com' });
`;

/** Runs the code as a module, with our own sources under the package's name, and returns the chart that it makes. */
function run(code: string): Chart {
  const { outputText } = ts.transpileModule(`${code}\nexport { chart };`, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const made: { chart?: Chart } = {};
  process.env.CDK8S_OUTDIR = Testing.app().outdir;
  new Function('require', 'exports', outputText)((name: string): unknown => ({ 'cdk8s': cdk8s, 'cdk8s-istio': istio })[name], made);
  delete process.env.CDK8S_OUTDIR;
  return made.chart as Chart;
}

function typeErrors(code: string): string[] {
  const file = join(__dirname, 'readme-block.ts');
  const options: ts.CompilerOptions = {
    strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, types: ['node'],
    baseUrl: join(__dirname, '..'), paths: { 'cdk8s-istio': ['lib'] }, skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) => (name === file ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2022, true) : getSourceFile(name, ...rest));
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('the code of the README compiles', () => {
  expect(typeErrors(block('ts'))).toEqual([]);
  expect(typeErrors(block('ts').replace('host:', 'hots:'))).not.toEqual([]);
});

test('the YAML of the README is what its code renders, to the letter', () => {
  expect(Testing.synth(run(block('ts')))).toEqual(parseManifests({ path: 'README.md', text: block('yaml') }));
});

describe('the rules of the README', () => {
  const code = `${BEFORE_RULES}${block('ts', 'site.delegate')}`;

  test('compile', () => {
    expect(typeErrors(`${code}\nexport { app };`)).toEqual([]);
  });

  test('go where it says', () => {
    const chart = run(code);
    expect(Testing.synth(chart)).not.toEqual([]);
    const at = (path: string, options = {}) => expect(get(chart, `http://shop.example.com${path}`, options));
    at('/api/x').toReach('api', { path: '/x' });
    at('/api').toReach('api', { path: '/' });
    at('/users/7').toReach('users');
    at('/users/7', { method: 'POST' }).toBeRefused('no-route');
    at('/reviews', { headers: { 'end-user': 'jason' } }).toReach('reviews', { subset: 'v2', weight: 100 });
    at('/reviews').toReach('reviews', { subset: 'v1', weight: 90 });
    at('/old/x').toBeRedirectedTo('http://shop.example.com/new/x', { status: 308 });
    at('/healthz').toBeAnswered(204);
    at('/blog/1').toReach('posts', { path: '/1' });
  });
});

describe('the policies and egress routes of the README', () => {
  const before = `
import { App, Chart, Duration } from 'cdk8s';
import { DestinationPolicy, EgressGateway, EgressRoute, LoadBalancing, ServiceRef, UpstreamTls } from 'cdk8s-istio';
const shopChart = new Chart(new App(), 'shop', { namespace: 'shop' });
const cart = ServiceRef.named('shop', 'cart', { ports: { http: 80, admin: 9090 } });
`;
  const code = `${before}${block('ts', 'byCookie')}${block('ts', 'new EgressRoute')}\nconst chart = shopChart;`;

  test('compile', () => {
    expect(typeErrors(`${code}\nexport { chart };`)).toEqual([]);
  });

  test('do what it says', () => {
    const chart = run(code);
    const kinds = (Testing.synth(chart) as Array<{ kind: string }>).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'DestinationRule', 'ServiceEntry', 'Gateway', 'DestinationRule', 'DestinationRule', 'VirtualService', 'ServiceEntry', 'Gateway', 'DestinationRule', 'VirtualService',
    ]);
    const egress = 'istio-system/istio-egressgateway';
    expect(get(chart, 'tls://ledger.example:443', { egress })).toReach('ledger.example', { port: 5432 });
    const outcome = get(chart, 'https://api.payments.example:80/', { egress });
    expect(outcome).toReach('api.payments.example', { port: 443 });
    expect(outcome.outcome).toMatchObject({ destinations: [{ tls: 'MUTUAL' }] });
  });
});

/** What the blocks about deliveries and policies take for granted. */
const BEFORE_DELIVERIES = `
import { App, Chart } from 'cdk8s';
import {
  AuthorizationPolicy, DestinationPolicy, ExposedService, GatewayRef, HostRoute, HttpGateway, IngressGateway, IpAllowList, JwtAuthentication, JwtIssuer, Match, ServiceRef,
} from 'cdk8s-istio';
const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const previewChart = new Chart(app, 'preview', { namespace: 'pr-42' });
const pr = 42;
const ingress = IngressGateway.istioctlDefault();
const [blue, green, shop, admin] = ['blue', 'green', 'shop', 'admin'].map((name) => ServiceRef.named('shop', name, { ports: { http: 80 } }));
const reviews = new DestinationPolicy(chart, 'reviews', {
  service: ServiceRef.named('shop', 'reviews', { ports: { http: 9080 } }), subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } },
});
const catalog = { metadata: { namespace: 'shop' }, matchLabels: { app: 'catalog' } };
const gateway = new HttpGateway(chart, 'gateway', { ingress });
new ExposedService(chart, 'admin', { gateway, host: 'admin.example.com', service: admin });
const site = new HostRoute(chart, 'site', { gateway, host: 'shop.example.com' });
`;

describe('the deliveries and policies of the README', () => {
  const code = `${BEFORE_DELIVERIES}${block('ts', 'site.canary')}${block('ts', 'new JwtAuthentication')}`;

  test('compile', () => {
    expect(typeErrors(`${code}\nexport { app };`)).toEqual([]);
  });

  test('do what it says', () => {
    const chart = run(code);
    expect(Testing.synth(chart)).not.toEqual([]);
    const token = { iss: 'https://accounts.example.com', sub: 'jason', aud: 'shop', group: 'staff' };
    const at = (url: string, options = {}) => expect(get(chart, `http://${url}`, options));
    at('shop.example.com/reviews', { token }).toReach('reviews', { subset: 'v2', weight: 10 });
    at('shop.example.com/reviews', { token, headers: { 'x-canary': 'always' } }).toReach('reviews', { subset: 'v2', weight: 100 });
    at('shop.example.com/shop', { token }).toReach('blue');
    at('shop.example.com/shop', { token: { ...token, group: 'guest' } }).toBeRefused('denied');
    at('shop.example.com/shop').toBeRefused('denied');
    at('shop.example.com/public/x').toBeRefused('no-route');
    at('admin.example.com/', { sourceIp: '203.0.113.7' }).toReach('admin');
    at('admin.example.com/', { sourceIp: '198.51.100.7' }).toBeRefused('denied');
  });
});
