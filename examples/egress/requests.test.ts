import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { get, unreached } from 'cdk8s-istio/testing';
import { ALIKE, compareRoutes } from '../same-routes';
import { withEgress } from './app';
import { egress } from './chart';

const app = Testing.app();
const { payments, maps, ledger } = withEgress(app);

test('what pods call in HTTP comes in the mesh\'s own TLS, and goes on in TLS with the shop\'s certificate', () => {
  const paid = get(app, 'https://api.payments.example:80/v1/charges', { egress, method: 'POST' });
  expect(paid).toReach(payments.service, { port: 'https', path: '/v1/charges' });
  expect(paid.outcome).toMatchObject({ timeout: '10s', destinations: [{ tls: 'MUTUAL' }] });
});

test.each(['maps.example', 'tiles.maps.example'])('TLS for %s is passed on', (host) => {
  expect(get(app, `https://${host}/v1`, { egress })).toReach(maps.at(host), { port: 443 });
});

test('connections to the database come in the mesh\'s own TLS, by its name', () => {
  expect(get(app, 'tls://ledger.example:443', { egress })).toReach(ledger.service, { port: 'tcp-postgres' });
});

test('every route is tested here', () => expect(unreached(app)).toEqual([]));

test('what has no proxy of the mesh, and every other host, is refused', () => {
  expect(get(app, 'http://api.payments.example/', { egress })).toBeRefused('tls-expected');
  expect(get(app, 'https://api.payments.example:80/', { egress, clientCertificate: false })).toBeRefused('client-certificate-required');
  expect(get(app, 'tls://ledger.example:443', { egress, clientCertificate: false })).toBeRefused('client-certificate-required');
  expect(get(app, 'https://api.payments.example/', { egress })).toBeRefused('no-sni-match');
  expect(get(app, 'https://example.com/', { egress })).toBeRefused('no-sni-match');
  expect(get(app, 'https://api.payments.example:80/', { egress, headers: { host: 'example.com' } })).toBeRefused('no-host');
});

test('the YAML that it replaces sends 200 requests to the same places', () => {
  const hosts = ['api.payments.example', 'maps.example', 'tiles.maps.example', 'ledger.example', 'example.com'];
  expect(compareRoutes(app, join(__dirname, 'by-hand.yaml'), {
    origins: hosts.flatMap((host) => [`https://${host}:80`, `https://${host}`, `tls://${host}:443`, `http://${host}`]),
    paths: ['/', '/v1/charges'],
    options: [{ egress }, { egress, sni: 'tiles.maps.example' }, { egress, clientCertificate: false }, { egress, headers: { host: 'api.payments.example:80' } }],
  }, [join(__dirname, 'cluster/egress-gateway.yaml')])).toEqual(ALIKE);
});
