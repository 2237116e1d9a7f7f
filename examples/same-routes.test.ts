import { join } from 'node:path';
import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { ExposedService } from 'cdk8s-istio';
import { compareRoutes } from './same-routes';
import { VirtualHosting } from './virtual-hosting/chart';

function compared(path: string, value: unknown) {
  const app = Testing.app();
  const chart = new VirtualHosting(app, 'virtual-hosting', { namespace: 'web' });
  const shop = chart.node.findChild('shop') as ExposedService;
  ApiObject.of(shop).addJsonPatch(JsonPatch.replace(path, value));
  return compareRoutes(app, join(__dirname, 'virtual-hosting/by-hand.yaml'), { origins: ['http://shop.example.com', 'https://shop.example.com'] });
}

test('a destination that is another is found, with both answers', () => {
  const [first] = compared('/spec/http/0/route/0/destination/host', 'blog').differences;
  expect(first).toMatch(/made: .* blog[^]*by hand: .* shop/);
});

test('so is a route that no request reaches', () => {
  expect(compared('/spec/http/0/match', [{ uri: { exact: '/never' } }]).unreached).toContainEqual(expect.stringContaining('exact /never'));
});
