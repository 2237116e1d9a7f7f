import { AutoPassthroughGateway, DestinationPolicy, ExportTo, GatewayPort, GatewayRef, HostRoute, IngressGateway, PassthroughGateway, ServiceRef, SniRoute, type SniRouteProps } from 'cdk8s-istio';
import { get } from '../../lib/testing';
import { newChart, renderOne, synthErrors } from '../support';

const ingress = IngressGateway.istioctlDefault();
const gateway = GatewayRef.passthrough('web', 'gw');
const vault = ServiceRef.named('web', 'vault', { ports: { https: 8200 } });
const shop = ServiceRef.named('web', 'shop', { ports: { http: 80, https: 443 } });
const to = (host: string, number: number) => ({ destination: { host, port: { number } } });

function rulesOf(declare: (route: SniRoute) => void, props: Partial<SniRouteProps> = {}) {
  const chart = newChart();
  declare(new SniRoute(chart, 'route', { gateway, host: '*.example.com', ...props }));
  return renderOne(chart, 'VirtualService').spec.tls as object[];
}

describe('a gateway that passes TLS on', () => {
  test('serves the hosts of its routes on the ingress\'s port for TLS, and each goes to the service\'s port for TLS', () => {
    const chart = newChart();
    const passthrough = new PassthroughGateway(chart, 'tls', { ingress });
    new SniRoute(chart, 'vault', { gateway: passthrough, host: 'vault.example.com' }).forward(vault);
    new SniRoute(chart, 'shop', { gateway: passthrough, host: 'shop.example.com' }).forward(shop);
    expect(renderOne(chart, 'Gateway').spec).toEqual({
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['shop.example.com', 'vault.example.com'], tls: { mode: 'PASSTHROUGH' } }],
    });
    expect(synthErrors(chart)).toBe('');
    expect(get(chart, 'https://vault.example.com/')).toReach(vault, { port: 8200 });
    expect(get(chart, 'https://shop.example.com/')).toReach(shop, { port: 443 });
    expect(get(chart, 'https://blog.example.com/')).toBeRefused('no-sni-match');
  });

  test('cannot have one host for routes of two namespaces', () => {
    expect(() => new PassthroughGateway(newChart(), 'tls', { ingress, hosts: [{ host: 'a.com', namespace: 'a' }, { host: 'a.com', namespace: 'b' }] })).toThrow(new Error(
      'host "a.com" is given for two namespaces, and by the server name of TLS Envoy cannot tell them apart; give it once, for one namespace or for all',
    ));
  });

  test('says what could be bound to it where nothing is', () => {
    const chart = newChart();
    new PassthroughGateway(chart, 'tls', { ingress });
    expect(synthErrors(chart)).toContain('give it hosts: [...], or bind an SniRoute to it');
  });

  test('takes no HTTP route, and none of the others takes an SNI route', () => {
    const chart = newChart();
    // @ts-expect-error -- a route for HTTP
    new HostRoute(chart, 'http', { gateway, host: 'a.com' });
    // @ts-expect-error -- a gateway for HTTP
    new SniRoute(chart, 'sni', { gateway: GatewayRef.named('web', 'http'), host: 'a.com' });
    // @ts-expect-error -- a gateway for TCP
    new SniRoute(chart, 'tcp', { gateway: GatewayRef.tcp('web', 'tcp'), host: 'a.com' });
  });
});

test('a gateway for other clusters passes on to every service, and takes no routes', () => {
  const chart = newChart();
  const eastWest = IngressGateway.fromAttributes({ name: 'istio-eastwestgateway', namespace: 'istio-system', ports: [GatewayPort.tls(15443), GatewayPort.tls(15012), GatewayPort.tls(15017)] });
  const gateway = new AutoPassthroughGateway(chart, 'cross-network', { ingress: eastWest, port: 15443 });
  expect(renderOne(chart, 'Gateway').spec).toEqual({
    selector: { istio: 'eastwestgateway' }, servers: [{ port: { number: 15443, name: 'tls', protocol: 'TLS' }, hosts: ['*.local'], tls: { mode: 'AUTO_PASSTHROUGH' } }],
  });
  expect(synthErrors(chart)).toBe('');
  // @ts-expect-error -- it takes no routes
  new SniRoute(newChart(), 'sni', { gateway, host: 'a.local' });
});

