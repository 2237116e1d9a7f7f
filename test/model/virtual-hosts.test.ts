import { readGateway } from '../../lib/model/gateway';
import { VirtualHosts } from '../../lib/model/virtual-hosts';

function virtualHosts(hosts: string[], host: string, namespace = 'web'): readonly string[] {
  const gateway = readGateway({ manifest: {
    apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'gw', namespace: 'infra' },
    spec: { servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts }] },
  }, ref: { kind: 'Gateway', name: 'gw', namespace: 'infra' }, origin: { kind: 'known', path: '' } });
  return [...new VirtualHosts(gateway.servers[0]).of(host, namespace)].sort();
}

describe('the virtual hosts of a route on a server', () => {
  test.each<[string, string[], string, string[]]>([
    ['the host that both have', ['a.com'], 'a.com', ['a.com']],
    ['in small letters', ['A.com'], 'a.com', ['a.com']],
    ['the narrower of a wildcard and one of its hosts', ['*.a.com'], 'x.a.com', ['x.a.com']],
    ['the narrower also where the route has the wildcard', ['x.a.com', 'y.b.com'], '*.a.com', ['x.a.com']],
    ['each that a route\'s wildcard covers, and the wildcard itself where the server has it', ['*.a.com', 'x.a.com', '*.y.a.com'], '*.a.com', ['*.a.com', '*.y.a.com', 'x.a.com']],
    ['all of the server\'s for a star', ['x.a.com', '*.b.com'], '*', ['*.b.com', 'x.a.com']],
    ['the route\'s own for a server that takes all', ['*'], '*.a.com', ['*.a.com']],
    ['those that a wildcard of a part of a label covers', ['x-a.com', 'a.com', '*.com'], '*-a.com', ['*-a.com', 'x-a.com']],
    ['none where nothing overlaps', ['b.com'], 'a.com', []],
    ['none of the domain above a wildcard', ['*.a.com'], 'a.com', []],
  ])('are %s', (_, hosts, host, expected) => {
    expect(virtualHosts(hosts, host)).toEqual(expected);
  });

  test('are only those for its namespace', () => {
    const hosts = ['web/a.com', 'other/b.com', './c.com', '*/d.com'];
    expect([virtualHosts(hosts, '*'), virtualHosts(hosts, '*', 'infra')]).toEqual([['a.com', 'd.com'], ['c.com', 'd.com']]);
  });
});
