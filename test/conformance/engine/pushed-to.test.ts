import { look, type Resources } from './pushed-to';

const chain = (name: string, port: number, filters: readonly string[]) => ({ name, filterChainMatch: { destinationPort: port }, filters: filters.map((each) => ({ name: each })) });
const resources: Resources = {
  listeners: [
    { name: 'inbound', filterChains: [chain('http', 8080, ['stats', 'manager']), chain('tcp', 9090, ['proxy'])] },
    { name: 'outbound', filterChains: [chain('http', 7070, ['manager'])], ports: [3, 1], listenerFilters: [] },
  ],
};

test('every value of the field is seen once, wherever it stands in the resource', () => {
  expect(look(resources, { at: 'listeners', named: ['inbound'], field: 'destinationPort' })).toEqual([8080, 9090]);
  expect(look({ clusters: [{ name: 'shop', a: { sni: 'x' }, b: [{ sni: 'x' }] }] }, { at: 'clusters', named: ['shop'], field: 'sni' })).toEqual(['x']);
});

test('further names lead to parts of the resource', () => {
  expect(look(resources, { at: 'listeners', named: ['inbound', 'http'], field: 'destinationPort' })).toEqual([8080]);
});

test('lists are taken apart, and objects are seen by their names', () => {
  expect(look(resources, { at: 'listeners', named: ['outbound'], field: 'ports' })).toEqual([1, 3]);
  expect(look(resources, { at: 'listeners', named: ['inbound', 'http'], field: 'filters' })).toEqual(['manager', 'stats']);
});

test('a field that nothing has is told from a resource that is not pushed', () => {
  expect(look(resources, { at: 'listeners', named: ['inbound'], field: 'sni' })).toEqual([]);
  expect(look(resources, { at: 'listeners', named: ['inbound', 'other'], field: 'sni' })).toBe('not pushed');
  expect(look(resources, { at: 'clusters', named: ['shop'], field: 'sni' })).toBe('not pushed');
});
