import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { get, unreached } from 'cdk8s-istio/testing';
import { ALIKE, compareRoutes } from '../same-routes';
import { VirtualHosting } from './chart';

const app = Testing.app();
const chart = new VirtualHosting(app, 'virtual-hosting', { namespace: 'web' });
const { shop, blog, docs } = chart;
const sites = [['shop.example.com', shop], ['blog.example.com', blog], ['example.org', docs], ['www.example.org', docs]] as const;

test.each(sites)('%s has its own service over HTTP and HTTPS', (host, service) => {
  expect(get(app, `http://${host}/a?b=c`)).toReach(service, { port: 80, path: '/a?b=c' });
  expect(get(app, `https://${host}/a?b=c`)).toReach(service, { port: 80, path: '/a?b=c' });
});

test('every route is tested here', () => expect(unreached(app)).toEqual([]));

test.each(sites)('the host that a client writes decides, whatever the address: %s', (host, service) => {
  expect(get(app, 'http://203.0.113.7/', { headers: { host } })).toReach(service);
  expect(get(app, 'http://203.0.113.7/', { headers: { host: `${host.toUpperCase()}:80` } })).toReach(service);
});

test('the server name of the handshake picks the certificate, and the host then the site', () => {
  expect(get(app, 'https://203.0.113.7/', { sni: 'shop.example.com', headers: { host: 'shop.example.com' } })).toReach(shop);
  expect(get(app, 'https://shop.example.com/', { headers: { host: 'blog.example.com' } })).toReach(blog);
});

test('a connection for one certificate does not serve the sites of the other', () => {
  expect(get(app, 'https://shop.example.com/', { headers: { host: 'example.org' } })).toBeRefused('no-host');
  expect(get(app, 'https://example.org/', { headers: { host: 'www.example.org' } })).toReach(docs);
});

test('what is no site is refused: by the host, by the server name, without one', () => {
  expect(get(app, 'http://example.com/')).toBeRefused('no-host');
  expect(get(app, 'https://other.example.com/')).toBeRefused('no-host');
  expect(get(app, 'https://example.com/')).toBeRefused('no-sni-match');
  expect(get(app, 'https://203.0.113.7/', { headers: { host: 'shop.example.com' } })).toBeRefused('no-sni-match');
});

test('the YAML that it replaces sends 200 requests to the same places', () => {
  const hosts = ['shop.example.com', 'Blog.example.com', 'example.org', 'www.example.org', 'other.example.com', 'example.net'];
  expect(compareRoutes(app, join(__dirname, 'by-hand.yaml'), {
    origins: hosts.flatMap((host) => [`http://${host}`, `https://${host}`]),
    paths: ['/', '/shop'],
    headers: { host: hosts },
    options: [{}, { sni: 'shop.example.com' }, { sni: 'www.example.org' }],
  })).toEqual(ALIKE);
});
