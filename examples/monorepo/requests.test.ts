import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { get, unreached } from 'cdk8s-istio/testing';
import { ALIKE, compareRoutes } from '../same-routes';
import { withTeams } from './app';

const app = Testing.app();
const { shop, blog, search } = withTeams(app);
const at = (url: string, method = 'GET') => expect(get(app, url, { method }));

test('the shop and the blog have hosts of their own', () => {
  at('https://shop.example.com/cart', 'POST').toReach(shop.service, { path: '/cart' });
  at('https://blog.example.com/2026').toReach(blog.posts, { path: '/2026' });
});

test.each([['/blog', '/'], ['/blog/', '/'], ['/blog/2026?page=2', '/2026?page=2']])('on the shared host %s is a page of the blog, which sees %s', (path, seen) => {
  at(`https://www.example.com${path}`).toReach(blog.posts, { path: seen });
});

test.each(['/blog/comments', '/blog/comments/7'])('%s is the comments', (path) => {
  at(`https://www.example.com${path}`).toReach(blog.comments, { path });
});

test.each(['/search', '/search/images'])('%s is the search, within two seconds and by GET alone', (path) => {
  at(`https://www.example.com${path}`).toReach(search.service, { path });
  expect(get(app, `https://www.example.com${path}`).outcome).toMatchObject({ timeout: '2s' });
  at(`https://www.example.com${path}`, 'POST').toBeRefused('no-route');
});

test('the front page is the search, too', () => at('https://www.example.com/').toBeRedirectedTo('https://www.example.com/search', { status: 302 }));

test('every route is tested here', () => expect(unreached(app)).toEqual([]));

test('HTTP is sent to HTTPS, and other hosts are refused', () => {
  at('http://shop.example.com/cart').toBeRedirectedTo('https://shop.example.com/cart');
  at('http://search.example.com/').toBeRefused('no-host');
  at('https://search.example.com/').toBeRefused('no-sni-match');
  at('https://www.example.com/blogs').toBeRefused('no-route');
});

test('the YAML that it replaces sends 200 requests to the same places', () => {
  const hosts = ['www', 'shop', 'blog', 'search'].map((name) => `${name}.example.com`);
  expect(compareRoutes(app, join(__dirname, 'by-hand.yaml'), {
    origins: ['https://www.example.com', ...hosts.flatMap((host) => [`http://${host}`, `https://${host}`])],
    paths: ['/', '/', '/blog', '/blog/comments', '/search'],
  })).toEqual(ALIKE);
});
