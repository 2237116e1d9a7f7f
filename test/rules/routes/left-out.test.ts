import { documents } from '../../../lib/rules/example-manifests';
import { gateway, http, routeTo, server, virtualService } from '../../../lib/rules/example-routing';
import { found } from '../found';

const delegating = (delegate: string, namespace = 'web') => virtualService(
  http(`    - match: [{ uri: { prefix: /blog } }]\n      delegate: { ${delegate} }\n`, routeTo()), { namespace },
);
const delegate = (options = {}) => virtualService(http(routeTo('host: blog')), { name: 'blog', hosts: '', gateways: '', ...options });

test('a delegate that others do not see, or that has hosts, is an error', () => {
  expect(found('MESH450', documents(delegating('name: blog, namespace: team'), delegate({ namespace: 'team', exportTo: '"."' })))).toEqual([
    'error: delegate "team/blog" is not exported to the namespace of this VirtualService',
  ]);
  expect(found('MESH450', documents(delegating('name: blog'), delegate({ hosts: 'blog.example.com' })))).toEqual(['error: VirtualService "web/blog" has hosts, so it is no delegate']);
});

test('a delegate of another namespace is a warning, unless all VirtualServices are given', () => {
  const yaml = documents(delegating('name: blog'), delegate({ namespace: 'team' }));
  expect(found('MESH450', yaml)).toEqual(['warning: delegate "web/blog" is not there, but "team/blog" is']);
  expect(found('MESH450', yaml, { complete: ['VirtualService'] })).toEqual(['error: delegate "web/blog" does not exist']);
});

test('the port of a match is that of a server for the hosts, not of any server of the gateway', () => {
  const other = server('blog.example.com', 'port: { number: 8081, name: other, protocol: HTTP }');
  const rule = (port: number) => virtualService(http(`    - match: [{ port: ${port} }]\n      route: [{ destination: { host: shop } }]\n`));
  const gateways = gateway(server('shop.example.com') + other);
  expect(found('MESH451', documents(gateways, rule(8081)))).toEqual(['error: a match is for port 8081, and the servers of its gateways have 80']);
  expect(found('MESH451', documents(gateways, rule(80)))).toEqual([]);
});

test('the port of a match in TCP routes counts as well', () => {
  const tcp = server('"*"', 'port: { number: 3306, name: mysql, protocol: TCP }');
  const rule = '  tcp: [{ match: [{ port: 3307 }], route: [{ destination: { host: shop } }] }]\n';
  expect(found('MESH451', documents(gateway(tcp), virtualService(rule)))).toEqual(['error: a match is for port 3307, and the servers of its gateways have 3306']);
});

test('a match of a delegate is left alone where two VirtualServices delegate to it', () => {
  const part = virtualService(http('    - match: [{ port: 8080 }]\n      route: [{ destination: { host: blog } }]\n'), { name: 'blog', hosts: '', gateways: '' });
  const one = delegating('name: blog');
  expect(found('MESH451', documents(gateway(server('shop.example.com')), one, part))).toHaveLength(1);
  expect(found('MESH451', documents(gateway(server('shop.example.com')), one, one.replace('name: shop', 'name: other'), part))).toEqual([]);
});
