import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { get, unreached } from 'cdk8s-istio/testing';
import { ALIKE, compareRoutes } from '../same-routes';
import { Canary } from './chart';

const app = Testing.app();
const { current, next } = new Canary(app, 'canary', { namespace: 'shop', percent: 10 });
const asking = { headers: { 'x-version': 'next' } };

test('one request in ten gets the new version', () => {
  expect(get(app, 'http://shop.example.com/cart')).toReach(current, { weight: 90 });
  expect(get(app, 'http://shop.example.com/cart')).toReach(next, { weight: 10 });
});

test('who asks for it always gets it', () => {
  expect(get(app, 'http://shop.example.com/cart', asking)).toReach(next, { weight: 100 });
  expect(get(app, 'http://shop.example.com/cart', { headers: { 'X-Version': 'next' } })).toReach(next, { weight: 100 });
  expect(get(app, 'http://shop.example.com/cart', { headers: { 'x-version': 'current' } })).toReach(current, { weight: 90 });
});

test.each(['/pay', '/pay/7'])('%s stays with the current version', (path) => {
  expect(get(app, `http://shop.example.com${path}`)).toReach(current, { weight: 100, path });
  expect(get(app, `http://shop.example.com${path}`, asking)).toReach(current, { weight: 100 });
});

test('what begins like it does not', () => expect(get(app, 'http://shop.example.com/payroll', asking)).toReach(next));

test('every route is tested here', () => expect(unreached(app)).toEqual([]));

test.each([[0, 'current'], [100, 'next']] as const)('at %d percent all of the rest is the %s version', (percent, version) => {
  const chart = new Canary(Testing.app(), 'canary', { namespace: 'shop', percent });
  expect(get(chart, 'http://shop.example.com/cart')).toReach(chart[version], { weight: 100 });
});

test('the YAML that it replaces sends 200 requests to the same places', () => {
  expect(compareRoutes(app, join(__dirname, 'by-hand.yaml'), {
    origins: ['http://shop.example.com', 'http://shop.example.com:80', 'http://example.com'],
    paths: ['/', '/pay', '/cart'],
    headers: { 'x-version': ['next', 'Next', 'current', ''] },
  })).toEqual(ALIKE);
});
