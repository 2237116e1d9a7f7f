// What a user's test may and may not say. It is compiled, and nothing of it is run.
import { Chart } from 'cdk8s';
import { DestinationPolicy, EgressGateway, IngressGateway, ServiceRef, type ServiceLike } from 'cdk8s-istio';
import { coverage, findAll, get, matchers, unreached, type RoutedRequest } from '../../../lib/testing';

export function usage(chart: Chart, backend: ServiceLike): void {
  const kiali = ServiceRef.named('istio-system', 'kiali', { ports: { 'http': 20001, 'http-metrics': 9090 } });
  const policy = new DestinationPolicy(chart, 'policy', { service: kiali, subsets: { v1: { version: 'v1' } } });
  const routed: RoutedRequest = get(chart, 'http://a.example.com/', { method: 'POST', headers: { a: 'b' }, sni: 'a', clientCertificate: true, ingress: IngressGateway.istioctlDefault() });

  expect(routed).toReach(kiali, { port: 'http', subset: 'v1', path: '/', weight: 50 });
  expect(routed).toReach(policy.subset('v1'), { port: 'http-metrics' });
  expect(routed).not.toReach(backend, { port: 'any name, as nobody knows' });
  expect(routed).toReach(findAll(chart, 'Service')[0]);
  expect(routed).toReach('kiali.istio-system', { port: 'http' });
  expect(routed).toBeRefused();
  expect(routed).toBeRedirectedTo('https://a.example.com/', { status: 301 });
  expect(routed).not.toBeAnswered(200);
  expect(get(findAll(chart, 'Gateway'), 'http://a.example.com/') as any).toReach(kiali);
  expect(get(chart, 'https://a.example.com/', { egress: EgressGateway.istioctlDefault() })).toReach(kiali);
  expect.extend(matchers);
  const hosts: readonly string[] = findAll(chart, 'VirtualService').flatMap(({ spec }) => spec.hosts ?? []);
  const fields: readonly string[] = [...unreached(chart), ...coverage('').unreached].map(({ field }) => field);
  expect([hosts, fields]).toEqual([]);
}

export function mistakes(chart: Chart, backend: ServiceLike): void {
  const kiali = ServiceRef.named('istio-system', 'kiali', { ports: { http: 20001 } });
  const routed = get(chart, 'http://a.example.com/');

  // @ts-expect-error a port name that the service does not have
  expect(routed).toReach(kiali, { port: 'htp' });

  // @ts-expect-error the same of its opposite
  expect(routed).not.toReach(kiali, { port: 'htp' });

  // @ts-expect-error a typo in an option
  expect(routed).toReach(backend, { prot: 80 });

  // @ts-expect-error a number is no service
  expect(routed).toReach(80);

  // @ts-expect-error no service at all
  expect(routed).toReach();

  // @ts-expect-error a reason that there is not
  expect(routed).toBeRefused('no-routes');

  // @ts-expect-error a status as a text
  expect(routed).toBeAnswered('200');

  // @ts-expect-error no URL
  expect(routed).toBeRedirectedTo();

  // @ts-expect-error a URL that nobody has asked for
  expect('http://a.example.com/').toReach(kiali);

  // @ts-expect-error nor has anybody of an app
  expect(chart).not.toBeRefused();

  // @ts-expect-error a typo in an option of the request
  get(chart, 'http://a.example.com/', { header: { a: 'b' } });

  // @ts-expect-error an egress gateway is no ingress
  get(chart, 'http://a.example.com/', { ingress: EgressGateway.istioctlDefault() });

  // @ts-expect-error nor an ingress gateway an egress
  get(chart, 'http://a.example.com/', { egress: IngressGateway.istioctlDefault() });

  // @ts-expect-error neither an app nor manifests
  get(80, 'http://a.example.com/');

  // @ts-expect-error a field that no Gateway has
  findAll(chart, 'Gateway')[0].spec.hosts;
}
