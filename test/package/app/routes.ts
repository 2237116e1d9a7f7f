// Where requests to an app go, asked without a test runner: prints what there is to know.
import { App, Chart } from 'cdk8s';
import { ExposedService, HttpGateway, IngressGateway, ServiceRef } from 'cdk8s-istio';
import { findAll, get, matchers, type GetOptions, type RoutedRequest } from 'cdk8s-istio/testing';

const chart = new Chart(new App(), 'hello', { namespace: 'team' });
const gateway = new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault() });
const service = ServiceRef.named('team', 'hello', { ports: { http: 80 } });
new ExposedService(chart, 'hello', { gateway, host: 'hello.example.com', service });

const options: GetOptions = { method: 'POST' };
const [found, lost]: RoutedRequest[] = [get(chart, 'http://hello.example.com/a', options), get(chart, 'http://hallo.example.com/')];

/** What must not compile. Nothing of it is run. */
export function mistakes(): void {
  // @ts-expect-error a reason that there is not
  matchers.toBeRefused.call({}, lost, 'no-hots');
  // @ts-expect-error a typo in a property
  matchers.toReach.call({}, found, service, { prot: 'http' });
}

process.stdout.write(JSON.stringify({
  hosts: findAll(chart, 'VirtualService').map(({ spec }) => spec?.hosts),
  kinds: [found, lost].map(({ outcome }) => outcome.kind),
  reaches: matchers.toReach.call({}, found, service).pass,
  message: matchers.toReach.call({}, lost, 'hello').message().split('\n')[0],
}));
