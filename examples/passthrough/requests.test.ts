import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { get, unreached } from 'cdk8s-istio/testing';
import { ALIKE, compareRoutes } from '../same-routes';
import { withPassthrough } from './app';
import { registry, tenants, vault, vaultNext } from './chart';

const app = withPassthrough(Testing.app());

test('connections for the vault are split, to its port that speaks TLS', () => {
  expect(get(app, 'https://vault.example.com/v1/secret')).toReach(vault, { port: 'https', weight: 90 });
  expect(get(app, 'https://vault.example.com/v1/secret')).toReach(vaultNext, { port: 8200, weight: 10 });
});

test.each(['registry.example.com', 'images.example.com'])('%s is the registry, whatever is spoken in TLS', (host) => {
  expect(get(app, `https://${host}/v2/`)).toReach(registry);
  expect(get(app, `tls://${host}:443`)).toReach(registry);
});

test('every tenant has a name of its own', () => {
  expect(get(app, 'https://a.tenants.example.com/')).toReach(tenants);
  expect(get(app, 'https://b.a.tenants.example.com/')).toReach(tenants);
});

test('every route is tested here', () => expect(unreached(app)).toEqual([]));

test('the server name decides, and nobody sees the host', () => {
  expect(get(app, 'https://10.0.0.1/', { sni: 'registry.example.com', headers: { host: 'vault.example.com' } })).toReach(registry);
});

test('other names, none, and plain text are refused', () => {
  expect(get(app, 'https://tenants.example.com/')).toBeRefused('no-sni-match');
  expect(get(app, 'https://10.0.0.1/')).toBeRefused('no-sni-match');
  expect(get(app, 'http://vault.example.com:443/')).toBeRefused('tls-expected');
  expect(get(app, 'http://vault.example.com/')).toBeRefused('no-listener');
});

test('the YAML that it replaces sends 200 requests to the same places', () => {
  const hosts = ['vault.example.com', 'registry.example.com', 'images.example.com', 'a.tenants.example.com', 'b.a.tenants.example.com', 'tenants.example.com', 'example.com'];
  expect(compareRoutes(app, join(__dirname, 'by-hand.yaml'), {
    origins: [...hosts.map((host) => `https://${host}`), 'tls://vault.example.com:443', 'http://vault.example.com', 'http://registry.example.com:443', 'https://10.0.0.1'],
    paths: ['/', '/v2'],
    options: [{}, { sni: 'images.example.com' }, { sni: 'Vault.example.com' }, { headers: { host: 'registry.example.com' } }],
  }, [join(__dirname, 'cluster/services.yaml')])).toEqual(ALIKE);
});
