import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { get, unreached } from 'cdk8s-istio/testing';
import { ALIKE, compareRoutes } from '../same-routes';
import { Bookinfo } from './chart';

const app = Testing.app();
const bookinfo = new Bookinfo(app, 'bookinfo', { namespace: 'default' });

test.each(['/productpage', '/login', '/logout', '/static/bootstrap.css', '/api/v1/products/0?u=normal'])('%s comes from productpage', (path) => {
  expect(get(bookinfo, `http://mybookinfo.com${path}`)).toReach(bookinfo.productpage, { port: 9080, path });
});

test.each(['/', '/admin', '/productpage/1', '/Login'])('%s is not there', (path) => {
  expect(get(bookinfo, `http://mybookinfo.com${path}`)).toBeRefused('no-route');
});

test('the second host is another service, whole', () => {
  expect(get(bookinfo, 'http://myhelloworld.com/')).toReach(bookinfo.hello);
  expect(get(bookinfo, 'http://myhelloworld.com/productpage', { method: 'POST' })).toReach(bookinfo.hello, { port: 'http' });
});

test('other hosts and ports are not served', () => {
  expect(get(bookinfo, 'http://example.com/productpage')).toBeRefused('no-host');
  expect(get(bookinfo, 'https://mybookinfo.com/productpage')).toBeRefused('no-listener');
});

test('every route is tested here', () => expect(unreached(bookinfo)).toEqual([]));

test('the YAML that it replaces sends 200 requests to the same places', () => {
  expect(compareRoutes(app, join(__dirname, 'by-hand.yaml'), {
    origins: ['http://mybookinfo.com', 'http://MyBookinfo.com:80', 'http://myhelloworld.com', 'http://example.com', 'https://mybookinfo.com'],
    paths: ['/', '/productpage', '/login', '/logout', '/static', '/api/v1/products'],
  })).toEqual(ALIKE);
});
