import { ApiObject } from 'cdk8s';
import { Deployment, Service } from 'cdk8s-plus-27';
import { Service as NewerService } from 'cdk8s-plus-34';
import { DestinationPolicy, ExposedService, HostRoute, HttpGateway, IngressGateway, Match, ServiceRef } from 'cdk8s-istio';
import { findAll, get, type ServiceToReach } from '../../lib/testing';
import { backend, newChart } from '../support';
import { failure, SHOP } from './shop';

const URL = 'http://shop.example.com/';

/** A chart with a Service `backend` that gets every request of the host. */
function chartWith<Made>(make: (chart: ReturnType<typeof newChart>) => Made, options?: Parameters<typeof newChart>[0]): { readonly chart: ReturnType<typeof newChart>; readonly made: Made } {
  const chart = newChart(options);
  return { chart, made: make(chart) };
}

function expose(chart: ReturnType<typeof newChart>, service: ConstructorParameters<typeof ExposedService>[2]['service']): void {
  const gateway = new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault() });
  new ExposedService(chart, 'exposed', { gateway, host: 'shop.example.com', service, port: 'http' });
}

const HTTP = [{ name: 'http', port: 80 }, { name: 'admin', port: 81 }];

describe('a service can be', () => {
  test('that of cdk8s-plus, of any major', () => {
    const older = chartWith((chart) => backend(chart, 'backend', HTTP));
    const newer = chartWith((chart) => new NewerService(chart, 'backend', { metadata: { name: 'backend' }, ports: HTTP }));
    for (const { chart, made } of [older, newer]) {
      expose(chart, made);
      expect(get(chart, URL)).toReach(made, { port: 'http' });
      expect(get(chart, URL)).not.toReach(made, { port: 'admin' });
      expect(get(chart, URL)).not.toReach(backend(chart, 'another'));
    }
  });

  test('one whose namespace is not known', () => {
    const { chart, made } = chartWith((each) => backend(each, 'backend', HTTP), { namespace: null });
    expose(chart, made);
    expect(get(chart, URL)).toReach(made, { port: 80 });
    expect(get(chart, URL)).toReach('backend');
    expect(get(chart, URL)).not.toReach(ServiceRef.named('web', 'backend', { ports: { http: 80 } }));
  });

  test('a ServiceRef, with the names of its ports', () => {
    const kiali = ServiceRef.named('istio-system', 'kiali', { ports: { 'http': 20001, 'http-metrics': 9090 } });
    const { chart } = chartWith((each) => expose(each, kiali));
    expect(get(chart, URL)).toReach(kiali, { port: 'http' });
    expect(get(chart, URL)).not.toReach(kiali, { port: 'http-metrics' });
    expect(get(chart, URL)).not.toReach(ServiceRef.named('default', 'kiali', { ports: { http: 20001 } }));
  });

  test('a subset of a policy', () => {
    const { chart, made } = chartWith((each) => {
      const service = backend(each);
      const policy = new DestinationPolicy(each, 'policy', { service, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } });
      const gateway = new HttpGateway(each, 'gateway', { ingress: IngressGateway.istioctlDefault() });
      new HostRoute(each, 'site', { gateway, host: 'shop.example.com' }).split(Match.any(), [[policy.subset('v1'), 9], [policy.subset('v2'), 1]]);
      return policy;
    });
    expect(get(chart, URL)).toReach(made.subset('v1'), { weight: 90 });
    expect(get(chart, URL)).toReach(made.subset('v2'), { weight: 10 });
    expect(get(chart, URL)).not.toReach(made.subset('v1'), { subset: 'v3' });
  });

  const object = (chart: ReturnType<typeof newChart>) => new ApiObject(chart, 'backend', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'backend' }, spec: { ports: HTTP },
  });

  test('an ApiObject, and its ports have their names', () => {
    const { chart, made } = chartWith(object);
    expose(chart, { name: 'backend', metadata: { namespace: 'web' }, ports: HTTP });
    expect(get(chart, URL)).toReach(made, { port: 'http' });
    expect(get(chart, URL)).not.toReach(made, { port: 'admin' });
  });

  test('a manifest', () => {
    const { chart } = chartWith(object);
    expose(chart, { name: 'backend', metadata: { namespace: 'web' }, ports: HTTP });
    expect(get(chart, URL)).toReach(findAll(chart, 'Service')[0]);
  });

  test.each(['backend', 'web/backend', 'backend.web', 'backend.web.svc', 'backend.web.svc.cluster.local', 'Backend.Web'])('the host %s', (host) => {
    const { chart } = chartWith((each) => expose(each, backend(each, 'backend', HTTP)));
    expect(get(chart, URL)).toReach(host, { port: 'http' });
    expect(get(chart, URL)).not.toReach(host, { port: 'admin' });
  });

  test.each(['back', 'backend.we', 'end', 'backend.test', 'test/backend', 'backend.web.svc.corp.internal'])('another one by the host %s', (host) => {
    const { chart } = chartWith((each) => expose(each, backend(each, 'backend', HTTP)));
    expect(get(chart, URL)).not.toReach(host);
  });
});

