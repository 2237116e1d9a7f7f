import { Duration, Testing, Chart } from 'cdk8s';
import { DelegateRoute, DestinationPolicy, Fault, HostRoute, HttpGateway, IngressGateway, Match, Retries, Rewrite, ServiceRef } from '../../lib';
import { get } from '../../lib/testing/get';
import { charts, ISTIOCTL_INGRESS, istioctlIngress } from './cluster';
import { askEngine } from './engine/ask-envoy';

const app = Testing.app();
const web = new Chart(app, 'web', { namespace: 'web' });
const team = new Chart(app, 'blog', { namespace: 'blog' });
const svc = (name: string, namespace = 'web') => ServiceRef.named(namespace, name, { ports: { http: 80 } });
const [api, rest, users, v1] = ['api', 'rest', 'users', 'v1'].map((name) => svc(name));
const posts = svc('posts', 'blog');
const gateway = new HttpGateway(web, 'gateway', { ingress: IngressGateway.istioctlDefault() });
const site = new HostRoute(web, 'site', { gateway, host: ['a.com', 'b.com'] });
const policy = new DestinationPolicy(web, 'p', { service: v1, subsets: { v1: { version: 'v1' } } });
site.forward(Match.any(), rest);
site.forward(Match.under('/foo'), api, { rewrite: Rewrite.stripPrefix().authority('api.internal'), timeout: Duration.seconds(3) });
site.forward(Match.under('/Case').ignoreCase(), api, { rewrite: Rewrite.path('/new') });
site.forward(Match.regex('/users/[0-9]+'), users);
site.forward(Match.under('/users'), api);
site.forward(Match.exact('/users/7'), rest);
site.forward(Match.regex('/v[0-9]+/x.*'), v1, { rewrite: Rewrite.regex('^/v([0-9]+)/(.*)$', '/\\2/\\1') });
site.forward(Match.regex('/w[0-9]+/x.*'), v1, { rewrite: Rewrite.path('/whole') });
site.redirect(Match.under('/old'), { prefixRewrite: '/new', status: 308 });
site.redirect(Match.exact('/to-https'), { scheme: 'https', port: 'FROM_PROTOCOL_DEFAULT' });
site.respond(Match.exact('/healthz'), { status: 204 });
site.respond(Match.exact('/text'), { status: 503, body: 'soon' });
site.respond(Match.exact('/bytes'), { status: 200, body: new Uint8Array([65, 66]) });
site.forward(Match.under('/fault'), api, { fault: Fault.abort(418), timeout: Duration.seconds(1), retries: Retries.of({ attempts: 1, on: ['connect-failure'] }) });
site.forward(Match.under('/cors'), api, { cors: { origins: '*', methods: ['PUT'] } });
site.forward(Match.under('/corsx'), api, { cors: { origins: ['https://x.com'], methods: ['PUT'], credentials: true } });
site.forward(Match.under('/hdr').header('x', { regex: 'a+' }).withoutHeader('y').queryParam('q'), api);
site.forward(Match.under('/hdr').header('z'), users);
site.forward(Match.under('/m').method('GET', 'PUT'), api, { retries: Retries.of({ attempts: 3, on: ['5xx', 503] }), mirror: [{ to: users, percent: 10 }], requestHeaders: { set: { a: '%REQ(x)%' } } });
site.forward(Match.under('/auth').authority('a.com'), api);
site.forward(Match.under('/scheme').scheme('https'), api);
site.split(Match.under('/split'), [[policy.subset('v1'), 0], [rest, 1, { responseHeaders: { set: { 'x-a': '1' } } }]]);
site.forward(Match.exact('/blog-roll'), users);
const d = new DelegateRoute(team, 'routes');
site.delegate(Match.under('/blog'), d);
d.forward(Match.under('/blog'), posts, { rewrite: Rewrite.stripPrefix() });
d.forward(Match.under('/blog/images').method('GET'), svc('images', 'blog'));
const d2 = new DelegateRoute(team, 'routes2');
site.delegate(Match.under('/d2'), d2, { rewrite: Rewrite.authority('d2.internal') });
d2.forward(Match.any().method('GET'), posts);

const base = ['/foo', '/foo/', '/foo/x', '/foo?x', '/foobar', '/foo/x/y?z', '/case', '/CASE/Y', '/cases', '/users/8', '/users/7', '/users/x', '/users', '/users/8/o', '/v1/x1', '/w1/x1?a', '/old', '/old/x?y', '/older', '/to-https', '/healthz', '/text', '/bytes', '/fault', '/cors', '/hdr', '/hdr?q=1', '/m', '/auth', '/scheme', '/split', '/blog', '/blog/', '/blog/1', '/blog-roll', '/blogging', '/blog/images/1', '/d2', '/d2/x', '/d2x', '/'];
const requests = [
  ...base.map((path) => ({ url: `http://a.com${path}` })),
  { url: 'http://b.com/auth' }, { url: 'http://a.com/m', method: 'POST' }, { url: 'http://a.com/m', method: 'PUT' },
  { url: 'http://a.com/hdr?q=1', headers: { x: 'aa' } }, { url: 'http://a.com/hdr?q=1', headers: { x: 'aab' } }, { url: 'http://a.com/hdr?q', headers: { x: 'a', y: '1' } }, { url: 'http://a.com/hdr?r', headers: { z: '' } },
  { url: 'http://a.com/d2', method: 'POST' }, { url: 'http://a.com/blog/images/1', method: 'POST' },
  { url: 'http://a.com/cors', method: 'OPTIONS', headers: { 'origin': 'https://any.com', 'access-control-request-method': 'PUT' } },
  { url: 'http://a.com/corsx', method: 'OPTIONS', headers: { 'origin': 'https://x.com', 'access-control-request-method': 'PUT' } },
  { url: 'http://a.com/corsx', method: 'OPTIONS', headers: { 'origin': 'https://y.com', 'access-control-request-method': 'PUT' } },
];
const service = (name: string, namespace: string) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] } });
async function run() {
  const services = [...['api', 'rest', 'users', 'v1'].map((n) => service(n, 'web')), service('posts', 'blog'), service('images', 'blog')];
  const made = charts(app);
  const manifests = [...istioctlIngress(), ...services, ...made] as any;
  console.log(require('yaml').stringify(made.filter((o) => o.kind === 'VirtualService')));
  const { answers } = await askEngine({ manifests, gateway: ISTIOCTL_INGRESS, requests });
  requests.forEach((r, i) => {
    const { url, ...rest0 } = r as any;
    const ours = (get(require('yaml').stringify({ apiVersion: 'v1', kind: 'List', items: manifests }), url, rest0) as any).outcome;
    const { trace, caveats, place, ...o } = ours;
    const short = o.destinations ? `${o.kind} ${o.destinations.map((x: any) => `${x.host}:${x.weight}`)} ${o.path} ${o.authority}` : `${o.kind} ${o.status ?? ''} ${o.location ?? o.because ?? ''}`;
    console.log(`${(rest0.method ?? 'GET')} ${url} ${JSON.stringify(rest0.headers ?? {})}\n   us     ${short}\n   engine ${JSON.stringify(answers[i])}`);
  });
}
void run();
