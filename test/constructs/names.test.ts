import { Chart, Testing } from 'cdk8s';
import { GatewayRef, HostRoute, HttpGateway, IngressGateway, Match, ServiceRef } from 'cdk8s-istio';
import { newChart, render } from '../support';

const service = ServiceRef.named('web', 'a', { ports: { http: 80 } });
const VALID = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function nameOf(id: string, before: readonly string[] = []): string {
  const chart = newChart();
  for (const other of before) new HttpGateway(chart, other, { ingress: IngressGateway.istioctlDefault(), hosts: [`${other}.com`] });
  new HostRoute(chart, id, { gateway: GatewayRef.named('web', 'gw'), host: 'a.com' }).forward(Match.any(), service);
  return render(chart, 'VirtualService')[0].metadata.name;
}

test.each(['*.example.com', 'my_app', '_', 'Ünï', `${'x'.repeat(80)}.`, '-a-'])('the id %s gives a valid object name', (id) => {
  expect(nameOf(id)).toMatch(VALID);
});

test('ids that differ only in what a name cannot hold give different names', () => {
  expect(nameOf('my_app')).not.toBe(nameOf('my.app'));
});

test('a name stays the same when another construct is added before', () => {
  expect(nameOf('shop', ['another', 'one-more'])).toBe(nameOf('shop'));
});

test('an id that is a valid name is named as the chart names any object', () => {
  expect(nameOf('shop')).toMatch(/^web-shop-[0-9a-f]{8}$/);
});

test('a chart that names its objects in its own way is asked', () => {
  class Own extends Chart {
    public generateObjectName(): string {
      return 'own_Name';
    }
  }
  const chart = new Own(Testing.app(), 'web', { namespace: 'web' });
  new HttpGateway(chart, 'gw', { ingress: IngressGateway.istioctlDefault(), hosts: ['a.com'] });
  expect(render(chart)[0].metadata.name).toBe('own-name');
});

test('a name that is given is left alone', () => {
  const chart = newChart();
  const gateway = new HttpGateway(chart, '*', { ingress: IngressGateway.istioctlDefault(), hosts: ['a.com'], metadata: { name: 'edge', namespace: 'other', labels: { team: 'x' }, annotations: { note: 'y' } } });
  expect([gateway.name, gateway.namespace]).toEqual(['edge', 'other']);
  expect(render(chart)[0].metadata).toEqual({ name: 'edge', namespace: 'other', labels: { team: 'x' }, annotations: { note: 'y' } });
});
