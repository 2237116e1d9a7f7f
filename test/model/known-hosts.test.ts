import { meshOf } from './meshes';

const OBJECTS = `
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: prod }
---
apiVersion: v1
kind: Service
metadata: { name: details, namespace: dev }
---
apiVersion: v1
kind: Service
metadata: { name: anywhere }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: outside, namespace: prod }
spec: { hosts: [api.example.org, "*.example.com"] }
`;

function look(host: string, { namespace = 'web', complete = [] as readonly string[] } = {}): object {
  const found = meshOf(OBJECTS, { complete }).knownHosts.look(host, namespace);
  return found.kind === 'known' ? { kind: 'known', hosts: found.entries.map(({ hostname }) => hostname) } : found;
}

const full = (name: string) => `${name}.svc.cluster.local`;

describe('a host is', () => {
  test.each<[string, string, object]>([
    ['known that a Service has', full('reviews.prod'), { kind: 'known', hosts: [full('reviews.prod')] }],
    ['known that a ServiceEntry has', 'api.example.org', { kind: 'known', hosts: ['api.example.org'] }],
    ['known that is the wildcard of one', '*.example.com', { kind: 'known', hosts: ['*.example.com'] }],
    ['not the one with other capitals', 'API.example.org', { kind: 'other-case', registered: 'api.example.org' }],
    ['not one that only a wildcard covers', 'api.example.com', { kind: 'under-wildcard', wildcard: '*.example.com', sure: false }],
    ['partly qualified with the namespace of a Service of that name', 'reviews.prod', { kind: 'partly-qualified', full: full('reviews.prod'), sure: true }],
    ['partly qualified with "svc" in it', 'other.elsewhere.svc', { kind: 'partly-qualified', full: full('other.elsewhere'), sure: true }],
    ['partly qualified with a part of the domain', 'other.elsewhere.svc.cluster', { kind: 'partly-qualified', full: full('other.elsewhere'), sure: true }],
    ['perhaps partly qualified with a namespace that is known', 'other.prod', { kind: 'partly-qualified', full: full('other.prod'), sure: false }],
    ['perhaps partly qualified with the own namespace', 'other.web', { kind: 'partly-qualified', full: full('other.web'), sure: false }],
    ['a name of the outside where the namespace is a top-level domain as well', 'shop.dev', { kind: 'unknown' }],
    ['unknown otherwise', 'shop.example.net', { kind: 'unknown' }],
    ['unknown of a Service that may be elsewhere', full('ratings.web'), { kind: 'unknown' }],
    ['near one with a letter less', full('review.prod'), { kind: 'unknown', near: { host: full('reviews.prod'), because: 'misspelled' } }],
    ['near that of a ServiceEntry with two letters changed over', 'api.exapmle.org', { kind: 'unknown', near: { host: 'api.example.org', because: 'misspelled' } }],
    ['near the Service of that name in another namespace', full('reviews.web'), { kind: 'unknown', near: { host: full('reviews.prod'), because: 'other-namespace' } }],
    ['near none where a Service of that name goes to any namespace', full('anywhere.web'), { kind: 'unknown' }],
    ['near none where its own namespace is not known', 'reviews..svc.cluster.local', { kind: 'unknown' }],
  ])('%s: %s', (_, host, expected) => expect(look(host)).toEqual(expected));

  test('in a namespace with others', () => {
    const hosts = meshOf(OBJECTS).knownHosts;
    expect([hosts.neighbours(full('ratings.prod')), hosts.neighbours('api.example.org')]).toEqual([['reviews'], []]);
  });

  test('absent where what could have it is complete', () => {
    expect(look(full('ratings.prod'), { complete: ['Service@prod'] })).toEqual({ kind: 'absent' });
    expect(look(full('ratings.web'), { complete: ['Service@prod'] })).toEqual({ kind: 'unknown' });
    expect(look('shop.example.net', { complete: ['ServiceEntry'] })).toEqual({ kind: 'absent' });
    expect(look('api.example.com', { complete: ['ServiceEntry'] })).toMatchObject({ kind: 'under-wildcard', sure: true });
  });
});
