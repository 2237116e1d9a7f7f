import { App } from 'cdk8s';
import { DestinationPolicy, ExposedService, GatewayRef, HostRoute, HttpGateway, IngressGateway, Match, Rewrite, ServiceRef, type BlueGreenOptions, type CanaryOptions } from 'cdk8s-istio';
import { get } from '../../lib/testing';
import { newChart, render, renderOne, synthErrors } from '../support';

const ingress = IngressGateway.istioctlDefault();
const reviewsService = ServiceRef.named('web', 'reviews', { ports: { http: 9080 } });
const ratings = ServiceRef.named('web', 'ratings', { ports: { http: 9080 } });
const [blue, green] = ['blue', 'green'].map((name) => ServiceRef.named('web', `shop-${name}`, { ports: { http: 80 } }));

function site() {
  const chart = newChart();
  const route = new HostRoute(chart, 'site', { gateway: new HttpGateway(chart, 'gateway', { ingress }), host: 'shop.com' });
  const reviews = new DestinationPolicy(chart, 'reviews', { service: reviewsService, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } });
  const canary = (options: Partial<CanaryOptions>) => route.canary(Match.under('/reviews'), { stable: reviews.subset('v1'), canary: reviews.subset('v2'), ...options });
  const blueGreen = (options: Partial<BlueGreenOptions>) => route.blueGreen(Match.any(), { blue, green, live: 'blue', ...options });
  const ask = (path: string, headers: Record<string, string> = {}) => expect(get(chart, `http://shop.com${path}`, { headers }));
  return { chart, route, reviews, canary, blueGreen, ask };
}

describe('a canary', () => {
  test('by weight gets its share', () => {
    const { chart, canary, ask } = site();
    canary({ percent: 10, name: 'reviews' });
    ask('/reviews/7').toReach(reviewsService, { subset: 'v1', weight: 90 });
    ask('/reviews/7').toReach(reviewsService, { subset: 'v2', weight: 10 });
    expect(renderOne(chart, 'VirtualService').spec.http).toEqual([{
      match: [{ uri: { exact: '/reviews' } }, { uri: { prefix: '/reviews/' } }], name: 'reviews',
      route: [
        { destination: { host: 'reviews', port: { number: 9080 }, subset: 'v1' }, weight: 90 },
        { destination: { host: 'reviews', port: { number: 9080 }, subset: 'v2' }, weight: 10 },
      ],
    }]);
  });

  test('by header gets those that ask, and no others', () => {
    const { canary, ask } = site();
    canary({ byHeader: { 'x-canary': 'always' } });
    ask('/reviews', { 'x-canary': 'always' }).toReach(reviewsService, { subset: 'v2', weight: 100 });
    ask('/reviews', { 'x-canary': 'never' }).toReach(reviewsService, { subset: 'v1', weight: 100 });
    ask('/reviews').toReach(reviewsService, { subset: 'v1', weight: 100 });
  });

  test('by both gets those that ask, and its share of the others', () => {
    const { canary, ask } = site();
    canary({ percent: 10, byHeader: { 'x-canary': { present: true }, 'end-user': { prefix: 'test-' } } });
    ask('/reviews', { 'x-canary': '1', 'end-user': 'test-7' }).toReach(reviewsService, { subset: 'v2', weight: 100 });
    ask('/reviews', { 'x-canary': '1' }).toReach(reviewsService, { subset: 'v2', weight: 10 });
  });

  test('of no share yet stands in the route, for who moves the weights', () => {
    const { chart, canary } = site();
    canary({ percent: 0, name: 'reviews', byHeader: { 'x-canary': 'always' } });
    const http = renderOne(chart, 'VirtualService').spec.http as { name: string; route: { weight?: number }[] }[];
    expect(http.map(({ name, route }) => [name, route.map(({ weight }) => weight)])).toEqual([['reviews-by-header', [undefined]], ['reviews', [100, 0]]]);
  });

  test('has what is said of both', () => {
    const { canary, ask } = site();
    canary({ percent: 50, byHeader: { 'x-canary': 'always' }, rewrite: Rewrite.stripPrefix() });
    ask('/reviews/7').toReach(reviewsService, { path: '/7' });
    ask('/reviews/7', { 'x-canary': 'always' }).toReach(reviewsService, { path: '/7', subset: 'v2' });
  });

  test.each<[string, Partial<CanaryOptions>, string]>([
    ['nothing', {}, 'the canary gets no requests; give it percent: 10'],
    ['more than all', { percent: 110 }, 'percent of 110 for a canary is none that Istio can weigh'],
    ['half a percent', { percent: 0.5 }, 'give a whole number from 0 to 100, or finer weights to split'],
    ['no header', { byHeader: {} }, 'byHeader has no header, so every request would ask'],
    ['a header that is none', { byHeader: { 'x canary': '1' } }, 'x canary'],
  ])('that gets %s is an error', (_, options, message) => {
    expect(() => site().canary(options)).toThrow(message);
  });
});

