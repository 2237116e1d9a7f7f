import { namesIn } from '../../lib/values/names-in';

test('the names of all fields are found, within lists and maps, too', () => {
  expect([...namesIn({ spec: { http: [{ match: [{ uri: { prefix: '/' } }] }, 'text', null], hosts: [] } })].sort()).toEqual(['hosts', 'http', 'match', 'prefix', 'spec', 'uri']);
});

test('values are no names, and an object without fields has none', () => {
  expect([...namesIn({})]).toEqual([]);
  expect(namesIn({ kind: 'Gateway' }).has('Gateway')).toBe(false);
});

test('a manifest that holds itself many times over is looked through in little time', () => {
  const shared = { a: { b: { c: 1 } } };
  expect(namesIn({ list: Array.from({ length: 1000 }, () => shared) }).has('c')).toBe(true);
});
