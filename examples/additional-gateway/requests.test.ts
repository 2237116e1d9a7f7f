import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { get, unreached } from 'cdk8s-istio/testing';
import { ALIKE, compareRoutes } from '../same-routes';
import { withGateways } from './app';

const app = Testing.app();
const { publicIngress, internalIngress, shop, admin } = withGateways(app);
const fromOutside = { ingress: publicIngress };
const fromInside = { ingress: internalIngress };

test('the shop is on both gateway workloads', () => {
  expect(get(app, 'http://shop.example.com/cart', fromOutside)).toReach(shop, { port: 80, path: '/cart' });
  expect(get(app, 'http://shop.example.com/cart', fromInside)).toReach(shop, { port: 80, path: '/cart' });
});

test('only from inside its path for administrators is another service', () => {
  expect(get(app, 'http://shop.example.com/admin', fromInside)).toReach(admin);
  expect(get(app, 'http://shop.example.com/admin/users', fromInside)).toReach(admin);
  expect(get(app, 'http://shop.example.com/admin/users', fromOutside)).toReach(shop);
  expect(get(app, 'http://shop.example.com/administration', fromInside)).toReach(shop);
});

test('the host of administrators is inside, on a port of its own', () => {
  expect(get(app, 'http://admin.example.com:8080/', fromInside)).toReach(admin);
  expect(get(app, 'http://admin.example.com/', fromInside)).toBeRefused('no-host');
  expect(get(app, 'http://admin.example.com:8080/', fromOutside)).toBeRefused('no-listener');
});

test('every route is tested here', () => expect(unreached(app)).toEqual([]));

test('the YAML that it replaces sends 200 requests to the same places', () => {
  expect(compareRoutes(app, join(__dirname, 'by-hand.yaml'), {
    origins: ['shop.example.com', 'shop.example.com:8080', 'admin.example.com', 'admin.example.com:8080'].map((host) => `http://${host}`),
    paths: ['/', '/admin', '/cart'],
    options: [fromOutside, fromInside],
  })).toEqual(ALIKE);
});