describe('blue and green', () => {
  test.each<['blue' | 'green', ServiceRef, ServiceRef]>([['blue', blue, green], ['green', green, blue]])('%s is live, and the other for those that ask', (live, serving, other) => {
    const { blueGreen, ask } = site();
    blueGreen({ live, byHeader: { 'x-preview': 'yes' } });
    ask('/').toReach(serving, { weight: 100 });
    ask('/', { 'x-preview': 'no' }).toReach(serving, { weight: 100 });
    ask('/', { 'x-preview': 'yes' }).toReach(other, { weight: 100 });
  });

  test('the other gets nothing where nobody may ask', () => {
    const { chart, blueGreen } = site();
    blueGreen({});
    expect(renderOne(chart, 'VirtualService').spec.http).toEqual([{ route: [{ destination: { host: 'shop-blue', port: { number: 80 } } }] }]);
  });
});

describe('two deliveries on one host', () => {
  const deliveries = ({ canary, blueGreen, route }: ReturnType<typeof site>) => [
    () => canary({ percent: 10, byHeader: { 'x-canary': 'always' } }),
    () => blueGreen({ byHeader: { 'x-preview': 'yes' } }),
    () => route.forward(Match.under('/ratings'), ratings),
  ];

  test('go their own ways', () => {
    const made = site();
    deliveries(made).forEach((deliver) => deliver());
    const both = { 'x-canary': 'always', 'x-preview': 'yes' };
    made.ask('/reviews', both).toReach(reviewsService, { subset: 'v2', weight: 100 });
    made.ask('/reviews', { 'x-preview': 'yes' }).toReach(reviewsService, { subset: 'v1', weight: 90 });
    made.ask('/ratings', both).toReach(ratings);
    made.ask('/', both).toReach(green);
    made.ask('/', { 'x-canary': 'always' }).toReach(blue);
    expect(synthErrors(made.chart)).toBe('');
  });

  test('are the same whatever the order of the calls', () => {
    const rendered = [[0, 1, 2], [2, 1, 0], [1, 0, 2]].map((order) => {
      const made = site();
      order.forEach((index) => deliveries(made)[index]());
      return JSON.stringify(renderOne(made.chart, 'VirtualService').spec);
    });
    expect(new Set(rendered).size).toBe(1);
  });
});

describe('a preview per pull request', () => {
  const previews = GatewayRef.named('istio-system', 'previews', { hosts: ['*.preview.example.com'] });
  const preview = (pr: number, host = `pr-${pr}.preview.example.com`) => {
    const chart = newChart({ app: new App(), namespace: `pr-${pr}` });
    new ExposedService(chart, 'preview', { gateway: previews, host, service: ServiceRef.named(`pr-${pr}`, 'shop', { ports: { http: 80 } }) });
    return chart;
  };

  test('is one VirtualService and nothing else', () => {
    expect(render(preview(42)).map(({ kind, metadata: { namespace }, spec: { hosts, gateways } }) => ({ kind, namespace, hosts, gateways }))).toEqual([
      { kind: 'VirtualService', namespace: 'pr-42', hosts: ['pr-42.preview.example.com'], gateways: ['istio-system/previews'] },
    ]);
  });

  test('stands beside the others under the wildcard of one gateway', () => {
    const shared = newChart({ namespace: 'istio-system' });
    new HttpGateway(shared, 'previews', { ingress, hosts: ['*.preview.example.com'], metadata: { name: 'previews' } });
    const all = [...render(shared), ...render(preview(42)), ...render(preview(7))];
    expect(get(all, 'http://pr-42.preview.example.com/')).toReach('shop.pr-42.svc.cluster.local');
    expect(get(all, 'http://pr-7.preview.example.com/')).toReach('shop.pr-7.svc.cluster.local');
    expect(get(all, 'http://pr-8.preview.example.com/')).toBeRefused();
  });

  test('of a host that the gateway has not is an error', () => {
    expect(() => preview(42, 'pr-42.example.com')).toThrow('host "pr-42.example.com" is not served by gateway "istio-system/previews"');
  });
});
