import type { Manifest } from '../engine/question';
import { ageless, inAllAges, weakOrders } from './ages';

test.each([[0, 1], [1, 1], [2, 3], [3, 13]])('%i objects have %i orders, ties among them', (count, orders) => {
  expect(new Set(weakOrders(count).map((ranks) => JSON.stringify(ranks))).size).toBe(orders);
});

const object = (kind: string, name: string): Manifest => ({ apiVersion: 'v1', kind, metadata: { name, creationTimestamp: '2020-01-04T00:00:00Z' } });
const MANIFESTS = [object('Gateway', 'a'), object('VirtualService', 'a'), object('Service', 'a'), object('VirtualService', 'b')];

test('each kind has its orders, whatever those of the other', () => {
  const ages = inAllAges([...MANIFESTS, object('Gateway', 'b')]).map((all) => all.map(({ metadata }) => metadata.creationTimestamp).join());
  expect(new Set(ages).size).toBe(9);
});

test('what has no say in the order keeps its age', () => {
  expect(new Set(inAllAges(MANIFESTS).map((all) => all[2].metadata.creationTimestamp))).toEqual(new Set(['2020-01-04T00:00:00Z']));
});

test('in files Gateways and VirtualServices have no age', () => {
  expect(ageless(MANIFESTS).map(({ metadata }) => metadata.creationTimestamp)).toEqual([undefined, undefined, '2020-01-04T00:00:00Z', undefined]);
});
