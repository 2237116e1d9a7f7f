import { join } from 'node:path';
import { Testing, type App } from 'cdk8s';
import { findAll, get } from 'cdk8s-istio/testing';
import { ALIKE, compareRoutes } from '../same-routes';
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

describe('the YAML that it replaces sends 200 requests to the same places', () => {
  const BY_HAND = join(__dirname, '../bookinfo/by-hand.yaml');
  // Exact ones more often, as requests are made for what is below them, too.
  const exact = ['/productpage', '/login', '/logout'];
  const paths = ['/', ...exact, ...exact, ...exact, '/static', '/api/v1/products'];
  const hosts = ['mybookinfo.com', 'MyBookinfo.com', 'myhelloworld.com', 'example.com'];

  test('on another port', () => {
    expect(compareRoutes(made(otherPort), join(__dirname, 'by-hand-other-port.yaml'), {
      origins: hosts.flatMap((host) => [`http://${host}`, `http://${host}:9443`]), paths,
    }, [BY_HAND, join(__dirname, 'cluster/ingress-service.yaml')])).toEqual(ALIKE);
  });

  test('on another gateway workload', () => {
    const app = made(otherWorkload);
    const [testing] = findAll(app.node.findChild('gateways'), 'Service');
    expect(compareRoutes(app, join(__dirname, 'by-hand-other-workload.yaml'), {
      origins: hosts.map((host) => `http://${host}`), paths, options: [{ ingress: 'istio-system/istio-ingressgateway' }, { ingress: testing }],
    }, [BY_HAND])).toEqual(ALIKE);
  });
});
