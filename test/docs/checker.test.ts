import { problemsOf, type TypeErrors } from './check';
import { parsePage, sourcesOf, type Page } from './page';
import { typeErrors } from './types';

const fence = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`;

const APP = `import { App, Chart } from 'cdk8s';
import { ExposedService, HttpGateway, IngressGateway, ServiceRef } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
const ingress = IngressGateway.istioctlDefault();
const gateway = new HttpGateway(chart, 'web', { ingress });
const service = ServiceRef.named('shop', 'shop', { ports: { http: 80 } });
new ExposedService(chart, 'shop', { gateway, host: 'shop.example.com', service });`;

const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop-web
  namespace: shop
spec:
  selector:
    istio: ingressgateway
  servers:
    - hosts:
        - shop.example.com
      port:
        name: http
        number: 80
        protocol: HTTP`;

const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
  namespace: shop
spec:
  hosts:
    - shop.example.com
  gateways:
    - shop-web
  http:
    - route:
        - destination:
            host: shop
            port: { number: 80 }`;

const ANOTHER = "new ExposedService(chart, 'blog', { gateway, host: 'blog.example.com', service });";
const BAD_PORT = "new HttpGateway(chart, 'bad', { ingress, port: 7070 });";
const BAD_PORT_ERROR = 'Error: gateway port 7070 is not open on service "istio-system/istio-ingressgateway": it has 80 (http2) and 443 (https); use one of these or add 7070 to the service';
const BAD_FIELD = "new HttpGateway(chart, 'bad', { ingress, gates: 80 });";
const BAD_FIELD_ERROR = "error TS2353: Object literal may only specify known properties, and 'gates' does not exist in type 'HttpGatewayProps'.";
const TEST = "import { get } from 'cdk8s-istio/testing';\n\ntest('all of it', () => {\n  expect(get(app, 'http://shop.example.com/x')).toReach(service, { path: '/x' });\n});";
const ONE_CERTIFICATE = `import { Certificate, TlsGateway } from 'cdk8s-istio';

