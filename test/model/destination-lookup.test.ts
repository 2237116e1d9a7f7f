import { DestinationLookup, type Client } from '../../lib/model/destination-lookup';
import { buildMesh } from '../../lib/model/mesh';

const HOST = 'reviews.shop.svc.cluster.local';

interface Given {
  readonly namespace?: string;
  readonly host?: string;
  readonly year?: number;
  readonly exportTo?: readonly string[];
  readonly selector?: Readonly<Record<string, string>>;
  readonly policy?: string;
  readonly subsets?: readonly string[];
}

function lookupOf(rules: Readonly<Record<string, Given>>): DestinationLookup {
  const objects = Object.entries(rules).map(([name, { namespace = 'shop', host = HOST, year, exportTo, selector, policy, subsets = [name] }]) => ({
    apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule',
    metadata: { name, namespace, ...(year && { creationTimestamp: `${year}-01-01T00:00:00Z` }) },
    spec: {
      host, ...(exportTo && { exportTo }), ...(selector && { workloadSelector: { matchLabels: selector } }), ...(policy && { trafficPolicy: { loadBalancer: { simple: policy } } }),
      subsets: subsets.map((subset) => ({ name: subset, labels: { version: `${name}-${subset}` } })),
    },
  }));
  const mesh = buildMesh(objects.map((object) => ({ object, origin: { kind: 'known', path: '' } })));
  return new DestinationLookup(mesh.destinationRules, mesh.config.rootNamespace);
}

const EDGE: Client = { namespace: 'edge', labels: { zone: 'a' } };
const ROOT: Client = { namespace: 'istio-system', labels: {} };

function subsetsFor(client: Client, rules: Readonly<Record<string, Given>>, host = HOST): string {
  return [...lookupOf(rules).find(host, 'shop', client)?.rule?.subsets.keys() ?? ['nothing']].join(' ');
}

describe('a client finds the rules of', () => {
  test.each<[string, Client, Readonly<Record<string, Given>>, string]>([
    ['its own namespace before those of the service', EDGE, { own: { namespace: 'edge' }, service: {} }, 'own'],
    ['the namespace of the service before the root namespace', EDGE, { service: {}, root: { namespace: 'istio-system' } }, 'service'],
    ['the root namespace where there are no others', EDGE, { root: { namespace: 'istio-system' } }, 'root'],
    ['no other namespace', EDGE, { other: { namespace: 'web' } }, 'nothing'],
    ['the service before those of the root namespace, in the root namespace too', ROOT, { service: {}, root: { namespace: 'istio-system' } }, 'service'],
    ['the root namespace first, in it, where they are for it alone', ROOT, { service: {}, root: { namespace: 'istio-system', exportTo: ['.'] } }, 'root'],
    ['its own namespace, which end the search with a wildcard and no subset', EDGE, { own: { namespace: 'edge', host: '*.local', subsets: [] }, service: {} }, ''],
  ])('%s', (_, client, rules, expected) => expect(subsetsFor(client, rules)).toBe(expected));
});

describe('of the rules of one namespace', () => {
  test.each<[string, Readonly<Record<string, Given>>, string]>([
    ['the one for the very host counts alone', { exact: {}, wide: { host: '*.shop.svc.cluster.local' } }, 'exact'],
    ['the longest wildcard counts alone', { widest: { host: '*' }, wider: { host: '*.local' }, wide: { host: '*.svc.cluster.local' } }, 'wide'],
    ['a wildcard that ends within a label counts', { part: { host: '*ews.shop.svc.cluster.local' } }, 'part'],
    ['those that are not exported to the client are not seen', { hidden: { exportTo: ['web'] }, root: { namespace: 'istio-system' } }, 'root'],
    ['a hidden one for the very host hides the wildcard beside it', { hidden: { exportTo: ['web'] }, wide: { host: '*.local' } }, 'nothing'],
    ['those for some pods are never seen from outside', { some: { selector: { zone: 'a' } } }, 'nothing'],
  ])('%s', (_, rules, expected) => expect(subsetsFor(EDGE, rules)).toBe(expected));

  test('those for some pods come first for these, and for others not at all', () => {
    const rules = { some: { namespace: 'edge', selector: { zone: 'a' } }, all: { namespace: 'edge' } };
    expect([subsetsFor(EDGE, rules), subsetsFor({ ...EDGE, labels: { zone: 'b' } }, rules)]).toEqual(['some', 'all']);
    const alone = lookupOf({ some: { namespace: 'edge', selector: { zone: 'a' } }, service: {} }).find(HOST, 'shop', { ...EDGE, labels: {} });
    expect(alone).toMatchObject({ namespace: 'edge', rule: undefined });
  });

  test('a wildcard host of a ServiceEntry is matched as it stands', () => {
    expect(subsetsFor(EDGE, { very: { host: '*.example.com' }, wider: { host: '*.com' } }, '*.example.com')).toBe('very');
    expect(subsetsFor(EDGE, { within: { host: 'api.example.com' } }, '*.example.com')).toBe('nothing');
  });
});

describe('rules of one host and exportTo', () => {
  test('are merged: of what both have, the older one counts', () => {
    const { rule } = lookupOf({ young: { year: 2022, subsets: ['v1', 'v2'], policy: 'RANDOM' }, old: { year: 2021, subsets: ['v1'] }, middle: { year: 2021, subsets: ['v1'], policy: 'LEAST_REQUEST' } })
      .find(HOST, 'shop', EDGE) ?? {};
    expect([...rule?.subsets ?? []].map(([name, { labels }]) => [name, labels.version])).toEqual([['v1', 'middle-v1'], ['v2', 'young-v2']]);
    expect(rule?.trafficPolicy?.rule.ref.name).toBe('middle');
    expect(rule?.lost.map(({ rule: { ref }, to, subset }) => [ref.name, to.ref.name, subset?.name])).toEqual([['old', 'middle', 'v1'], ['young', 'middle', 'v1'], ['young', 'middle', undefined]]);
  });

  test('are those of the same text: of others the youngest counts', () => {
    const rules = { old: { year: 2021, exportTo: ['*'] }, young: { year: 2022 } };
    expect(lookupOf(rules).find(HOST, 'shop', EDGE)).toMatchObject({ rule: { from: [{ ref: { name: 'young' } }] }, besides: [{ from: [{ ref: { name: 'old' } }] }], certain: true });
  });

  test('take in one that more namespaces see, which then is not there for those', () => {
    const rules = { old: { year: 2021, exportTo: ['edge'] }, young: { year: 2022, exportTo: ['edge', 'web'] } };
    expect([subsetsFor(EDGE, rules), subsetsFor({ namespace: 'web', labels: {} }, rules)]).toEqual(['old young', 'nothing']);
  });

  test('are in an uncertain order where an age is not known', () => {
    expect(lookupOf({ one: { year: 2021 }, two: {} }).find(HOST, 'shop', EDGE)?.certain).toBe(false);
    expect(lookupOf({ one: {} }).find(HOST, 'shop', EDGE)?.certain).toBe(true);
  });
});
