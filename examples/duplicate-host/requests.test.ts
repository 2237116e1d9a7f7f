import { Testing, type App } from 'cdk8s';
import { findAll, get } from 'cdk8s-istio/testing';
import { conflict, otherPort, otherWorkload } from './apps';

const URL = 'http://mybookinfo.com/productpage';

function made(make: (app: App) => void): App {
  const app = Testing.app();
  make(app);
  return app;
}

test('with two Bookinfos on one port nobody can tell which of them answers', () => {
  const { outcome } = get(made(conflict), URL);
  expect(outcome.kind).toBe('depends-on-order');
});

test('with another port each has its own', () => {
  const app = made(otherPort);
  expect(get(app, URL)).toReach('default/productpage', { port: 9080 });
  expect(get(app, 'http://mybookinfo.com:9443/productpage')).toReach('test/productpage', { port: 9080 });
});

test('with another gateway workload it is the address that decides', () => {
  const app = made(otherWorkload);
  const [testing] = findAll(app.node.findChild('gateways'), 'Service');
  expect(get(app, URL, { ingress: 'istio-system/istio-ingressgateway' })).toReach('default/productpage');
  expect(get(app, URL, { ingress: testing })).toReach('test/productpage');
});
