import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { Certificate, DelegateRoute, DestinationPolicy, ExposedService, GatewayRef, HostRoute, HttpGateway, IngressGateway, Match, PassthroughGateway, ServiceRef, SniRoute, TcpGateway, TcpRoute, TlsGateway } from 'cdk8s-istio';
import { newChart, render, synthErrors } from '../support';

const ingress = IngressGateway.istioctlDefault();
const gateway = GatewayRef.named('web', 'gw');
const service = ServiceRef.named('web', 'shop', { ports: { http: 80 } });

describe('the main object of each construct, for what the construct does not say', () => {
  test.each<[string, (chart: Construct) => Construct]>([
    ['Gateway', (chart) => new HttpGateway(chart, 'x', { ingress, hosts: ['a.com'] })],
    ['Gateway', (chart) => new TlsGateway(chart, 'x', { ingress, hosts: ['a.com'], certificate: Certificate.fromSecret('tls') })],
    ['Gateway', (chart) => new PassthroughGateway(chart, 'x', { ingress, hosts: ['a.com'] })],
    ['Gateway', (chart) => new TcpGateway(chart, 'x', { ingress, port: 443 })],
    ['VirtualService', (chart) => new SniRoute(chart, 'x', { gateway: GatewayRef.passthrough('web', 'gw'), host: 'a.com' }).forward(service)],
    ['VirtualService', (chart) => new TcpRoute(chart, 'x', { gateway: GatewayRef.tcp('web', 'gw') }).forward(service)],
    ['VirtualService', (chart) => { const route = new HostRoute(chart, 'x', { gateway, host: 'a.com' }); route.forward(Match.any(), service); return route; }],
    ['VirtualService', (chart) => new ExposedService(chart, 'x', { gateway, host: 'a.com', service })],
    ['VirtualService', (chart) => { const route = new DelegateRoute(chart, 'x'); route.forward(Match.any(), service); return route; }],
    ['DestinationRule', (chart) => new DestinationPolicy(chart, 'x', { service, subsets: { v1: { version: 'v1' } } })],
    ['Deployment', (chart) => new IngressGateway(chart, 'x')],
  ])('is the %s, and takes patches, which are checked as well', (kind, make) => {
    const chart = newChart();
    const object = ApiObject.of(make(chart));
    expect(object.kind).toBe(kind);
    object.addJsonPatch(JsonPatch.add('/metadata/annotations', { 'example.com/team': 'web' }));
    expect(render(chart, kind)[0].metadata.annotations).toEqual({ 'example.com/team': 'web' });
    object.addJsonPatch(JsonPatch.add('/spec/unheardOf', { a: 1 }));
    if (kind !== 'Deployment') expect(synthErrors(chart)).toContain('spec has no field "unheardOf" (MESH901)');
  });
});