describe('a route by server name', () => {
  test('is a VirtualService', () => {
    const chart = newChart();
    new SniRoute(chart, 'route', { gateway, host: 'vault.example.com', exportTo: ExportTo.namespaces('istio-system'), metadata: { name: 'vault' } }).forward(vault);
    expect(renderOne(chart, 'VirtualService')).toEqual({
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'vault', namespace: 'web' },
      spec: { hosts: ['vault.example.com'], gateways: ['gw'], exportTo: ['istio-system'], tls: [{ match: [{ sniHosts: ['vault.example.com'] }], route: [to('vault', 8200)] }] },
    });
  });

  test('splits by weight, also among subsets', () => {
    const chart = newChart();
    const policy = new DestinationPolicy(chart, 'vault', { service: vault, subsets: { v1: { version: 'v1' } } });
    new SniRoute(chart, 'route', { gateway, host: 'vault.example.com' }).split([[policy.subset('v1'), 90], [vault, 10]]);
    expect(renderOne(chart, 'VirtualService').spec.tls[0].route).toEqual([
      { destination: { host: 'vault', port: { number: 8200 }, subset: 'v1' }, weight: 90 }, { ...to('vault', 8200), weight: 10 },
    ]);
  });

  test('has narrow names first, whatever the order of the calls, and joins what goes to one place', () => {
    const calls: Array<(route: SniRoute) => void> = [
      (route) => route.forward(shop),
      (route) => route.forward(vault, { match: { sniHosts: 'b.example.com' } }),
      (route) => route.forward(vault, { match: [{ sniHosts: ['a.example.com', 'c.example.com'] }] }),
      (route) => route.forward(shop, { match: { sniHosts: '*.x.example.com', port: 443 } }),
    ];
    const expected = [
      { match: [{ port: 443, sniHosts: ['*.x.example.com'] }], route: [to('shop', 443)] },
      { match: [{ sniHosts: ['a.example.com', 'c.example.com'] }, { sniHosts: ['b.example.com'] }], route: [to('vault', 8200)] },
      { match: [{ sniHosts: ['*.example.com'] }], route: [to('shop', 443)] },
    ];
    expect(rulesOf((route) => calls.forEach((call) => call(route)))).toEqual(expected);
    expect(JSON.stringify(rulesOf((route) => [...calls].reverse().forEach((call) => call(route))))).toBe(JSON.stringify(expected));
  });

  test('within the mesh is matched by what gateways do not look at', () => {
    const rules = rulesOf((route) => {
      route.forward(vault, { match: { sourceLabels: { app: 'web' }, sourceNamespace: 'web', destinationSubnets: ['10.0.0.0/8'] } });
      route.forward(shop, { match: { gateway } });
    }, { alsoInMesh: true });
    expect(rules).toEqual([
      {
        match: [{ sniHosts: ['*.example.com'], gateways: ['mesh'], sourceLabels: { app: 'web' }, sourceNamespace: 'web', destinationSubnets: ['10.0.0.0/8'] }],
        route: [to('vault', 8200)],
      },
      { match: [{ sniHosts: ['*.example.com'], gateways: ['gw'] }], route: [to('shop', 443)] },
    ]);
  });

  test.each<[string, (route: SniRoute) => unknown, string]>([
    ['a name that is none of its hosts', (route) => route.forward(vault, { match: { sniHosts: 'a.com' } }), 'sniHosts has "a.com", which is none of the route\'s hosts: *.example.com; add it to host, or give one of these'],
    [
      'a match that only the mesh looks at', (route) => route.forward(vault, { match: { sourceLabels: { app: 'web' } } }),
      'sourceLabels is looked at for connections within the mesh alone, and not by a gateway; say alsoInMesh: true on the route, or leave it out',
    ],
    [
      'a gateway that it is not on', (route) => route.forward(vault, { match: { gateway: GatewayRef.passthrough('web', 'other') } }),
      'gateway "other" is none of the route\'s, so the rule would take nothing; give one of those that the route is on',
    ],
    ['no match at all', (route) => route.forward(vault, { match: [] }), 'match is an empty list, which takes nothing; give at least one, or leave match out to take everything'],
    ['weights of nothing', (route) => route.split([[vault, 0], [shop, 0]]), 'the weights of a split add up to 0, so nothing would be sent; give at least one target a weight above 0'],
    [
      'a service of which no one port is for TLS', (route) => route.forward(ServiceRef.named('web', 'two', { ports: { http: 80, grpc: 90 } })),
      'service "web/two" has 2 ports: 80 (http) and 90 (grpc); say which with port: ...',
    ],
  ])('refuses %s', (_, call, message) => {
    expect(() => rulesOf(call)).toThrow(new Error(message));
  });

  test('is an error with two rules for one name, and without any', () => {
    const errorsOf = (declare: (route: SniRoute) => void) => {
      const chart = newChart();
      declare(new SniRoute(chart, 'route', { gateway, host: 'a.com' }));
      return synthErrors(chart).replace(/\S+passthrough-gateway\.test\.ts:\d+/g, 'here');
    };
    expect(errorsOf((route) => route.forward(vault).forward(shop))).toBe(
      '[web/route] two rules take connections for "a.com", and Istio goes by one alone; take one of the two away\n      by  → web/vault at here\n      and → web/shop at here',
    );
    expect(errorsOf(() => {})).toContain('the route has no rule, and Istio takes no VirtualService without one; call forward or split');
  });
});
