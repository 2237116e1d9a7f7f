import { parseManifests } from '../../lib/collect/yaml';
import { buildMesh } from '../../lib/model/mesh';
import { PeerAuthentications } from '../../lib/model/peer-authentication';

interface Policy {
  readonly namespace: string;
  readonly spec: string;
  readonly created?: string;
}

function policies(...given: readonly Policy[]): PeerAuthentications {
  const text = given.map(({ namespace, spec, created }, index) => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: p${index}, namespace: ${namespace}${created === undefined ? '' : `, creationTimestamp: "${created}"`} }
spec: ${spec}
`).join('---');
  const objects = parseManifests({ path: 'example', text }).map((object, index) => ({ object, origin: { kind: 'construct' as const, path: `${index}` } }));
  return new PeerAuthentications(buildMesh(objects).peerAuthentications, 'istio-system');
}

const WEB = { app: 'web' };

test('pods take both where nothing is said', () => {
  expect(policies().ofPods('shop', WEB, 8080)).toEqual({ mode: 'PERMISSIVE', level: 'default', certain: true });
});

test('the mesh, the namespace and the pods override each other in this order, and UNSET inherits', () => {
  const found = policies(
    { namespace: 'istio-system', spec: '{ mtls: { mode: STRICT } }' },
    { namespace: 'open', spec: '{ mtls: { mode: DISABLE } }' },
    { namespace: 'same', spec: '{ mtls: { mode: UNSET } }' },
    { namespace: 'open', spec: '{ selector: { matchLabels: { app: web } }, mtls: { mode: PERMISSIVE } }' },
  );
  expect(found.ofMesh()).toMatchObject({ mode: 'STRICT', level: 'mesh' });
  expect(found.ofNamespace('other')).toMatchObject({ mode: 'STRICT', level: 'mesh' });
  expect(found.ofNamespace('same')).toMatchObject({ mode: 'STRICT', level: 'mesh' });
  expect(found.ofNamespace('open')).toMatchObject({ mode: 'DISABLE', level: 'namespace' });
  expect(found.ofPods('open', WEB, 8080)).toMatchObject({ mode: 'PERMISSIVE', level: 'workload' });
  expect(found.ofPods('open', { app: 'other' }, 8080)).toMatchObject({ mode: 'DISABLE', level: 'namespace' });
});

test('a port has its own mode, or that of its pods', () => {
  const found = policies({ namespace: 'shop', spec: '{ selector: { matchLabels: { app: web } }, mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: DISABLE }, 9090: { mode: UNSET } } }' });
  expect(found.ofPods('shop', WEB, 8080).mode).toBe('DISABLE');
  expect(found.ofPods('shop', WEB, 9090).mode).toBe('STRICT');
  expect(found.ofPods('shop', WEB, 7070)).toMatchObject({ mode: 'STRICT', certain: true });
  expect(found.ofPods('shop', WEB, undefined)).toMatchObject({ mode: 'STRICT', certain: false });
});

test('in the root namespace a policy with a selector is for nobody', () => {
  expect(policies({ namespace: 'istio-system', spec: '{ selector: { matchLabels: { app: web } }, mtls: { mode: STRICT } }' }).ofPods('istio-system', WEB, 80).mode).toBe('PERMISSIVE');
});

describe('of several for one namespace', () => {
  const two = (created?: string) => policies(
    { namespace: 'shop', spec: '{ mtls: { mode: STRICT } }', created: created && '2026-01-02T00:00:00Z' }, { namespace: 'shop', spec: '{ mtls: { mode: DISABLE } }', created },
  );

  test('the oldest counts', () => expect(two('2026-01-01T00:00:00Z').ofNamespace('shop')).toMatchObject({ mode: 'DISABLE', certain: true }));
  test('which one counts is not certain where their ages are not known', () => expect(two().ofNamespace('shop').certain).toBe(false));
});

test('a policy may be for some of the pods with some labels', () => {
  const found = policies({ namespace: 'shop', spec: '{ selector: { matchLabels: { app: web, version: v1 } } }' });
  expect(found.mayDiffer('shop', WEB)).toBe(true);
  expect(found.mayDiffer('shop', { app: 'other' })).toBe(false);
  expect(found.mayDiffer('shop', { app: 'web', version: 'v1' })).toBe(false);
});
