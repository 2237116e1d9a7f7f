import { changed, destinationRule, documents, gatewayPods, httpGateway, tlsGateway, virtualService } from '../../../lib/rules/example-manifests';
import { policy, service } from '../../../lib/rules/example-workloads';
import { found } from '../found';

describe('session affinity and weights', () => {
  const split = virtualService({ http: '[{ route: [{ destination: { host: shop, subset: v1 }, weight: 1 }, { destination: { host: shop, subset: v2 }, weight: 1 }] }]' });
  const rule = (policies: string, subset = '') => destinationRule({ ...(policies !== '' && { trafficPolicy: policies }), subsets: `[{ name: v1, labels: { v: "1" }${subset} }, { name: v2, labels: { v: "2" } }]` });
  const HASH = 'loadBalancer: { consistentHash: { httpCookie: { name: user, ttl: 0s } } }';
  const whatOf = (destinations: string, route = split) => found('MESH404', documents(httpGateway(80), gatewayPods(), service(), route, destinations));

  test('of a subset alone are told, too', () => {
    const [message, ...more] = whatOf(rule('', `, trafficPolicy: { ${HASH} }`));
    expect(message).toBe('warning: requests are split by weights between "shop subset v1" and "shop subset v2", so the session affinity of "shop" by httpCookie does not hold');
    expect(more).toEqual([]);
  });

  test('are told of sidecars, and of gateways that are not known', () => {
    expect(whatOf(rule(`{ ${HASH} }`), changed(split, '[web]', '[mesh]'))).toHaveLength(1);
    expect(whatOf(rule(`{ ${HASH} }`), changed(split, '[web]', '[other/gateway]'))).toHaveLength(1);
  });

  test('are told where the Service is not among the objects, since its host says its namespace', () => {
    expect(found('MESH404', documents(httpGateway(80), gatewayPods(), split, rule(`{ ${HASH} }`)))).toHaveLength(1);
  });

  test('are fine where a policy for the port has none, and where the rule is not found by the gateway', () => {
    const onPort = changed(changed(split, 'subset: v1', 'subset: v1, port: { number: 80 }'), 'subset: v2', 'subset: v2, port: { number: 80 }');
    expect(whatOf(rule(`{ ${HASH}, portLevelSettings: [{ port: { number: 80 } }] }`), onPort)).toEqual([]);
    expect(whatOf(changed(rule(`{ ${HASH} }`), 'namespace: web', 'namespace: other'))).toEqual([]);
  });
});

describe('gRPC', () => {
  const route = (match: string, gateway = httpGateway(80)) => documents(gateway, gatewayPods(), service(), virtualService({ http: `[{ ${match}route: [{ destination: { host: shop } }] }]` }));

  test('is known by the server, too, and by the only port of a Service', () => {
    expect(found('MESH405', route('', changed(httpGateway(80), 'protocol: HTTP', 'protocol: GRPC')))).toEqual(['warning: the gateway\'s server is for gRPC, and port 80 (http) of "shop" is one for HTTP/1.1']);
    expect(found('MESH405', route(''))).toEqual([]);
  });

  test('is not gRPC-Web, which the gateway translates, and no other content', () => {
    expect(found('MESH405', route('match: [{ headers: { Content-Type: { exact: application/grpc+proto } } }], '))).toHaveLength(1);
    expect(found('MESH405', route('match: [{ headers: { content-type: { prefix: application/grpc-web } } }], '))).toEqual([]);
    expect(found('MESH405', route('match: [{ headers: { content-type: { prefix: application/grpc } } }, { uri: { prefix: / } }], '))).toEqual([]);
  });

  test('may go to a port that the mesh makes HTTP/2', () => {
    expect(found('MESH405', route('match: [{ headers: { content-type: { prefix: application/grpc } } }], '), { meshConfig: { h2UpgradePolicy: 'UPGRADE' } })).toEqual([]);
  });
});

describe('a claim that is matched on a gateway', () => {
  const route = virtualService({ http: '[{ match: [{ withoutHeaders: { "@request.auth.claims[group]": {} } }], route: [{ destination: { host: shop } }] }]' });
  const whatOf = (others: readonly string[], complete: readonly string[] = []) => found('MESH406', documents(httpGateway(80), gatewayPods(), route, ...others), { complete });
  const authentication = (namespace: string, selector = 'istio: ingressgateway') => policy('RequestAuthentication', `{ selector: { matchLabels: { ${selector} } } }`, { namespace });
  const SENTENCE = '"@request.auth.claims[group]" is matched on istio-system/istio-ingressgateway, which';

  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['nothing, where all of them are given', [], ['RequestAuthentication@istio-system'], [`error: ${SENTENCE} no RequestAuthentication is for`]],
    ['nothing, where others may be there', [], [], []],
    ['one of its labels in another namespace', [authentication('web')], [], [`warning: ${SENTENCE} no known RequestAuthentication is for`]],
    ['one for other pods', [authentication('istio-system', 'app: other')], ['RequestAuthentication'], [`error: ${SENTENCE} no RequestAuthentication is for`]],
  ])('is read by %s', (_, others, complete, expected) => {
    expect(whatOf(others, complete)).toEqual(expected);
  });

  test('may be read by one that asks for labels which pods that only a Service tells of may have', () => {
    const ingress = service({ name: 'ingress', namespace: 'istio-system', selector: 'istio: ingressgateway' });
    const given = documents(httpGateway(80), ingress, route, authentication('istio-system', 'istio: ingressgateway, app: gateway'));
    expect(found('MESH406', given, { complete: ['RequestAuthentication'] })).toEqual([]);
  });
});

describe('TLS within TLS', () => {
  const passing = documents(
    tlsGateway('{ mode: PASSTHROUGH }'), gatewayPods(), service({ ports: '{ name: tls, port: 443, targetPort: 8443 }' }),
    virtualService({ tls: '[{ match: [{ sniHosts: [shop.example.com] }], route: [{ destination: { host: shop } }] }]' }),
  );

  test('is told with the mode that puts the second around', () => {
    expect(found('MESH209', documents(passing, destinationRule({ trafficPolicy: '{ tls: { mode: MUTUAL } }' })))).toEqual([
      'warning: TLS from port 443 is passed on to "shop", and a DestinationRule puts TLS of mode MUTUAL around it',
    ]);
  });

  test('is not where the gateway does not find the rule, or ends TLS itself', () => {
    const rule = destinationRule({ trafficPolicy: '{ tls: { mode: SIMPLE } }' });
    expect(found('MESH209', documents(passing, changed(rule, 'namespace: web', 'namespace: other')))).toEqual([]);
    expect(found('MESH209', documents(changed(passing, 'PASSTHROUGH', 'SIMPLE, credentialName: shop'), rule))).toEqual([]);
  });
});
