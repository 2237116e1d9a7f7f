import { Testing } from 'cdk8s';
import { DestinationPolicy, ExposedService, GatewayRef, HostRoute, HttpGateway, IngressGateway, Match, Rewrite, ServiceRef } from 'cdk8s-istio';
import { get } from 'cdk8s-istio/testing';
import { newChart, synthErrors } from '../support';

// What the README and the guides promise of matching, splitting, trying out and moving, as a user writes it.

const productpage = ServiceRef.named('bookinfo', 'productpage', { ports: { http: 9080 } });
const reviewsService = ServiceRef.named('bookinfo', 'reviews', { ports: { http: 9080 } });
const ratings = ServiceRef.named('bookinfo', 'ratings', { ports: { http: 9080 } });

describe('matching, splitting, trying out, moving', () => {
  const app = Testing.app();
  const chart = newChart({ app, id: 'bookinfo', namespace: 'bookinfo' });
  const gateway = new HttpGateway(chart, 'bookinfo-gateway', { ingress: IngressGateway.istioctlDefault() });

  const site = new HostRoute(chart, 'bookinfo', { gateway, host: 'mybookinfo.com' });
  site.forward([
    Match.exact('/productpage'), Match.exact('/login'), Match.exact('/logout'),
    Match.prefix('/static'), Match.prefix('/api/v1/products'),
  ], productpage);

  const reviews = new DestinationPolicy(chart, 'reviews', { service: reviewsService, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } });
  site.forward(Match.under('/reviews').header('end-user', 'jason'), reviews.subset('v2'));
  site.split(Match.under('/reviews'), [[reviews.subset('v1'), 90], [reviews.subset('v2'), 10]]);
  site.redirect(Match.exact('/'), { path: '/productpage' });
  new ExposedService(chart, 'ratings', { route: site, match: Match.under('/ratings'), service: ratings });

  test('has no findings', () => expect(synthErrors(chart)).toBe(''));

  test('tries a version out by a header', () => {
    expect(get(app, 'http://mybookinfo.com/reviews/1', { headers: { 'end-user': 'jason' } })).toReach(reviewsService, { subset: 'v2', weight: 100 });
  });

  test('splits all others by weight', () => {
    expect(get(app, 'http://mybookinfo.com/reviews/1')).toReach(reviewsService, { subset: 'v1', weight: 90 });
    expect(get(app, 'http://mybookinfo.com/reviews', { headers: { 'end-user': 'ann' } })).toReach(reviewsService, { subset: 'v2', weight: 10 });
    expect(get(app, 'http://mybookinfo.com/reviewsx')).toBeRefused('no-route');
  });

  test('moves the front page', () => {
    expect(get(app, 'http://mybookinfo.com/')).toBeRedirectedTo('http://mybookinfo.com/productpage');
    expect(get(app, 'http://mybookinfo.com/static/a.css')).toReach(productpage);
  });

  test('adds to the host from another construct', () => {
    expect(get(app, 'http://mybookinfo.com/ratings/1')).toReach(ratings, { path: '/ratings/1' });
  });
});

test('a service on a gateway of another team, under a path of its own', () => {
  const chart = newChart({ id: 'jupyter', namespace: 'jupyter' });
  const kubeflow = GatewayRef.named('kubeflow', 'kubeflow-gateway');
  const jupyter = ServiceRef.named('jupyter', 'jupyter', { ports: { http: 80 } });
  new ExposedService(chart, 'jupyter', { gateway: kubeflow, host: '*', service: jupyter, match: Match.under('/jupyter'), rewrite: Rewrite.stripPrefix() });
  expect(synthErrors(chart)).toBe('');
});
