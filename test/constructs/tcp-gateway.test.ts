import { GatewayPort, GatewayRef, HttpGateway, IngressGateway, ServiceRef, TcpGateway, TcpRoute, type PlainTcp, type ServingGatewayProps } from 'cdk8s-istio';
import { get } from '../../lib/testing';
import { newChart, render, renderOne, synthErrors } from '../support';

const ingress = IngressGateway.fromAttributes({
  name: 'ingress', namespace: 'istio-system', ports: [GatewayPort.http(80), GatewayPort.https(443), GatewayPort.tcp(5432, { name: 'tcp-postgres' })],
});
const gateway = GatewayRef.tcp('web', 'gw');
const postgres = ServiceRef.named('web', 'postgres', { ports: { postgres: 5432 } });
const replica = ServiceRef.named('web', 'replica', { ports: { postgres: 5432 } });
const to = (host: string) => ({ destination: { host, port: { number: 5432 } } });

const serverOf = (props: Partial<ServingGatewayProps & PlainTcp>) => {
  const chart = newChart();
  new TcpGateway(chart, 'db', { ingress, ...props });
  return renderOne(chart, 'Gateway').spec.servers[0] as object;
};

describe('a gateway for TCP', () => {
  test('takes the only port for TCP, and sends all of its connections where its route says', () => {
    const chart = newChart();
    const db = new TcpGateway(chart, 'db', { ingress });
    new TcpRoute(chart, 'postgres', { gateway: db }).forward(postgres);
    expect(renderOne(chart, 'Gateway').spec).toEqual({
      selector: { istio: 'ingress' }, servers: [{ port: { number: 5432, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] }],
    });
    expect(renderOne(chart, 'VirtualService').spec).toEqual({ hosts: ['*'], gateways: [db.name], tcp: [{ route: [to('postgres')] }] });
    expect(synthErrors(chart)).toBe('');
    expect(get(chart, 'tcp://db.example.com:5432')).toReach(postgres);
  });

  test.each<[string, Partial<ServingGatewayProps & PlainTcp>, object]>([
    ['another protocol', { protocol: 'MYSQL' }, { port: { number: 5432, name: 'tcp', protocol: 'MYSQL' }, hosts: ['*'] }],
    ['a port by name', { port: 'tcp-postgres' }, { port: { number: 5432, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] }],
    ['a port of another protocol, if it is named', { port: 443 }, { port: { number: 443, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] }],
    ['an address, and a name for statistics', { bind: '10.0.0.1', serverName: 'db' }, { port: { number: 5432, name: 'tcp', protocol: 'TCP' }, hosts: ['*'], bind: '10.0.0.1', name: 'db' }],
    ['the pods\' own address, where any port can be called', { bind: '127.0.0.1', port: 7000 }, { port: { number: 7000, name: 'tcp', protocol: 'TCP' }, hosts: ['*'], bind: '127.0.0.1' }],
    ['a socket, which has no port', { bind: 'unix:///var/run/db.sock' }, { port: { number: 0, name: 'tcp', protocol: 'TCP' }, hosts: ['*'], bind: 'unix:///var/run/db.sock' }],
    ['where traffic goes without a route', { defaultEndpoint: '127.0.0.1:7000' }, { port: { number: 5432, name: 'tcp', protocol: 'TCP' }, hosts: ['*'], defaultEndpoint: '127.0.0.1:7000' }],
  ])('takes %s', (_, props, server) => {
    expect(serverOf(props)).toEqual(server);
  });

  test.each<[string, Partial<ServingGatewayProps & PlainTcp>, string]>([
    ['an address that is none', { bind: 'localhost' }, 'bind "localhost" is not an IP address; give one of the gateway\'s pods, or a socket such as "unix:///var/run/web.sock"'],
    ['the pods\' own address without a port', { bind: '::1' }, 'bind "::1" is reached from within the gateway\'s pods alone, where no Service leads; say with port: ... the number that is called there'],
    ['a socket with a port', { bind: 'unix:///a.sock', port: 80 }, 'bind "unix:///a.sock" is a socket in the file system, which takes no port, and 80 is given; leave port out'],
    ['a socket without a path', { bind: 'unix://' }, 'bind "unix://" has no path; give a path, such as "unix:///var/run/web.sock"'],
    ['a port that the Service lacks, at an address that it leads to', { bind: '10.0.0.1', port: 7000 }, 'gateway port 7000 is not open on service "istio-system/ingress": it has 80 (http), 443 (https) and 5432 (tcp-postgres); use one of these or add 7000 to the service'],
    [
      'an ingress with several ports for TCP, unless one is named',
      { ingress: IngressGateway.fromAttributes({ name: 'ingress', namespace: 'istio-system', ports: [GatewayPort.tcp(1), GatewayPort.tcp(2)] }) },
      'service "istio-system/ingress" has 2 ports for TCP: 1 (tcp) and 2 (tcp-2); say which with port: ...',
    ],
  ])('refuses %s', (_, props, message) => {
    expect(() => serverOf(props)).toThrow(new Error(message));
  });
});

