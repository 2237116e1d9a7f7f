import { App, Chart, Duration, Testing } from 'cdk8s';
import { DelegateRef, DelegateRoute, ExportTo, ExposedService, HostRoute, HttpGateway, IngressGateway, Match, Retries, Rewrite, ServiceRef } from 'cdk8s-istio';
import { get } from 'cdk8s-istio/testing';
import { newChart, renderOne, synthErrors } from '../support';

const shop = ServiceRef.named('shop', 'shop', { ports: { http: 80 } });
const posts = ServiceRef.named('blog', 'posts', { ports: { http: 8080 } });
const images = ServiceRef.named('blog', 'images', { ports: { http: 8080 } });
const blog = DelegateRef.named('blog', 'blog');

/** A shop that hands /blog to the team of the blog, in its own namespace. */
function twoTeams(rules: (blog: DelegateRoute, site: HostRoute) => void, { match = Match.under('/blog'), exportTo }: { match?: Match; exportTo?: ExportTo } = {}) {
  const app = Testing.app();
  const web = newChart({ app, id: 'shop', namespace: 'shop' });
  const team = newChart({ app, id: 'blog', namespace: 'blog' });
  const gateway = new HttpGateway(web, 'gateway', { ingress: IngressGateway.istioctlDefault() });
  const site = new HostRoute(web, 'site', { gateway, host: 'shop.com' });
  const delegated = new DelegateRoute(team, 'routes', { exportTo });
  site.forward(Match.any(), shop);
  site.delegate(match, delegated);
  rules(delegated, site);
  return { app, web, team, delegated };
}

describe('a path handed to another namespace', () => {
  const { app, web, team } = twoTeams((route, site) => {
    route.forward(Match.under('/blog'), posts, { rewrite: Rewrite.stripPrefix() });
    route.forward(Match.under('/blog/images').method('GET'), images);
    site.forward([Match.exact('/about'), Match.exact('/blog-roll')], shop);
  });

  test('is one rule with the path and what is below it, that names the other place', () => {
    expect(renderOne(web, 'VirtualService').spec.http).toEqual([
      { match: [{ uri: { exact: '/about' } }, { uri: { exact: '/blog-roll' } }], route: [{ destination: { host: 'shop', port: { number: 80 } } }] },
      { match: [{ uri: { exact: '/blog' } }, { uri: { prefix: '/blog/' } }], delegate: { name: expect.stringMatching(/^blog-routes-/), namespace: 'blog' } },
      { route: [{ destination: { host: 'shop', port: { number: 80 } } }] },
    ]);
  });

  test('is a VirtualService without hosts and gateways there', () => {
    expect(renderOne(team, 'VirtualService').spec).toEqual({
      http: [
        { match: [{ method: { exact: 'GET' }, uri: { exact: '/blog/images' } }, { method: { exact: 'GET' }, uri: { prefix: '/blog/images/' } }], route: [{ destination: { host: 'images', port: { number: 8080 } } }] },
        { match: [{ uri: { exact: '/blog' } }, { uri: { prefix: '/blog/' } }], route: [{ destination: { host: 'posts', port: { number: 8080 } } }], rewrite: { uri: '/' } },
      ],
    });
  });

  test.each<[string, ServiceRef, string]>([
    ['/blog', posts, '/'], ['/blog/', posts, '/'], ['/blog/1?a=b', posts, '/1?a=b'], ['/blog/images/1.png', images, '/blog/images/1.png'],
    ['/blogging', shop, '/blogging'], ['/blog-roll', shop, '/blog-roll'], ['/', shop, '/'],
  ])('%s reaches %o as %s', (path, service, as) => {
    expect(get(app, `http://shop.com${path}`)).toReach(service, { path: as });
  });
});

describe('what a delegate does not take', () => {
  test('goes on to the next rule', () => {
    const { app } = twoTeams((route) => route.forward(Match.under('/blog').method('GET'), posts));
    expect(get(app, 'http://shop.com/blog')).toReach(posts);
    expect(get(app, 'http://shop.com/blog', { method: 'POST' })).toReach(shop);
  });

  test('goes on to a rule for the very same, behind it by the order given', () => {
    const { app, web } = twoTeams((route, site) => {
      route.forward(Match.under('/blog/new'), posts);
      site.inOrder([site.delegate(Match.under('/news'), blog), site.forward(Match.under('/news'), shop)]);
    });
    expect(synthErrors(web)).toBe('');
    expect(get(app, 'http://shop.com/blog/new')).toReach(posts);
    expect(get(app, 'http://shop.com/blog/old')).toReach(shop);
  });
});

