import { destinationRule, documents } from '../../../lib/rules/example-manifests';
import { deployment, namespace, policy, service } from '../../../lib/rules/example-workloads';
import { found } from '../found';

const STRICT = '{ mtls: { mode: STRICT } }';
const DISABLE = '{ mtls: { mode: DISABLE } }';
const peers = (spec: string, where = 'web', name = 'default') => policy('PeerAuthentication', spec, { name, namespace: where });
const tls = (mode: string, host = 'shop') => destinationRule({ host, trafficPolicy: `{ tls: { mode: ${mode} } }` });
const noAutoMtls = { meshConfig: { enableAutoMtls: false } };

describe('a DestinationRule that clients are refused by', () => {
  test('is told with what refuses them', () => {
    expect(found('MESH720', documents(tls('SIMPLE'), peers(STRICT), service(), deployment(), namespace()))).toEqual(['error: clients of "shop" use TLS mode SIMPLE, and PeerAuthentication web/default lets the pods take mTLS only']);
    expect(found('MESH720', documents(tls('ISTIO_MUTUAL'), peers(DISABLE), service()))).toEqual(['error: clients of "shop" use TLS mode ISTIO_MUTUAL, and PeerAuthentication web/default lets the pods take plaintext only']);
    expect(found('MESH720', documents(tls('ISTIO_MUTUAL'), service(), deployment({ labels: 'app: shop, sidecar.istio.io/inject: "false"' })))).toEqual(['error: clients of "shop" use TLS mode ISTIO_MUTUAL, and the pods have no sidecar']);
  });

  test('is none where what a policy of the mesh says may not be for these pods, but for a warning', () => {
    expect(found('MESH720', documents(tls('DISABLE'), peers(STRICT, 'istio-system'), service()))).toEqual([expect.stringMatching(/^warning/)]);
    expect(found('MESH720', documents(tls('DISABLE'), peers(STRICT, 'istio-system'), service(), namespace(), deployment()))).toEqual([expect.stringMatching(/^error/)]);
  });

  test('may be for a whole namespace, or the mesh', () => {
    expect(found('MESH720', documents(tls('DISABLE', '"*.web.svc.cluster.local"'), peers(STRICT)))).toHaveLength(1);
    expect(found('MESH720', documents(tls('DISABLE', '"*.local"'), peers(STRICT, 'istio-system')))).toEqual([expect.stringMatching(/^error/)]);
    expect(found('MESH720', documents(tls('ISTIO_MUTUAL', '"*.local"'), peers(DISABLE)))).toEqual([expect.stringMatching(/^warning/)]);
    expect(found('MESH720', documents(tls('ISTIO_MUTUAL', '"*.local"'), peers(DISABLE), tls('DISABLE', '"*.web.svc.cluster.local"')))).toEqual([]);
  });

  test('may be so for one port, or one subset', () => {
    const port = destinationRule({ trafficPolicy: '{ tls: { mode: ISTIO_MUTUAL }, portLevelSettings: [{ port: { number: 80 }, tls: { mode: DISABLE } }] }' });
    const subset = destinationRule({ subsets: '[{ name: v1, labels: { version: v1 }, trafficPolicy: { tls: { mode: DISABLE } } }]' });
    const ofV1 = peers('{ selector: { matchLabels: { version: v1 } }, mtls: { mode: STRICT } }');
    expect(found('MESH720', documents(port, peers(STRICT), service()))).toHaveLength(1);
    expect(found('MESH720', documents(subset, ofV1, service(), deployment({ labels: 'app: shop, version: v1' }), namespace()))).toHaveLength(1);
    expect(found('MESH720', documents(subset.replaceAll('v1', 'v2'), ofV1, service(), deployment({ labels: 'app: shop, version: v2' }), namespace()))).toEqual([]);
  });

  test('is left alone where another policy may be for the pods, or they are in ambient mode', () => {
    const ofSome = peers('{ selector: { matchLabels: { version: v1 } }, mtls: { mode: PERMISSIVE } }', 'web', 'some');
    expect(found('MESH720', documents(tls('DISABLE'), peers(STRICT), ofSome, service()))).toEqual([]);
    expect(found('MESH720', documents(tls('DISABLE'), peers(STRICT), service(), namespace({ labels: 'istio.io/dataplane-mode: ambient' })))).toEqual([]);
    expect(found('MESH720', documents(tls('DISABLE', 'shop.example.com'), peers(STRICT)))).toEqual([]);
  });

  test('may say nothing where the mesh sends no mTLS by itself', () => {
    const silent = documents(destinationRule({ trafficPolicy: '{ loadBalancer: { simple: RANDOM } }' }), peers(STRICT), service());
    expect(found('MESH720', silent)).toEqual([]);
    expect(found('MESH720', silent, noAutoMtls)).toEqual(['error: clients of "shop" use no TLS, as enableAutoMtls is off, and PeerAuthentication web/default lets the pods take mTLS only']);
  });
});

describe('pods that take mTLS only and get plaintext', () => {
  test('are told where the mesh sends no mTLS by itself and no DestinationRule makes it', () => {
    expect(found('MESH721', peers(STRICT))).toEqual([]);
    expect(found('MESH721', peers(STRICT), { ...noAutoMtls, complete: ['DestinationRule'] })).toEqual(['error: pods take mTLS only, and enableAutoMtls is off in the MeshConfig, so clients send plaintext']);
    expect(found('MESH721', peers(STRICT), noAutoMtls)).toEqual([expect.stringMatching(/^warning/)]);
    expect(found('MESH721', documents(peers(STRICT), tls('ISTIO_MUTUAL', '"*.local"')), noAutoMtls)).toEqual([]);
    expect(found('MESH721', documents(peers(STRICT), tls('ISTIO_MUTUAL', '"*.blog.svc.cluster.local"')), noAutoMtls)).toHaveLength(1);
  });
});
