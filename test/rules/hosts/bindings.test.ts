import { changed, documents, ingressService } from '../../../lib/rules/example-manifests';
import { backend, gateway, http, HTTP, HTTPS, PASSTHROUGH, routeTo, server, virtualService } from '../../../lib/rules/example-routing';
import { found } from '../found';

const ON_EDGE = documents(gateway(server('shop.example.com'), { name: 'edge', namespace: 'istio-system' }), virtualService(http(routeTo()), { gateways: 'edge' }));

describe('a gateway that is not found', () => {
  test('is a warning where it may be elsewhere and one that is there could be meant', () => {
    expect(found('MESH301', ON_EDGE)).toEqual(['warning: gateway "edge", which is "web/edge", is not there, but "istio-system/edge" is']);
    expect(found('MESH301', changed(ON_EDGE, 'gateways: [edge]', 'gateways: [istio-system/egde]'))).toEqual(['warning: gateway "istio-system/egde" is not there, but "istio-system/edge" is']);
  });

  test('is nothing where none that is there could be meant', () => {
    expect(found('MESH301', changed(ON_EDGE, 'gateways: [edge]', 'gateways: [other/public]'))).toEqual([]);
  });

  test('is told once, and also of matches, of every protocol', () => {
    const rules = ['http', 'tls', 'tcp'].map((section) => `  ${section}: [{ match: [{ gateways: [missing, istio-system/edge] }] }]\n`).join('');
    const yaml = documents(gateway(server('shop.example.com'), { name: 'edge', namespace: 'istio-system' }), virtualService(rules, { gateways: 'istio-system/edge' }));
    expect(found('MESH301', yaml, { complete: ['Gateway'] })).toEqual(['error: gateway "missing", which is "web/missing", does not exist']);
    expect(found('MESH304', yaml, { complete: ['Gateway'] })).toEqual([]);
    expect(found('MESH304', yaml)).toHaveLength(3);
  });
});

describe('a gateway of a match that its VirtualService is not on', () => {
  const match = (gateways: string) => http(`    - match: [{ gateways: [${gateways}] }]\n`);

  test('is a warning beside one that it is on', () => {
    expect(found('MESH304', virtualService(match('web, other/edge')))).toEqual(['warning: a match is for gateway "other/edge", which the VirtualService is not on']);
    expect(found('MESH304', virtualService(match('mesh')))).toEqual(['error: a match is for gateway "mesh", which the VirtualService is not on']);
  });

  test('is one of a delegate where none that delegates to it is on it', () => {
    const delegate = changed(virtualService(match('other/edge'), { name: 'part', gateways: '' }), '  hosts: [shop.example.com]\n', '');
    const root = (gateways: string) => virtualService('  http: [{ delegate: { name: part } }]\n', { gateways });
    expect(found('MESH304', delegate)).toEqual([]);
    expect(found('MESH304', documents(delegate, root('web'), root('other/edge').replace('name: shop', 'name: more')))).toEqual([]);
    expect(found('MESH304', documents(delegate, root('web')))).toEqual(['warning: a match is for gateway "other/edge", and no VirtualService that delegates here is on it']);
  });
});

describe('a host on no server', () => {
  const on = (servers: string, hosts: string, rules = http(routeTo())) => documents(gateway(servers), virtualService(rules, { hosts }));

  test('is each one by itself', () => {
    expect(found('MESH305', on(server('shop.example.com'), 'shop.example.com, www.example.com'))).toEqual(['error: host "www.example.com" is on no server of gateway "web/web"']);
  });

  test('is one that is there for other namespaces, or for other rules', () => {
    expect(found('MESH305', on(server('other/shop.example.com'), 'shop.example.com'))).toEqual([
      'error: host "shop.example.com" is on no server of gateway "web/web" for this VirtualService: it is there for VirtualServices of namespace "other"',
    ]);
    expect(found('MESH305', on(server('shop.example.com') + server('www.example.com', PASSTHROUGH), 'shop.example.com, www.example.com'))).toEqual([
      'error: host "www.example.com" is on no server of gateway "web/web" for this VirtualService: server 1 of "web/web" has it, and is of a protocol that its rules are not for',
    ]);
  });

  test('is left alone on sidecars, where a gateway is not known, and where the rules are to blame', () => {
    expect(found('MESH305', documents(gateway(server('shop.example.com')), virtualService(http(routeTo()), { hosts: 'reviews', gateways: 'web, mesh' })))).toEqual([]);
    expect(found('MESH305', documents(gateway(server('shop.example.com')), virtualService(http(routeTo()), { hosts: 'reviews.example.com', gateways: 'web, other/edge' })))).toEqual([]);
    expect(found('MESH305', on(server('shop.example.com', PASSTHROUGH), 'shop.example.com'))).toEqual([]);
    expect(found('MESH307', on(server('shop.example.com', PASSTHROUGH), 'shop.example.com'))).toEqual([
      'error: no server of its gateways goes by http rules: server 0 of "web/web" passes TLS on and goes by tls rules',
    ]);
  });

  test('is none where a wildcard of either covers the other', () => {
    expect(found('MESH305', on(server('"*.example.com"'), 'a.b.example.com'))).toEqual([]);
    expect(found('MESH305', on(server('a.b.example.com'), '"*.example.com"'))).toEqual([]);
    expect(found('MESH305', on(server('"*.example.com"'), 'example.com'))).toHaveLength(1);
  });
});