describe('a delegate without a match of its own', () => {
  test('takes what is handed over', () => {
    const { app } = twoTeams((route) => route.forward(Match.any(), posts));
    expect(get(app, 'http://shop.com/blog/1')).toReach(posts);
    expect(get(app, 'http://shop.com/blogging')).toReach(shop);
  });
});

describe('what Istio would leave out is an error at synth', () => {
  const lines = (rules: (route: DelegateRoute) => void, options = {}) => synthErrors(twoTeams(rules, options).web);

  test.each<[string, (route: DelegateRoute) => void, object, string]>([
    ['a match outside of what is handed over', (route) => route.forward(Match.under('/news'), posts), {}, 'has a match that is not within a match of the rule that delegates (MESH450)'],
    ['a path where an expression hands over', (route) => route.forward(Match.under('/blog'), posts), { match: Match.regex('/blog.*') }, 'has a match that is not within a match of the rule that delegates (MESH450)'],
    ['a delegate for other namespaces', (route) => route.forward(Match.any(), posts), { exportTo: ExportTo.ownNamespace() }, 'is not exported to the namespace of this VirtualService (MESH450)'],
    ['a delegate without rules', () => undefined, {}, '[blog/routes] the route has no rule'],
  ])('%s', (_, rules, options, message) => {
    expect(lines(rules, options)).toContain(message);
  });

  test('and what it takes is fine', () => {
    expect(lines((route) => route.forward(Match.under('/blog/a'), posts), { exportTo: ExportTo.namespaces('shop') })).toBe('');
  });

  test('a delegate of a delegate does not compile', () => {
    // @ts-expect-error a DelegateRoute has no delegate(...)
    expect(() => new DelegateRoute(newChart(), 'routes').delegate(Match.any(), blog)).toThrow('delegate is not a function');
  });
});

describe('rules of a host that hand over', () => {
  const siteIn = (namespace: string | null) => {
    const chart = newChart({ namespace });
    return { chart, site: new HostRoute(chart, 'site', { gateway: new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault() }), host: 'a.com' }) };
  };

  test('to one that another team owns, with what holds for rules that do not say it', () => {
    const { chart, site } = siteIn('web');
    site.delegate(Match.under('/blog'), blog, { timeout: Duration.seconds(5), retries: Retries.none(), responseHeaders: { remove: ['server'] }, name: 'blog' });
    expect(renderOne(chart, 'VirtualService').spec.http).toEqual([{
      match: [{ uri: { exact: '/blog' } }, { uri: { prefix: '/blog/' } }], delegate: { name: 'blog', namespace: 'blog' },
      name: 'blog', timeout: '5s', retries: { attempts: 0 }, headers: { response: { remove: ['server'] } },
    }]);
  });

  test('to one of the same namespace, by its name alone', () => {
    const { chart, site } = siteIn('blog');
    site.delegate(Match.any(), blog);
    expect(renderOne(chart, 'VirtualService').spec.http).toEqual([{ delegate: { name: 'blog' } }]);
  });

  test('to one whose namespace is not known are an error where their own is', () => {
    const nowhere = new DelegateRoute(new Chart(new App(), 'nowhere'), 'routes', { metadata: { name: 'blog' } });
    expect(() => siteIn('web').site.delegate(Match.any(), nowhere)).toThrow(
      'delegate "blog" has no namespace, and "blog" alone would be looked for in namespace "web"; say where it is: give its chart a namespace',
    );
  });

  test('with a rewrite that differs for the path and what is below it are refused', () => {
    expect(() => siteIn('web').site.delegate(Match.under('/blog'), blog, { rewrite: Rewrite.path('/new') })).toThrow(
      'this rewrite is not the same for a path and for what is below it, and the rules of a delegate get one for both; say rewrite in the rules of the delegate',
    );
    expect(() => siteIn('web').site.delegate(Match.under('/blog'), blog, { rewrite: Rewrite.authority('blog.com') })).not.toThrow();
  });
});

test('an ExposedService can be a rule of a delegate', () => {
  const { app } = twoTeams((route) => new ExposedService(route, 'posts', { route, service: posts, match: Match.under('/blog/posts') }));
  expect(get(app, 'http://shop.com/blog/posts/1')).toReach(posts);
  expect(get(app, 'http://shop.com/blog')).toReach(shop);
});
