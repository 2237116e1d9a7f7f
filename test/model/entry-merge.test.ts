import { viewersOf, whyNotMerged } from '../../lib/model/entry-merge';
import { buildMesh } from '../../lib/model/mesh';
import type { ServiceEntry } from '../../lib/model/service-entry';

function entry(spec: object = {}, metadata: object = {}): ServiceEntry {
  const object = { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'api', namespace: 'web', ...metadata }, spec: { hosts: ['api.example.com'], resolution: 'DNS', ...spec } };
  return buildMesh([{ object, origin: { kind: 'construct', path: 'entry' } }]).serviceEntries[0];
}

test.each([
  ['ports', entry({ ports: [{ number: 80, name: 'http' }] }), undefined],
  ['addresses', entry({ addresses: ['192.0.2.7'] }), undefined],
  ['the namespace', entry({}, { namespace: 'shop' }), 'namespace'],
  ['the resolution', entry({ resolution: 'NONE' }), 'resolution'],
  ['the labels', entry({}, { labels: { team: 'web' } }), 'labels'],
  ['the selector', entry({ workloadSelector: { labels: { app: 'api' } } }), 'workloadSelector'],
  ['exportTo', entry({ exportTo: ['.'] }), 'exportTo'],
  ['an exportTo that says what is the default', entry({ exportTo: ['*'] }), 'exportTo'],
])('two entries of one host that differ in %s are kept apart by %s', (_, other, expected) => {
  expect(whyNotMerged(entry(), other)).toBe(expected);
});

test.each([
  [undefined, ['*']],
  [['.'], ['web']],
  [['shop', '.'], ['shop', 'web']],
  [['shop', '*'], ['*']],
  [['~'], []],
])('exportTo %j is seen by %j', (exportTo, viewers) => {
  expect([...viewersOf(entry({ exportTo }))]).toEqual(viewers);
});