describe('a route for TCP', () => {
  test('has the rules with more to match first, whatever the order of the calls', () => {
    const other = GatewayRef.tcp('web', 'other');
    const calls: Array<(route: TcpRoute) => void> = [
      (route) => route.forward(postgres),
      (route) => route.forward(replica, { match: { port: 5433, sourceSubnet: '10.0.0.0/8' } }),
      (route) => route.split([[postgres, 1], [replica, 1]], { match: { port: 5432, gateway: other } }),
    ];
    const rulesOf = (order: typeof calls) => {
      const chart = newChart();
      const route = new TcpRoute(chart, 'route', { gateway: [gateway, other] });
      order.forEach((call) => call(route));
      return renderOne(chart, 'VirtualService').spec.tcp as object[];
    };
    const expected = [
      { match: [{ port: 5432, gateways: ['other'] }], route: [{ ...to('postgres'), weight: 1 }, { ...to('replica'), weight: 1 }] },
      { match: [{ port: 5433, sourceSubnet: '10.0.0.0/8' }], route: [to('replica')] },
      { route: [to('postgres')] },
    ];
    expect(rulesOf(calls)).toEqual(expected);
    expect(JSON.stringify(rulesOf([...calls].reverse()))).toBe(JSON.stringify(rulesOf(calls)));
  });

  test('is an error with two rules that differ only in what Istio does not look at', () => {
    const chart = newChart();
    new TcpRoute(chart, 'route', { gateway }).forward(postgres).forward(replica, { match: { sourceSubnet: '10.0.0.0/8' } });
    expect(synthErrors(chart)).toContain('two rules take all connections, and Istio goes by one alone; take one of the two away');
  });

  test('within the mesh names its hosts', () => {
    const chart = newChart();
    expect(() => new TcpRoute(chart, 'all', { gateway, alsoInMesh: true })).toThrow(new Error('host "*" with alsoInMesh would take every connection of the mesh, and Istio rejects it; name the hosts'));
    new TcpRoute(chart, 'one', { gateway, alsoInMesh: true, host: 'postgres.web.svc.cluster.local' }).forward(replica);
    expect(render(chart, 'VirtualService').at(-1)?.spec.gateways).toEqual(['gw', 'mesh']);
  });
});

describe('hosts of a gateway for routes of one namespace', () => {
  const stated = [{ host: 'a.com', namespace: 'team-a' }, { host: 'b.com', namespace: '.' }, 'c.com'];

  test('are written as Istio does, and take routes of that namespace alone', () => {
    const app = newChart();
    const web = new HttpGateway(app, 'web', { ingress, hosts: stated });
    expect(renderOne(app, 'Gateway').spec.servers[0].hosts).toEqual(['team-a/a.com', './b.com', 'c.com']);
    expect(() => web._admit(['a.com'], 'team-a')).not.toThrow();
    expect(() => web._admit(['b.com', 'c.com'], 'web')).not.toThrow();
    expect(() => web._admit(['a.com'])).not.toThrow();
    expect(() => web._admit(['a.com'], 'web')).toThrow(new Error(
      `host "a.com" on gateway "web/${web.name}" is for routes of namespace "team-a" only, and this route is in "web"; `
      + 'put the route there, or add { host: "a.com", namespace: "web" } to the gateway\'s hosts',
    ));
  });

  test('may be those of two namespaces for plain HTTP, also where one is wider', () => {
    const app = newChart();
    new HttpGateway(app, 'web', { ingress, hosts: [{ host: '*.a.com', namespace: 'a' }, { host: 'x.a.com', namespace: 'b' }, { host: 'y.a.com', namespace: 'b' }] });
    expect(renderOne(app, 'Gateway').spec.servers[0].hosts).toEqual(['a/*.a.com', 'b/x.a.com', 'b/y.a.com']);
  });

  test.each<[string, Array<string | { host: string; namespace: string }>, string]>([
    ['within one that is for all', ['*.a.com', { host: 'x.a.com', namespace: 'b' }], 'hosts "*.a.com" and "x.a.com" overlap'],
    ['twice', [{ host: 'a.com', namespace: 'b' }, { host: 'a.com', namespace: 'b' }], 'host "a.com" is given twice; give it once'],
    ['with a namespace that is none', [{ host: 'a.com', namespace: 'B' }], 'namespace "B" of host "a.com" is not made of small letters, digits and dashes, with a letter or a digit at both ends; give a namespace, or "." for the gateway\'s own'],
  ])('are refused %s', (_, hosts, message) => {
    expect(() => new HttpGateway(newChart(), 'web', { ingress, hosts })).toThrow(message);
  });
});