describe('pods that do not see a VirtualService', () => {
  const seen = (exportTo: string, namespaces: readonly string[]) => documents(
    gateway(server('shop.example.com')), ...namespaces.map((namespace) => ingressService('ingress', 8080).replace('istio-system', namespace)), virtualService(http(routeTo()), { exportTo }),
  );

  test('are all of a gateway', () => {
    expect(found('MESH309', seen('team', ['edge', 'team']))).toEqual([]);
    expect(found('MESH309', seen('other', ['edge', 'team']))).toEqual([
      'error: the pods of gateway "web/web", edge/ingress and team/ingress, do not see this VirtualService, which is exported to "other"',
    ]);
  });

  test('are those of the MeshConfig as well', () => {
    expect(found('MESH309', seen('"*"', ['edge']).replace('  exportTo: ["*"]\n', ''), { meshConfig: { defaultVirtualServiceExportTo: ['.'] } })).toHaveLength(1);
  });
});

describe('the SNI of a host', () => {
  const two = (gateways: string, more = '') => documents(
    gateway(server('"*"', HTTPS) + more), gateway(server('shop.example.com', HTTPS.replace('credentialName: shop', 'credentialName: narrow')), { name: 'narrow' }), virtualService(http(routeTo()), { gateways }),
  );

  test('is lost in part where plain HTTP is still served, unless the other gateway has routes for it', () => {
    const yaml = two('web', server('shop.example.com', HTTP));
    expect(found('MESH321', yaml)).toEqual(['warning: https requests for "shop.example.com" on port 443 go to gateway "web/narrow", whose server for "shop.example.com" is narrower than that of "web/web"']);
    expect(found('MESH321', documents(yaml, virtualService(http(routeTo()), { name: 'other', gateways: 'narrow' })))).toEqual([]);
  });

  test('is not lost to a server of other pods', () => {
    expect(found('MESH321', two('web').replace('istio: ingressgateway', 'istio: other'))).toEqual([]);
  });

  test('is lost by a wildcard to a narrower wildcard, and not to hosts within it', () => {
    expect(found('MESH321', two('web').replaceAll('shop.example.com', '"*.example.com"'))).toHaveLength(1);
    expect(found('MESH321', two('web').replace('hosts: [shop.example.com]\n  gateways', 'hosts: ["*.example.com"]\n  gateways'))).toEqual([]);
  });
});

describe('VirtualServices for sidecars with one host', () => {
  const both = (first: string, second: string, exportTo?: string) => documents(
    virtualService(first, { name: 'one', hosts: 'shop', gateways: '', exportTo }), virtualService(second, { name: 'two', hosts: 'shop', gateways: '' }), backend(),
  );
  const tcp = '  tcp: [{ route: [{ destination: { host: shop } }] }]\n';
  const only = (what: string) => http(`    - match: [{ ${what} }]\n      route: [{ destination: { host: shop } }]\n`);

  test.each<[string, string, string, readonly string[]]>([
    ['an error for rules of one protocol', tcp, tcp, ['error: host "shop.web.svc.cluster.local" has tcp rules for sidecars in VirtualService web/one, too']],
    ['nothing for rules of two protocols', tcp, http(routeTo()), []],
    ['nothing where both are for some clients or ports', only('sourceLabels: { app: a }'), only('port: 80'), []],
    ['a warning where one of them is', only('sourceLabels: { app: a }'), http(routeTo()), ['warning: host "shop.web.svc.cluster.local" has http rules for sidecars in VirtualService web/one, too']],
    ['nothing where one is for a gateway after all', only('gateways: [web]'), http(routeTo()), []],
  ])('are %s', (_, first, second, expected) => expect(found('MESH320', both(first, second))).toEqual(expected));

  test('are information where one namespace has rules of its own', () => {
    expect(found('MESH320', both(http(routeTo()), http(routeTo()), '"."'))).toEqual(['info: host "shop.web.svc.cluster.local" has http rules for sidecars in VirtualService web/one, too']);
  });

  test('are one where two files hold the same object', () => {
    expect(found('MESH320', both(http(routeTo()), http(routeTo())).replace('name: two', 'name: one'))).toEqual([]);
  });
});

test('a host with a namespace and no domain is a mistake in a destination, and a hint as a host of sidecars', () => {
  const yaml = documents(virtualService(http(routeTo('host: other.web')), { hosts: 'shop.web', gateways: '' }), backend());
  expect(found('MESH308', yaml)).toEqual([
    'warning: "other.web" is not the name of Service "other.web.svc.cluster.local"', 'info: "shop.web" is not the name of Service "shop.web.svc.cluster.local"',
  ]);
});
