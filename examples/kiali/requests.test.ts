import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { get, unreached } from 'cdk8s-istio/testing';
import { ALIKE, compareRoutes } from '../same-routes';
import { withKiali } from './app';
import { grafana, jaeger, kiali, prometheus } from './services';

const app = withKiali(Testing.app());
const tools = [
  ['kiali.example.com', kiali, 20001], ['prometheus.telemetry.example.com', prometheus, 9090],
  ['grafana.telemetry.example.com', grafana, 3000], ['jaeger.telemetry.example.com', jaeger, 80],
] as const;

test.each(tools)('https://%s is its service, called in plain text', (host, service, port) => {
  const routed = get(app, `https://${host}/console?x=1`);
  expect(routed).toReach(service, { port, path: '/console?x=1' });
  expect(routed.outcome).toMatchObject({ destinations: [{ tls: 'none' }] });
});

test('every route is tested here', () => expect(unreached(app)).toEqual([]));

test.each(tools)('http://%s is sent to HTTPS', (host) => {
  expect(get(app, `http://${host}/console?x=1`)).toBeRedirectedTo(`https://${host}/console?x=1`);
});

test('other hosts are refused', () => {
  expect(get(app, 'https://other.telemetry.example.com/')).toBeRefused('no-host');
  expect(get(app, 'https://other.example.com/')).toBeRefused('no-sni-match');
  expect(get(app, 'http://other.example.com/')).toBeRefused('no-host');
});

test('the YAML that it replaces sends 200 requests to the same places', () => {
  const hosts = [...tools.map(([host]) => host), 'other.telemetry.example.com', 'telemetry.example.com', 'example.com'];
  expect(compareRoutes(app, join(__dirname, 'by-hand.yaml'), {
    origins: hosts.flatMap((host) => [`http://${host}`, `https://${host}`]),
    paths: ['/', '/console', '/kiali'],
    options: [{}, { headers: { host: 'kiali.example.com' } }, { headers: { host: 'GRAFANA.telemetry.example.com:443' } }],
  }, [join(__dirname, 'cluster/addons.yaml')])).toEqual(ALIKE);
});