test('the beginning of a host stands for a Service alone, and not for what only has its name', () => {
  const yaml = SHOP.replace('stock.far.svc.cluster.local', 'api.example.com');
  expect(get(yaml, 'http://shop.example.com/away')).toReach('api.example.com');
  expect(get(yaml, 'http://shop.example.com/away')).not.toReach('api');
});

test('the name that an ExternalName stands for is none of a Service of another type', () => {
  expect(get(SHOP, 'http://shop.example.com/old')).toReach('old-cart');
  expect(get(SHOP.replace('type: ExternalName', 'type: ClusterIP'), 'http://shop.example.com/basket')).not.toReach('old-cart');
});

test('a service is named with its namespace where another one of its name is reached', () => {
  const { chart } = chartWith((each) => expose(each, backend(each, 'backend', HTTP)));
  const other = backend(newChart({ app: chart.node.root as never, id: 'test', namespace: 'test' }), 'backend');
  expect(failure(() => expect(get(chart, URL)).toReach(other))).toContain('to reach test/backend, but it is forwarded to backend.web.svc.cluster.local:80');
  expect(failure(() => expect(get(chart, URL)).toReach(ServiceRef.named('test', 'shop', { ports: { http: 80 } })))).toContain('to reach shop, but it is');
  expect(failure(() => expect(get(chart, URL)).not.toReach(chart.node.findChild('backend') as Service))).toContain('not to reach backend, but it is');
});

describe('what is no service is refused', () => {
  const { chart } = chartWith((each) => expose(each, backend(each, 'backend', HTTP)));
  const deployment = new Deployment(chart, 'pods', { metadata: { name: 'pods' }, containers: [{ image: 'x' }] });
  const TAKES = 'toReach takes a Service of cdk8s-plus, a ServiceRef, a subset of a DestinationPolicy, an ApiObject or manifest of kind Service, or a host, not';

  test.each<[string, unknown, string]>([
    ['an object of another kind', deployment, `${TAKES} Deployment "web/pods"`],
    ['a construct without a name', chart.node.findChild('exposed'), `${TAKES} an object without a name`],
    ['nothing', undefined, `${TAKES} undefined`],
    ['a number', 80, `${TAKES} 80`],
    ['a host with a port', 'backend:80', '"backend:80" is no host of a service: give "reviews", "reviews.default" or the full name, and a port or a path as options'],
    ['a URL', 'http://backend/', '"http://backend/" is no host of a service: give "reviews", "reviews.default" or the full name, and a port or a path as options'],
    ['an empty host', '', '"" is no host of a service: give "reviews", "reviews.default" or the full name, and a port or a path as options'],
  ])('%s', (_, service, message) => expect(failure(() => expect(get(chart, URL)).toReach(service as ServiceToReach))).toBe(message));

  test('and so is a name of a port that the Service has not', () => {
    const service = chart.node.findChild('backend') as Service;
    expect(failure(() => expect(get(chart, URL)).not.toReach(service, { port: 'htp' }))).toBe('service "web/backend" has no port "htp": it has 80 (http) and 81 (admin); use one of these');
    expect(failure(() => expect(get(chart, 'http://other.example.com/')).not.toReach(service, { port: 'htp' }))).toContain('has no port "htp"');
  });
});