for (const name of ['one', 'two']) {
  const tls = new TlsGateway(chart, name, { ingress, certificate: Certificate.fromSecret('tls') });
  new ExposedService(chart, \`\${name}-route\`, { gateway: tls, host: \`\${name}.example.com\`, service });
}`;

const app = (...rest: readonly string[]) => [fence('ts', APP), ...rest].join('\n');
const yaml = (text: string) => app(fence('yaml', text));
const both = `${GATEWAY}\n---\n${ROUTE}`;

/** Pages, each with what is to be said of it; nothing, of those that are right. */
const PAGES: ReadonlyArray<readonly [string, string, RegExp?]> = [
  ['code alone', app()],
  ['code that does not compile', app().replace('host:', 'hots:'), /page\.md:10: error TS\d+: .*'hots'/],
  ['an import that nothing uses', app().replace('ServiceRef }', 'Match, ServiceRef }'), /page\.md:3: error TS6133: 'Match'/],
  ['an import for an error that is shown', app(fence('ts', BAD_PORT.replace('ingress', 'ingress: EgressGateway.istioctlDefault()')), fence('text', 'error TS2741: ...')).replace('ServiceRef }', 'EgressGateway, ServiceRef }'), /what is said is\nerror TS2322/],
  ['code that fails', app(fence('ts', BAD_PORT)), /the code fails: Error: gateway port 7070/],
  ['code of the block before', app(fence('ts', ANOTHER))],
  ['code that nobody has written', fence('ts', ANOTHER), /Cannot find name 'ExposedService'/],
  ['an import of a package of nobody', app(fence('ts', "import chalk from 'chalk';\nchalk('');")), /users may not have|Cannot find module|error TS/],

  ['its YAML', yaml(both)],
  ['its YAML with other keys first', yaml(both.replace('kind: Gateway\n', '').replace('metadata:', 'kind: Gateway\nmetadata:'))],
  ['another value', yaml(both.replace('number: 80\n        protocol', 'number: 8080\n        protocol')), /the code above renders, .*\n[^]*number: 80\n[^]*and not:\n[^]*number: 8080/],
  ['a field that is left out', yaml(both.replace('  namespace: shop\n', '')), /the code above renders/],
  ['a field too many', yaml(both.replace('  name: shop-web\n', '  name: shop-web\n  labels: { a: b }\n')), /the code above renders/],
  ['a document that is left out', yaml(GATEWAY), /the code above renders/],
  ['a document that is left out by a word', yaml(`${GATEWAY}\n---\n# ...`)],
  ['a field that is left out by a word', yaml(both.replace('  selector:\n    istio: ingressgateway\n', '  # ...\n'))],
  ['another value beside what is left out', yaml(both.replace('  selector:\n    istio: ingressgateway\n', '  # ...\n').replace('- shop-web', '- web')), /the code above renders/],
  ['a value that is not in a list that goes on', yaml(both.replace('    - shop-web', '    # ...\n    - web')), /nothing like/],
  ['a document that is not there', yaml(`${both.replace('name: shop-web', 'name: web')}\n---\n# ...`), /nothing like/],
  ['what the second block adds', app(fence('ts', ANOTHER), fence('yaml', `# ...\n---\n${ROUTE.replace('name: shop\n', 'name: shop-blog\n').replace('shop.example', 'blog.example')}`))],
  ['what the first block has added', app(fence('ts', ANOTHER), fence('yaml', `# ...\n---\n${ROUTE}`)), /nothing like/],
  ['YAML before any code', fence('yaml', both), /YAML before any code/],

  ['an error', app(fence('ts', BAD_PORT), fence('text', BAD_PORT_ERROR), fence('ts', ANOTHER))],
  ['another error', app(fence('ts', BAD_PORT), fence('text', BAD_PORT_ERROR.replace('443', '8443'))), /what is said is\nError: gateway port 7070.* 443 [^]*and not\n/],
  ['an error that does not happen', app(fence('ts', ANOTHER), fence('text', BAD_PORT_ERROR)), /nothing: it does not fail/],
  ['an error of the compiler', app(fence('ts', BAD_FIELD), fence('text', BAD_FIELD_ERROR))],
  ['another error of the compiler', app(fence('ts', BAD_FIELD), fence('text', BAD_FIELD_ERROR.replace('2353', '2345'))), /what is said is\nerror TS2353/],
  ['an error beside one that is not shown', app(fence('ts', BAD_FIELD), fence('text', BAD_PORT_ERROR)), /page\.md:14: error TS2353/],
  ['a line of an error that is left out', app(fence('ts', `${ANOTHER.replace('blog.', 'shop.')}`), fence('text', 'Error: Validation failed with the following errors:\n...\n    Istio goes by their age')), /what is said is/],
  ['lines of an error that are left out', app(fence('ts', `${ANOTHER.replace('blog.', 'shop.')}`), fence('text', 'Error: Validation failed with the following errors:\n...\n      and shop/blog (VirtualService shop/shop-blog, spec.http[0]) at main.ts:11\n...'))],
  ['another line of the code', app(fence('ts', `${ANOTHER.replace('blog.', 'shop.')}`), fence('text', 'Error: Validation failed with the following errors:\n...\n      and shop/blog (VirtualService shop/shop-blog, spec.http[0]) at main.ts:12\n...')), /at main\.ts:11/],
  ['a warning', app(fence('ts', ONE_CERTIFICATE), fence('text', 'Warning: [shop/two] two servers on port 443 of istio-system/istio-ingressgateway show one certificate\n...')), /what is said is\nWarning: /],
  ['a warning that is not shown', app(fence('ts', ONE_CERTIFICATE)), /the synth warns of what the page does not show:\nWarning: .*MESH205/],
  ['text before anything', fence('text', 'Error: no'), /text before anything/],
  ['a block without a language', app(fence('', 'text')), /a block of no language/],

  ['a block in a list', app('- one\n  ```ts\n  nothing();\n  ```'), /page\.md:14: code that nothing checks/],
  ['a block with more than a language', app('```ts title=x\nnothing();\n```'), /page\.md:13: code that nothing checks/],
  ['a block that does not end', app('```ts\nnothing();'), /page\.md:13: code that nothing checks/],

  ['a test', app(fence('ts', TEST))],
  ['a test that fails', app(fence('ts', TEST.replace("path: '/x'", "path: '/y'"))), /the code fails: expected http:\/\/shop\.example\.com\/x to reach shop/],
  ['a test that is to fail, and does not', app(fence('ts', TEST), fence('text', 'expected http://shop.example.com/x to reach shop')), /nothing: it does not fail/],

  ['commands', app(fence('sh', 'npm run bookinfo   # and more\nhelm template x | npx cdk8s-istio check -\nnpx cdk8s-istio check --severity MESH101=off'))],
  ['what a command says', app(fence('sh', 'npx cdk8s-istio check'), fence('text', '0 errors, 0 warnings, 0 infos in 2 objects'))],
  ['what a command does not say', app(fence('sh', 'npx cdk8s-istio check'), fence('text', '0 errors, 0 warnings, 0 infos in 3 objects')), /what is said is\n0 errors, 0 warnings, 0 infos in 2 objects\nand not/],
  ['a script that is not there', app(fence('sh', 'npm run nothing')), /npm has no script "nothing"/],
  ['a command that is not there', app(fence('sh', 'npx cdk8s-istio chekc')), /there is no command "chekc"/],
  ['an option that is not there', app(fence('sh', 'npx cdk8s-istio check --sevrity MESH101=off')), /unknown option '--sevrity'/],
  ['a file that is not there', app(fence('sh', 'npx cdk8s-istio check --existing cluster/')), /there is no such file/],
  ['a file that the page shows', app(fence('yaml', `# cluster/web.yaml\n${GATEWAY}`), fence('sh', 'npx cdk8s-istio check --existing cluster/'))],
  ['a program that nobody knows', app(fence('sh', 'rm -rf dist')), /"rm" is no command/],
];

const pages = PAGES.map(([name, text, problem]): { name: string; page: Page; problem?: RegExp } => ({ name, page: parsePage('page.md', text), problem }));
const sources = new Map(pages.map(({ page }) => [page, sourcesOf(page)]));
let types: TypeErrors;
beforeAll(() => {
  types = typeErrors([...sources.values()].flatMap((each) => [...each.values()]));
});

const found = (page: Page) => problemsOf(page, sources.get(page), types);

test.each(pages.filter(({ problem }) => problem === undefined))('$name passes', async ({ page }) => {
  expect(await found(page)).toEqual([]);
});

test.each(pages.filter(({ problem }) => problem !== undefined))('$name is found', async ({ page, problem }) => {
  expect((await found(page)).join('\n')).toMatch(problem as RegExp);
});
