import { buildMesh, type Facts } from '../../lib/model/mesh';

const service = (name: string, namespace: string | undefined, annotations = {}) => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, annotations }, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] },
});

const serviceEntry = (hosts: readonly string[], exportTo?: readonly string[]) => ({
  apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'external', namespace: 'web' },
  spec: { hosts, exportTo, ports: [{ number: 443, name: 'https', protocol: 'HTTPS' }], resolution: 'DNS' },
});

const registryOf = (objects: readonly object[], facts: Facts = {}) => (
  buildMesh(objects.map((object, index) => ({ object: object as Record<string, unknown>, origin: { kind: 'construct', path: `${index}` } })), facts).registry
);

describe('whether anything answers to a host', () => {
  const OBJECTS = [service('shop', 'web'), serviceEntry(['api.example.com', '*.wild.example.com'])];
  test.each<[string, string, readonly string[], 'present' | 'absent' | 'unknown']>([
    ['a Service that is there', 'shop.web.svc.cluster.local', [], 'present'],
    ['a ServiceEntry\'s host', 'api.example.com', [], 'present'],
    ['a name below a ServiceEntry\'s wildcard', 'x.wild.example.com', [], 'present'],
    ['another Service', 'blog.web.svc.cluster.local', [], 'unknown'],
    ['another Service, and all are given', 'blog.web.svc.cluster.local', ['Service'], 'absent'],
    ['another Service, and all of its namespace are given', 'blog.web.svc.cluster.local', ['Service@web'], 'absent'],
    ['another Service, and all of another namespace are given', 'blog.web.svc.cluster.local', ['Service@shop'], 'unknown'],
    ['a host outside', 'www.example.com', ['Service'], 'unknown'],
    ['a host outside, and all ServiceEntries are given', 'www.example.com', ['ServiceEntry'], 'absent'],
  ])('%s', (_, host, complete, presence) => expect(registryOf(OBJECTS, { complete }).presence(host)).toBe(presence));

  test('a Service without a namespace may go to any', () => {
    expect(registryOf([service('shop', undefined)], { complete: ['Service'] }).presence('shop.web.svc.cluster.local')).toBe('unknown');
  });

  test('the cluster may have another domain', () => {
    const registry = registryOf([service('shop', 'web')], { domain: 'corp.internal' });
    expect([registry.presence('shop.web.svc.corp.internal'), registry.presence('shop.web.svc.cluster.local')]).toEqual(['present', 'unknown']);
  });
});

describe('a host is seen from the namespaces that it is exported to', () => {
  test.each<[string, object, string, string, Facts, number]>([
    ['from all without a word', service('shop', 'web'), 'shop.web.svc.cluster.local', 'istio-system', {}, 1],
    ['from its own for a dot', service('shop', 'web', { 'networking.istio.io/exportTo': '.' }), 'shop.web.svc.cluster.local', 'web', {}, 1],
    ['from no other for a dot', service('shop', 'web', { 'networking.istio.io/exportTo': '.' }), 'shop.web.svc.cluster.local', 'istio-system', {}, 0],
    ['from one that is named', service('shop', 'web', { 'networking.istio.io/exportTo': 'a, istio-system' }), 'shop.web.svc.cluster.local', 'istio-system', {}, 1],
    ['from none for a tilde', service('shop', 'web', { 'networking.istio.io/exportTo': '~' }), 'shop.web.svc.cluster.local', 'web', {}, 0],
    ['as the MeshConfig says', service('shop', 'web'), 'shop.web.svc.cluster.local', 'istio-system', { meshConfig: { defaultServiceExportTo: ['.'] } }, 0],
    ['as a ServiceEntry says', serviceEntry(['api.example.com'], ['.']), 'api.example.com', 'istio-system', {}, 0],
  ])('%s', (_, object, host, viewer, facts, found) => expect(registryOf([object], facts).lookup(host, viewer)).toHaveLength(found));
});
